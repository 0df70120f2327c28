/**
 * `npm run soak`: random experiments of every scenario and kernel for ten minutes, `npm run soak -- 60` for a minute, each
 * trace checked as in `npm test`. Stops at the first that breaks a promise and prints the command that makes it again.
 */
import { ensureDependencies } from './lib/dependencies.mjs';
import { ROOT, run } from './lib/process.mjs';

const TEST = 'test/analysis/trace-properties.test.ts';
const DEFAULT_SECONDS = 600;

const [wanted = String(DEFAULT_SECONDS)] = process.argv.slice(2);
const seconds = Number(wanted);
if (!Number.isInteger(seconds) || seconds < 1) {
  console.error(`soak: ${wanted} is no whole number of seconds, such as ${DEFAULT_SECONDS}`);
  process.exitCode = 2;
} else {
  await ensureDependencies();
  const env = { PROPERTY_SEED: 'random', PROPERTY_SECONDS: String(seconds) };
  const args = ['run', '--project', 'unit', TEST, '-t', 'keeps the promises'];
  process.exitCode = await run(`${ROOT}node_modules/.bin/vitest`, args, { env });
}
