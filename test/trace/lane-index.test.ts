import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLaneIndex, indexTrace, type LaneIndex } from '../../src/trace/lane-index.ts';
import { parentSlice } from '../../src/trace/queries.ts';
import { Recorder } from '../../src/trace/recorder.ts';
import { threadedTrace } from '../fixtures/mail-traces.ts';
import { randomTrace } from '../fixtures/random-trace.ts';

/** What an index holds, in a form to compare. */
function contents(index: LaneIndex): unknown {
  return [...index.cpus].map(([cpu, lane]) => ({
    cpu,
    depths: lane.depths.map((list) => [...list.rows.row.subarray(0, list.length)]),
    instants: [...lane.instants.row.subarray(0, lane.instants.length)],
    switches: [...lane.realSwitches.number.subarray(0, lane.realSwitches.length)],
  }));
}

describe('LaneIndex', () => {
  it('is the same whether built at once or in pieces', () => {
    const trace = threadedTrace();
    const index = createLaneIndex();
    let calls = 1;
    while (!index.extend(trace, 3)) calls++;
    expect(calls).toBeGreaterThan(10);
    expect(contents(index)).toEqual(contents(indexTrace(trace)));
    expect(index.linksTo(1)).toEqual(indexTrace(trace).linksTo(1));
  });

  it('takes in what a trace has grown by', () => {
    const recorder = new Recorder('model');
    recorder.openSlice(0, 0, 0, 'user', recorder.name('user'), -1, -1, -1);
    const index = indexTrace(recorder.trace);
    recorder.closeSlice(0, 10);
    for (let row = 1; row < 20; row++) {
      recorder.closeSlice(recorder.openSlice(row * 10, row % 2, 0, 'kthread', 0, -1, -1, -1), row * 10 + 10);
    }
    expect(index.cpus.has(1)).toBe(false);
    expect(index.extend(recorder.trace)).toBe(true);
    expect(contents(index)).toEqual(contents(indexTrace(recorder.trace)));
  });

  it('numbers real switches in the order of the trace', () => {
    const { realSwitches } = indexTrace(threadedTrace()).cpus.get(0) ?? {};
    expect([...(realSwitches?.number.subarray(0, realSwitches.length) ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('finds the links that lead to a slice, and none for others', () => {
    const trace = threadedTrace();
    const index = indexTrace(trace);
    const found = Array.from({ length: trace.slices.length }, (_, row) => index.linksTo(row)).flat();
    expect(found.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: trace.links.length }, (_, link) => link),
    );
    for (let row = 0; row < trace.slices.length; row++) {
      expect(index.linksTo(row).every((link) => trace.links.to[link] === row)).toBe(true);
    }
  });

  it('agrees with looking back row by row on what a slice lies in', () => {
    fc.assert(
      fc.property(randomTrace, (trace) => {
        const index = indexTrace(trace);
        for (let row = 0; row < trace.slices.length; row++) {
          expect(index.parentOf(trace, row)).toBe(parentSlice(trace, row) ?? -1);
        }
      }),
    );
  });
});
