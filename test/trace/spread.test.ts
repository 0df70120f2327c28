import { describe, expect, it } from 'vitest';
import { latencySpread, percentile, spreadOf } from '../../src/trace/spread.ts';

describe('the spread of values', () => {
  it('takes percentiles by nearest rank', () => {
    const values = Array.from({ length: 10 }, (_, i) => i + 1);
    expect([0.5, 0.9, 0.99, 0.999, 0.01].map((p) => percentile(values, p))).toEqual([5, 9, 10, 10, 1]);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('needs no order, and is null where there is nothing', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ p50: 2, p90: 3, p99: 3, max: 3 });
    expect(latencySpread([3, 1, 2])).toEqual({ min: 1, p50: 2, p90: 3, p99: 3, p999: 3, max: 3, sum: 6 });
    expect([spreadOf([]), latencySpread([])]).toEqual([null, null]);
  });
});
