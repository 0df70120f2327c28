import type { Latency, Spread } from './summary.ts';

/**
 * The value of ascending numbers that a share `p` (0..1) of them do not exceed, by nearest rank: an observed value, never an
 * interpolated one. NaN if there are none.
 */
export function percentile(ascending: ArrayLike<number>, p: number): number {
  if (ascending.length === 0) return NaN;
  const rank = Math.ceil(p * ascending.length);
  return ascending[Math.min(ascending.length, Math.max(1, rank)) - 1];
}

/** How values in ns are spread; null if there are none. */
export function spreadOf(values: readonly number[]): Spread | null {
  return values.length === 0 ? null : commonPart(Float64Array.from(values).sort());
}

/** How latencies in ns are spread, with what the mean needs; null if there are none. */
export function latencySpread(values: readonly number[]): Latency | null {
  if (values.length === 0) return null;
  const ascending = Float64Array.from(values).sort();
  return {
    min: ascending[0],
    ...commonPart(ascending),
    p999: percentile(ascending, 0.999),
    sum: ascending.reduce((sum, value) => sum + value, 0),
  };
}

function commonPart(ascending: Float64Array): Spread {
  return {
    p50: percentile(ascending, 0.5),
    p90: percentile(ascending, 0.9),
    p99: percentile(ascending, 0.99),
    max: ascending[ascending.length - 1],
  };
}
