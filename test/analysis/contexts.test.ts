import { describe, expect, it } from 'vitest';
import { contextOf, contextOrder, contextRuns } from '../../src/analysis/index.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const NESTED = traceFromText(`
  1 column = 500 ns
  h = hardirq nic0
  s = softirq softnet/0
  cpu0 0 |....................
  cpu0 1 |  !hhhhsssss!
  cpu0 2 |     !!
`);

const THREADED = traceFromText(`
  1 column = 500 ns
  cpu0 0 |..xxrrtttxxrkkkkxxr....
`);

describe('the order of contexts', () => {
  it('names interrupts that ran on top of a thread, and the thread again after them', () => {
    expect(contextOrder(NESTED)).toEqual(['user', 'nic0', 'softnet/0', 'user']);
  });

  it('names the threads that a scheduler switched to', () => {
    expect(contextOrder(THREADED)).toEqual(['user', 'nic0', 'softnet/0', 'user']);
  });

  it('is empty for a CPU that the trace does not have', () => {
    expect(contextOrder(NESTED, 3)).toEqual([]);
  });
});

describe('the runs of contexts', () => {
  it('give the time of traps and refill to the context that pays, and none to switches', () => {
    const runs = contextRuns(NESTED, 0).map(({ start, end }) => [start, end]);
    expect(runs).toEqual([
      [0, 1500],
      [1500, 3500],
      [3500, 6000],
      [6000, 10000],
    ]);
    expect(contextRuns(THREADED, 0).map((run) => run.start)).toEqual([0, 3000, 6000, 9500]);
  });
});

describe('the context of a slice', () => {
  const kinds = (trace: typeof NESTED): number[] => [...trace.slices.kind.slice(0, trace.slices.length)];

  it('says on top of whom an interrupt runs', () => {
    const soft = kinds(NESTED).indexOf(5);
    expect(contextOf(NESTED, soft)).toMatchObject({
      kind: 'softirq',
      name: 'softnet/0',
      interrupted: 'user',
    });
  });

  it('is borrowed if the interrupt runs under the name of a thread of its own', () => {
    expect(contextOf(NESTED, kinds(NESTED).indexOf(5)).borrowed).toBe(true);
    const anonymous = traceFromText(`
      cpu0 0 |.....
      cpu0 1 | hhh
    `);
    expect(contextOf(anonymous, 1).borrowed).toBe(false);
  });

  it('of a cost is the context that pays for it', () => {
    const trap = kinds(NESTED).indexOf(7);
    expect(contextOf(NESTED, trap)).toMatchObject({ kind: 'user', interrupted: undefined });
  });
});
