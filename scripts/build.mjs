/** `npm run build`: the page into dist/, the command line into build/irqlanes.js. */
import { buildCommand, buildPage } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';

await ensureDependencies();
for (const build of [buildPage, buildCommand]) {
  const code = await build();
  if (code !== 0) process.exit(code);
}
console.log('The page is in dist/, the command line is build/irqlanes.js.');
