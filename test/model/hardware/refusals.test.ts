import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../src/model/engine/machine.ts';
import { Refusals } from '../../../src/model/hardware/refusals.ts';
import { Recorder } from '../../../src/trace/recorder.ts';

describe('refused packets', () => {
  it('are drawn for a ns at least, and never beyond the end of the run', () => {
    const recorder = new Recorder('model');
    const machine = { recorder, now: 100_000 };
    const refusals = new Refusals(machine as unknown as Machine, 'tun0');
    refusals.add(10);
    refusals.add(90_000);
    refusals.add(100_000);
    refusals.settle();
    const { devices } = recorder.trace;
    const rows = Array.from({ length: devices.length }, (_, row) => [devices.start[row], devices.end[row]]);
    expect(rows).toEqual([
      [10, 11],
      [90_000, 100_000],
    ]);
  });
});
