/** Prints every figure of the benchmarks. */
import { engineFigures } from './engine.ts';
import { simulationFigures } from './simulate.ts';
import { streamFigures } from './stream.ts';

const FIGURES = [
  { title: 'engine', figures: engineFigures },
  { title: 'stream between threads', figures: streamFigures },
  { title: 'simulated over wall-clock time, everything recorded', figures: simulationFigures },
];

console.log('Medians of interleaved rounds (least..most); read the ratios, not the rates.');
for (const { title, figures } of FIGURES) {
  console.log(`\n${title}`);
  for (const line of await figures()) console.log(line);
}
