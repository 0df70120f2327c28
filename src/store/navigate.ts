/** From slice to slice within a trace. Rows of slices are ordered by (start, seq). */
import { SWITCH } from '../trace/kinds.ts';
import { cpuCount, type Trace } from '../trace/trace.ts';
import type { PanelId } from './types.ts';

/** The slice that begins next (1) or began before (-1) on the same CPU; undefined at the end of the lane. */
export function neighbourOf(trace: Trace, slice: number, direction: -1 | 1): number | undefined {
  const { slices } = trace;
  for (let row = slice + direction; row >= 0 && row < slices.length; row += direction) {
    if (slices.cpu[row] === slices.cpu[slice]) return row;
  }
  return undefined;
}

/** The deepest slice on a CPU at time `t` (ns), or the last one that began before. */
export function sliceAt(trace: Trace, cpu: number, t: number): number | undefined {
  const { slices } = trace;
  let last: number | undefined;
  for (let row = firstAfter(trace, t) - 1; row >= 0; row--) {
    if (slices.cpu[row] !== cpu) continue;
    if (slices.end[row] > t) return row;
    last ??= row;
  }
  return last;
}

/** The other end of the first link that leads to (`cause`) or from (`effect`) a slice. */
export function linkedTo(trace: Trace, slice: number, direction: 'cause' | 'effect'): number | undefined {
  const { links } = trace;
  const [near, far] = direction === 'cause' ? [links.to, links.from] : [links.from, links.to];
  for (let row = 0; row < links.length; row++) {
    if (near[row] === slice && far[row] >= 0) return far[row];
  }
  return undefined;
}

/** The slice of the n-th real switch (from 1), or the slice that runs after it where the switch has none of its own. */
export function switchSlice(trace: Trace, n: number): number | undefined {
  const { switches } = trace;
  let seen = 0;
  for (let row = 0; row < switches.length; row++) {
    if (switches.kind[row] !== SWITCH.real) continue;
    seen += 1;
    if (seen < n) continue;
    return switches.slice[row] >= 0
      ? switches.slice[row]
      : sliceAt(trace, switches.cpu[row], switches.t[row]);
  }
  return undefined;
}

export interface Lane {
  readonly panel: PanelId;
  readonly cpu: number;
}

/** The CPU lanes of all panels, from top to bottom. */
export function lanesOf(panels: readonly { readonly id: PanelId; readonly trace: Trace }[]): readonly Lane[] {
  return panels.flatMap(({ id, trace }) =>
    Array.from({ length: cpuCount(trace) }, (_, cpu) => ({ panel: id, cpu })),
  );
}

/** The first row that starts after `t`. */
function firstAfter(trace: Trace, t: number): number {
  const { slices } = trace;
  let low = 0;
  let high = slices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slices.start[middle] > t) high = middle;
    else low = middle + 1;
  }
  return low;
}
