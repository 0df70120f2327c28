import { describe, expect, it } from 'vitest';
import { realSwitches } from '../../src/analysis/index.ts';
import { roundTrip } from '../fixtures/model-run.ts';

describe('the real switches of a trace', () => {
  const trace = roundTrip('netbsd-ithreads');
  const all = realSwitches(trace);

  it('are numbered from 1 in order of time', () => {
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(all.map(({ t }) => t)).toEqual(all.map(({ t }) => t).toSorted((a, b) => a - b));
  });

  it('keep their numbers where only a span is asked for, both ends included', () => {
    expect(realSwitches(trace, all[2].t, all[4].t)).toEqual(all.slice(2, 5));
    expect(realSwitches(trace, all[5].t + 1)).toEqual([]);
  });
});
