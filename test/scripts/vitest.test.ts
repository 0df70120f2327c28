import { expect, test } from 'vitest';
import { countTests } from '../../scripts/lib/vitest.mjs';

test('a test file that does not load counts as one failure', () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(countTests(report)).toEqual({ passed: 4, failed: 2 });
});

test('no report counts nothing', () => {
  expect(countTests(undefined)).toEqual({ passed: 0, failed: 0 });
});
