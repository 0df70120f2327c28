import { describe, expect, it } from 'vitest';
import { stepsOf, packetsWithSteps } from '../../../src/analysis/index.ts';
import { modelRun } from '../../fixtures/model-run.ts';

describe('a flood', () => {
  it.each([
    ['rcvbuf-flood', 'linux-4.9', ['nic#1', 'softint#1', 'recv#1']],
    ['napi-forwarding', 'linux-2.4-napi', ['nic#1', 'softint#1']],
  ])('of %s under %s can be stepped through by its first packet', (scenario, kernel, keys) => {
    const trace = modelRun({ scenario, kernel, until: '4ms' });
    expect(packetsWithSteps(trace)).toEqual([0]);
    const steps = stepsOf(trace, 0).map(({ key }) => key);
    for (const key of keys) expect(steps).toContain(key);
  });
});
