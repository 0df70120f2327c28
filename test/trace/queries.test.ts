import { describe, expect, it } from 'vitest';
import { KIND } from '../../src/trace/kinds.ts';
import {
  cpuTimes,
  lowerBound,
  parentSlice,
  slicesStartingIn,
  stackAt,
  upperBound,
} from '../../src/trace/queries.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const trace = traceFromText(`
  1 column = 10 ns
  cpu0 0 |....................
  cpu0 1 |  !hhhhhss!
  cpu0 2 |    hh
  cpu1 0 |______xxrkkkkkkkkkkk
`);

const kindsAt = (cpu: number, t: number): number[] =>
  stackAt(trace, cpu, t).map((row) => trace.slices.kind[row]);

describe('search in ascending numbers', () => {
  it('finds the first not below and the first above', () => {
    const ascending = [1, 3, 3, 3, 7];
    expect(lowerBound(ascending, 5, 3)).toBe(1);
    expect(upperBound(ascending, 5, 3)).toBe(4);
    expect(lowerBound(ascending, 5, 8)).toBe(5);
    expect(upperBound(ascending, 2, 3)).toBe(2);
  });
});

describe('slicesStartingIn', () => {
  it('takes the start of the range and leaves its end', () => {
    const [from, to] = slicesStartingIn(trace, 20, 40);
    expect([...trace.slices.start.slice(from, to)]).toEqual([20, 30]);
  });
});

describe('stackAt', () => {
  it('lists the open slices from the thread upward', () => {
    expect(kindsAt(0, 40)).toEqual([KIND.user, KIND.hardirq, KIND.hardirq]);
    expect(kindsAt(0, 60)).toEqual([KIND.user, KIND.hardirq]);
  });

  it('counts a slice as open at its start and not at its end', () => {
    expect(kindsAt(0, 20)).toEqual([KIND.user, KIND.trap]);
    expect(kindsAt(0, 110)).toEqual([KIND.user]);
  });

  it('keeps CPUs apart and is empty where nothing is recorded', () => {
    expect(kindsAt(1, 60)).toEqual([KIND.switch]);
    expect(kindsAt(1, 200)).toEqual([]);
    expect(kindsAt(7, 0)).toEqual([]);
  });
});

describe('parentSlice', () => {
  it('is the slice that a nested one interrupted', () => {
    const [user, outer, inner] = stackAt(trace, 0, 40);
    expect(parentSlice(trace, inner)).toBe(outer);
    expect(parentSlice(trace, outer)).toBe(user);
    expect(parentSlice(trace, user)).toBeUndefined();
  });
});

describe('cpuTimes', () => {
  it('gives each nanosecond to the deepest slice', () => {
    const [cpu0, cpu1] = cpuTimes(trace, 200);
    expect(cpu0).toMatchObject({ cpu: 0, user: 110, trap: 20, hardirq: 50, softirq: 20 });
    expect(cpu1).toMatchObject({ cpu: 1, idle: 60, switch: 20, refill: 10, kthread: 110 });
  });

  it('sums to the simulated time, also when that cuts slices', () => {
    for (const simulated of [200, 50, 0]) {
      for (const { cpu: _, ...kinds } of cpuTimes(trace, simulated)) {
        expect(Object.values(kinds).reduce((sum, ns) => sum + ns, 0)).toBe(simulated);
      }
    }
  });
});
