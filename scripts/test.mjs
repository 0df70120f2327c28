/** `npm test`: installs what is missing and runs every check. The last line is `N passed, N failed`. */
import { buildCommand, buildPage } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runBin } from './lib/process.mjs';
import { runProject } from './lib/vitest.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */
/** @typedef {{ readonly name: string, run(): Promise<Counts> }} Check */

/** @type {readonly Check[]} */
const CHECKS = [
  check('formatting (oxfmt)', () => runBin('oxfmt', ['--check'])),
  check('lint (oxlint)', () => runBin('oxlint', ['--deny-warnings'])),
  check('types (tsc)', () => runBin('tsc', ['--noEmit'])),
  check('build of the page', buildPage),
  check('build of the command line', buildCommand),
  { name: 'unit, property and golden tests', run: () => runProject('unit') },
  check('a Chromium to test in', async () => ((await ensureChromium()) ? 0 : 1)),
  { name: 'page tests in Chromium', run: () => runProject('page') },
];

/**
 * A check that passes if its program exits with 0.
 * @param {string} name
 * @param {() => Promise<number>} program
 * @returns {Check}
 */
function check(name, program) {
  return {
    name,
    run: async () => ((await program()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

/** @param {Counts} counts */
function verdict({ passed, failed }) {
  if (failed > 0) return passed + failed === 1 ? 'FAILED' : `FAILED: ${passed} passed, ${failed} failed`;
  return passed === 1 ? 'passed' : `${passed} passed`;
}

await ensureDependencies();
/** @type {string[]} */
const results = [];
let passed = 0;
let failed = 0;
for (const { name, run } of CHECKS) {
  console.log(`\n== ${name}`);
  const counts = await run();
  passed += counts.passed;
  failed += counts.failed;
  results.push(`${name}: ${verdict(counts)}`);
  console.log(results.at(-1));
}
console.log(`\n${results.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
