import { sliceEnd } from '../trace/lod.ts';
import { parentSlice, stackAt } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';

/** The next slice to begin on the same CPU, at whatever depth; undefined at the end. */
export function nextSlice(trace: Trace, row: number): number | undefined {
  const { cpu, length } = trace.slices;
  for (let after = row + 1; after < length; after++) if (cpu[after] === cpu[row]) return after;
  return undefined;
}

/** The slice that began before this one on the same CPU, at whatever depth; undefined at the start. */
export function previousSlice(trace: Trace, row: number): number | undefined {
  const { cpu } = trace.slices;
  for (let before = row - 1; before >= 0; before--) if (cpu[before] === cpu[row]) return before;
  return undefined;
}

/** Upward on the page: the first slice nested in this one, else what ran then on the CPU in the lane above. */
export function sliceAbove(trace: Trace, row: number): number | undefined {
  return firstNested(trace, row) ?? stackAt(trace, trace.slices.cpu[row] - 1, trace.slices.start[row])[0];
}

/** Downward on the page: the slice that this one interrupted, else the deepest that ran then on the CPU below. */
export function sliceBelow(trace: Trace, row: number): number | undefined {
  return parentSlice(trace, row) ?? stackAt(trace, trace.slices.cpu[row] + 1, trace.slices.start[row]).at(-1);
}

function firstNested(trace: Trace, row: number): number | undefined {
  const { cpu, depth, start, length } = trace.slices;
  const end = sliceEnd(trace, row);
  for (let after = row + 1; after < length && start[after] < end; after++) {
    if (cpu[after] === cpu[row] && depth[after] === depth[row] + 1) return after;
  }
  return undefined;
}
