/** `npm run bench`: builds the page and the benchmarks and runs them; `npm run bench -- page engine` runs these sections only. */
import { buildPage, isPageStale } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ROOT, run, runBin } from './lib/process.mjs';
import { serveFolder } from './lib/server.mjs';

await ensureDependencies();
let code = isPageStale() ? await buildPage() : 0;
if (code === 0)
  code = await runBin('vite', ['build', '--config', 'vite.config.bench.ts', '--logLevel', 'warn']);
if (code === 0) {
  const server = await serveFolder(`${ROOT}dist`, 0);
  const env = { IRQLANES_PAGE: server.url };
  code = await run(process.execPath, ['build/bench/main.js', ...process.argv.slice(2)], { env });
  await server.close();
}
process.exitCode = code;
