import { describe, expect, it } from 'vitest';
import { cpusOfInterest } from '../../src/app/timeline/cpus-of-interest.ts';
import { modelRun } from '../fixtures/model-run.ts';

const NO_STEPS = { marks: [], index: 0, playing: false, selects: true };

describe('the CPUs that are drawn in full', () => {
  const trace = modelRun({ scenario: 'guest-udp-flood', kernel: 'linux-4.6', until: '100us' });

  it('are always those of a small guest', () => {
    expect(cpusOfInterest({ steps: NO_STEPS, selection: undefined }, 'a', trace)).toEqual([8]);
  });

  it('are those of the steps and of the selection, each once', () => {
    const { slices } = trace;
    const rows = Array.from({ length: slices.length }, (_, row) => row);
    const on = (cpu: number): number => rows.find((row) => slices.cpu[row] === cpu) ?? -1;
    const mark = { key: 'nic#1', at: { a: { slice: on(1), t: 0 } } };
    const steps = { ...NO_STEPS, marks: [mark, { ...mark, key: 'softint#1' }] };
    const full = (panel: string): readonly number[] =>
      cpusOfInterest({ steps, selection: { panel: 'a', slice: on(3) } }, panel, trace);
    expect(full('a').toSorted()).toEqual([1, 3, 8]);
    expect(full('b')).toEqual([8]);
  });
});
