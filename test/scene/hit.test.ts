import { describe, expect, it } from 'vitest';
import { hitAt, sliceAt } from '../../src/scene/hit.ts';
import { layout } from '../../src/scene/layout.ts';
import { nextSlice, previousSlice, sliceAbove, sliceBelow } from '../../src/scene/neighbours.ts';
import { KIND } from '../../src/trace/kinds.ts';
import { threadedTrace } from '../fixtures/mail-traces.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const trace = traceFromText(`
  1 column = 1000 ns
  cpu0 0 |....................
  cpu0 1 |  ssssssss  h
  cpu0 2 |    hh
  cpu1 0 |__________kkkkkkkkkk
`);
const [USER, IDLE, SOFT, HARD, KTHREAD, LATE] = [0, 1, 2, 3, 4, 5];
const scene = layout(trace, { start: 0, end: 20_000, width: 400 });
const FOOT = 96 - 5;

describe('sliceAt', () => {
  it('gives the topmost slice at a point', () => {
    expect(sliceAt(scene, 90, 50)).toBe(HARD);
    expect(sliceAt(scene, 50, 50)).toBe(SOFT);
    expect(sliceAt(scene, 90, FOOT)).toBe(USER);
    expect(sliceAt(scene, 300, 96 + 80)).toBe(KTHREAD);
  });

  it('gives nothing where nothing is drawn', () => {
    expect(sliceAt(scene, 350, 10)).toBeUndefined();
    expect(sliceAt(scene, 90, 5000)).toBeUndefined();
  });

  it('forgives a pointer that just misses a narrow slice', () => {
    const narrow = layout(trace, { start: 0, end: 400_000, width: 400 });
    expect(sliceAt(narrow, 13.5, 50)).toBe(LATE);
  });
});

describe('hitAt', () => {
  it('names what lies over the slices', () => {
    const threaded = layout(threadedTrace(), { start: 0, end: 49_000, width: 1200 });
    const [wait] = threaded.waiting;
    expect(hitAt(threaded, wait.x + 3, wait.y + 3)).toEqual({ target: 'waiting', waiting: wait });
    const [instant] = threaded.instants;
    expect(hitAt(threaded, instant.x, instant.y)).toMatchObject({ target: 'instant' });
    expect(hitAt(threaded, threaded.devices.x[0] + 1, threaded.devices.y[0] + 1)).toMatchObject({
      target: 'device',
    });
    expect(hitAt(threaded, 3, 24 + FOOT)).toEqual({ target: 'slice', row: 0, more: 0 });
  });
});

describe('the neighbours of a slice', () => {
  it('to the right and left are those that begin next and before on its CPU', () => {
    expect([USER, SOFT, HARD].map((row) => nextSlice(trace, row))).toEqual([SOFT, HARD, LATE]);
    expect(nextSlice(trace, LATE)).toBeUndefined();
    expect([LATE, HARD, SOFT].map((row) => previousSlice(trace, row))).toEqual([HARD, SOFT, USER]);
    expect(previousSlice(trace, USER)).toBeUndefined();
  });

  it('above are nested in it, below are what it interrupted', () => {
    expect(sliceAbove(trace, USER)).toBe(SOFT);
    expect(sliceAbove(trace, SOFT)).toBe(HARD);
    expect(sliceBelow(trace, HARD)).toBe(SOFT);
    expect(sliceBelow(trace, SOFT)).toBe(USER);
  });

  it('go on to the next lane at the edge of one', () => {
    expect(sliceBelow(trace, USER)).toBe(IDLE);
    expect(sliceAbove(trace, IDLE)).toBe(USER);
    expect(trace.slices.kind[sliceAbove(trace, KTHREAD) ?? -1]).toBe(KIND.user);
    expect(sliceAbove(trace, HARD)).toBeUndefined();
    expect(sliceBelow(trace, KTHREAD)).toBeUndefined();
  });
});
