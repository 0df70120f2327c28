import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND, KINDS } from '../../src/trace/kinds.ts';
import { CLAIM, IntervalList, SliceList } from '../../src/trace/lod.ts';
import { Recorder } from '../../src/trace/recorder.ts';
import type { Trace } from '../../src/trace/trace.ts';

const KINDS_TO_MIX = ['user', 'kthread', 'softirq', 'hardirq', 'trap'] as const;

/** One CPU, one depth: slices of the given kinds and lengths, end to end. */
const rows = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS_TO_MIX), length: fc.integer({ min: 1, max: 9 }) }),
  {
    minLength: 1,
    maxLength: 700,
  },
);

function listOf(
  slices: readonly { kind: (typeof KINDS_TO_MIX)[number]; length: number }[],
): [SliceList, Trace] {
  const recorder = new Recorder('model');
  const list = new SliceList(recorder.trace);
  let t = 0;
  for (const { kind, length } of slices) {
    const row = recorder.openSlice(t, 0, 0, kind, 0, -1, -1, -1);
    list.push(row);
    recorder.closeSlice(row, (t += length));
  }
  return [list, recorder.trace];
}

describe('SliceList', () => {
  it('finds the same strongest slice as looking at all of them', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (slices, a, b) => {
        const [list, trace] = listOf(slices);
        const [from, to] = [a % slices.length, b % (slices.length + 1)].sort((x, y) => x - y);
        const strength = (row: number): number =>
          CLAIM[trace.slices.kind[row]] * 100 + trace.slices.end[row] - trace.slices.start[row];
        let best = -1;
        for (let row = from; row < to; row++) if (best < 0 || strength(row) > strength(best)) best = row;
        expect(list.strongest(from, to)).toBe(best);
      }),
    );
  });

  it('finds the first slice from a time, wherever the search begins before it', () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: 5000 }), fc.nat(), (slices, t, hint) => {
        const [list, trace] = listOf(slices);
        const starts = [...trace.slices.start.subarray(0, trace.slices.length)];
        const found = starts.findIndex((start) => start >= t);
        const expected = found < 0 ? slices.length : found;
        expect(list.firstFrom(t, Math.min(expected, hint % (slices.length + 1)))).toBe(expected);
      }),
    );
  });

  it('sums the same times per kind as looking at all of them', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (slices, a, b) => {
        const [list] = listOf(slices);
        const [from, to] = [a % slices.length, b % (slices.length + 1)].sort((x, y) => x - y);
        const sums = KINDS.map(() => 0);
        for (const { kind, length } of slices.slice(from, to)) sums[KIND[kind]] += length;
        expect([...list.timesBetween(from, to, new Float64Array(KINDS.length))]).toEqual(sums);
      }),
    );
  });

  it('lets an interrupt of 1 ns win over a thread of any length', () => {
    const [list, trace] = listOf([
      { kind: 'kthread', length: 9 },
      { kind: 'hardirq', length: 1 },
      { kind: 'softirq', length: 9 },
    ]);
    expect(trace.slices.kind[list.strongest(0, 3)]).toBe(KIND.hardirq);
  });

  it('knows what is open at a time: from the start, up to the end', () => {
    const [list] = listOf([
      { kind: 'user', length: 5 },
      { kind: 'kthread', length: 5 },
    ]);
    expect([0, 4, 5, 9, 10].map((t) => list.openAt(t))).toEqual([0, 0, 1, 1, undefined]);
  });

  it('takes a slice without an end as open', () => {
    const recorder = new Recorder('model');
    const list = new SliceList(recorder.trace);
    list.push(recorder.openSlice(10, 0, 0, 'user', 0, -1, -1, -1));
    expect(list.endAt(0)).toBe(Infinity);
    expect(list.openAt(1e9)).toBe(0);
  });
});

describe('IntervalList', () => {
  const intervals = fc.array(fc.record({ start: fc.nat({ max: 100 }), length: fc.nat({ max: 50 }) }), {
    maxLength: 40,
  });

  it('keeps intervals by start, whatever order they come in', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const sorted = new IntervalList();
        list.forEach(({ start, length }, row) => sorted.push(row, start, start + length));
        const starts = list.map((_, at) => sorted.startAt(at));
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
        expect(list.map((_, at) => list[sorted.rowAt(at)].start)).toEqual(starts);
      }),
    );
  });

  it('skips no interval that reaches into a view', () => {
    fc.assert(
      fc.property(intervals, fc.nat({ max: 160 }), (list, t) => {
        const sorted = new IntervalList();
        list.forEach(({ start, length }, row) => sorted.push(row, start, start + length));
        const skipped = list.map((_, at) => sorted.rowAt(at)).slice(0, sorted.firstReaching(t));
        expect(skipped.every((row) => list[row].start + list[row].length < t)).toBe(true);
      }),
    );
  });
});
