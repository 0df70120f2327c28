import { expect, it } from 'vitest';
import { PriorityScheduler } from '../../../src/model/engine/scheduler.ts';
import { Machine } from '../../../src/model/engine/machine.ts';
import { Refusals } from '../../../src/model/hardware/refusals.ts';
import { Recorder } from '../../../src/trace/recorder.ts';

/** Times [start, end), ns, that are drawn of a queue which refuses packets at `times`, in a run that ends at `end`. */
function drawn(times: readonly number[], end: number): readonly (readonly number[])[] {
  const machine = new Machine(new Recorder('model'), 0, () => ({
    scheduler: new PriorityScheduler(0),
    kernelPreemption: true,
    switchCost: 0,
    addressSpaceCost: 0,
    refillCost: 0,
    lockTransfer: 0,
    levelNames: ['on'],
    interrupt: () => {
      throw new Error('nothing interrupts a machine without CPUs');
    },
    contextResumed: () => undefined,
  }));
  const refusals = new Refusals(machine, 'tun0');
  for (const at of times) machine.schedule(at, { onEvent: () => refusals.add(at) }, 0);
  machine.schedule(end, { onEvent: () => refusals.settle() }, 0);
  while (!machine.advance(Infinity, end));
  const { devices } = machine.recorder.trace;
  return Array.from({ length: devices.length }, (_, row) => [devices.start[row], devices.end[row]]);
}

it('draws refusals that follow each other as one time, and none beyond the end of the run', () => {
  expect(drawn([1000, 20_000, 90_000], 200_000)).toEqual([
    [1000, 20_001],
    [90_000, 90_001],
  ]);
  expect(drawn([1000, 20_000], 20_000)).toEqual([[1000, 20_000]]);
});
