import { KINDS, type Kind } from './kinds.ts';
import type { CpuTime } from './summary.ts';
import type { Trace } from './trace.ts';

/** Index of the first of `length` ascending numbers that is not below `value`; `length` if all are. */
export function lowerBound(ascending: ArrayLike<number>, length: number, value: number, from = 0): number {
  let low = from;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first of `length` ascending numbers that is above `value`; `length` if none is. */
export function upperBound(ascending: ArrayLike<number>, length: number, value: number, from = 0): number {
  let low = from;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The slices that start in `[start, end)` ns, as a half-open range of rows: slices are ordered by start. */
export function slicesStartingIn(
  trace: Trace,
  start: number,
  end: number,
): readonly [from: number, to: number] {
  const { slices } = trace;
  const from = lowerBound(slices.start, slices.length, start);
  return [from, lowerBound(slices.start, slices.length, end, from)];
}

/**
 * The slices open on a CPU at time `t` (ns), depth 0 first; empty if nothing is recorded there. A slice is open from its
 * start up to, not including, its end. Looks back row by row, so on a long trace prefer the lane index of `lod.ts`.
 */
export function stackAt(trace: Trace, cpu: number, t: number): number[] {
  const { slices } = trace;
  const open: number[] = [];
  for (let row = upperBound(slices.start, slices.length, t) - 1; row >= 0; row--) {
    if (slices.cpu[row] !== cpu) continue;
    const wanted = open.length === 0 ? Infinity : slices.depth[open[0]];
    if (slices.depth[row] < wanted && (isOpenAt(trace, row, t) || open.length > 0)) open.unshift(row);
    if (slices.depth[row] === 0) break;
  }
  return open;
}

/** The slice that `row` lies in (one depth above it on the same CPU), or undefined at depth 0. */
export function parentSlice(trace: Trace, row: number): number | undefined {
  const { slices } = trace;
  const depth = slices.depth[row];
  if (depth === 0) return undefined;
  for (let before = row - 1; before >= 0; before--) {
    if (slices.cpu[before] === slices.cpu[row] && slices.depth[before] === depth - 1) return before;
  }
  return undefined;
}

/**
 * CPU time per CPU that has slices, in ns: each nanosecond is counted for the kind of the deepest slice open then, so
 * that a row sums to `simulatedNs` where depth 0 tiles the run. Slices are cut at `simulatedNs`; an end that is not yet
 * known counts as `simulatedNs`.
 */
export function cpuTimes(trace: Trace, simulatedNs: number): CpuTime[] {
  const { slices } = trace;
  const perCpu = new Map<number, { readonly total: Float64Array; readonly kindAtDepth: number[] }>();
  for (let row = 0; row < slices.length; row++) {
    const cpu = slices.cpu[row];
    let sums = perCpu.get(cpu);
    if (sums === undefined)
      perCpu.set(cpu, (sums = { total: new Float64Array(KINDS.length), kindAtDepth: [] }));
    const depth = slices.depth[row];
    const length = Math.max(0, endOf(trace, row, simulatedNs) - slices.start[row]);
    sums.total[slices.kind[row]] += length;
    if (depth > 0) sums.total[sums.kindAtDepth[depth - 1]] -= length;
    sums.kindAtDepth[depth] = slices.kind[row];
  }
  return [...perCpu].sort(([a], [b]) => a - b).map(([cpu, sums]) => ({ cpu, ...byKind(sums.total) }));
}

function isOpenAt(trace: Trace, row: number, t: number): boolean {
  return t >= trace.slices.start[row] && t < endOf(trace, row, Infinity);
}

function endOf(trace: Trace, row: number, limit: number): number {
  const end = trace.slices.end[row];
  return end < trace.slices.start[row] ? limit : Math.min(end, limit);
}

function byKind(total: Float64Array): Readonly<Record<Kind, number>> {
  return Object.fromEntries(KINDS.map((kind, code) => [kind, total[code]])) as Record<Kind, number>;
}
