import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBin } from './process.mjs';

/**
 * The part of Vitest's JSON report that is counted. A file that could not be loaded is a failed suite with no test in it.
 * @typedef {{ readonly numPassedTests: number, readonly numFailedTests: number, readonly testResults:
 *   ReadonlyArray<{ readonly status: string, readonly assertionResults: ReadonlyArray<{ readonly status: string }> }> }} Report
 */

/**
 * Runs one Vitest project, showing its files and failures as it goes.
 * @param {string} project
 * @returns {Promise<{ readonly passed: number, readonly failed: number }>} tests; `failed` is at least 1 if anything
 * went wrong, also where no test failed by itself (a file that does not load, an error outside a test, no test at all)
 */
export async function runProject(project) {
  const folder = mkdtempSync(join(tmpdir(), 'irqlanes-'));
  const file = join(folder, 'report.json');
  const code = await runBin('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const counts = countTests(readReport(file));
  rmSync(folder, { recursive: true, force: true });
  const broken = code !== 0 || counts.passed === 0;
  return broken && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Report | undefined} report
 * @returns {{ readonly passed: number, readonly failed: number }}
 */
export function countTests(report) {
  if (report === undefined) return { passed: 0, failed: 0 };
  const unloaded = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/**
 * @param {string} file
 * @returns {Report | undefined} undefined if Vitest did not get so far as to write it
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
