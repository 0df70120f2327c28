/** `npm run bench`: builds the benchmarks and runs them. */
import { ensureDependencies } from './lib/dependencies.mjs';
import { run, runBin } from './lib/process.mjs';

await ensureDependencies();
const code = await runBin('vite', ['build', '--config', 'vite.config.bench.ts', '--logLevel', 'warn']);
process.exitCode = code === 0 ? await run(process.execPath, ['build/bench/main.js']) : code;
