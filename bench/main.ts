/** Prints every figure of the benchmarks, or those of the sections that are named as arguments. */
import { engineFigures } from './engine.ts';
import { pageFigures } from './page/figures.ts';
import { simulationFigures } from './simulate.ts';
import { streamFigures } from './stream.ts';

const FIGURES = [
  { name: 'engine', title: 'engine', figures: engineFigures },
  { name: 'stream', title: 'stream between threads', figures: streamFigures },
  {
    name: 'simulate',
    title: 'simulated over wall-clock time, everything recorded',
    figures: simulationFigures,
  },
  { name: 'page', title: 'main thread of the page in Chromium', figures: pageFigures },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !FIGURES.some((figure) => figure.name === name));
if (unknown.length > 0) {
  console.error(
    `no benchmark is called ${unknown.join(', ')}: ${FIGURES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

console.log('Medians of interleaved rounds (least..most); read the ratios, not the rates.');
for (const { name, title, figures } of FIGURES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${title}`);
  for (const line of await figures()) console.log(line);
}
