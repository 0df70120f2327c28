import { KIND_STYLES } from '../style/index.ts';
import { KINDS } from '../trace/kinds.ts';
import type { LaneIndex } from '../trace/lane-index.ts';
import type { Trace } from '../trace/trace.ts';
import type { CssPx, Lane, LaneHeights } from './types.ts';

/** Heights of lanes to choose from: the first writes everything out, the last still has a line of text in a slice. */
export const HEIGHTS: readonly LaneHeights[] = [
  { cpu: 96, device: 24 },
  { cpu: 72, device: 20 },
  { cpu: 56, device: 16 },
  { cpu: 44, device: 14 },
  { cpu: 36, device: 14 },
];
/** The name of a machine above its CPUs, and a CPU of a machine that is closed. */
export const HEADING: CssPx = 16;
export const STRIP: CssPx = 10;
/** With more CPUs than this, those that a view does not want in full are strips; with more than `MOST_STRIPS`, threads of colour. */
export const MOST_FULL = 8;
export const MOST_STRIPS = 24;
export const THREAD_STRIP: CssPx = 4;

/** Free above and below the contexts of a CPU lane. */
export const LANE_PAD: CssPx = 2;
/** Height of a row of waiting threads; the rows are at the top of a CPU lane, above all contexts. */
export const WAITING_ROW: CssPx = 11;
/** A lane lower than this has one such row and no second; a strip has none. */
const TWO_ROWS: CssPx = 72;
/** Radius of the numbered disc of a step. */
export const STEP_RADIUS: CssPx = 6.5;

/** Part of a lane's height by which the interrupted context stays visible below a nested one, and an interrupt above one nested in it. */
const NEST = 1 / 12;
const DEEPEST_INSET = 4;
const HAIRLINE: CssPx = 2;
const LOWEST: CssPx = 6;
export const THREAD_HEIGHT = 0.7;

export interface Span {
  readonly y: CssPx;
  readonly h: CssPx;
}

/** How many rows of waiting threads a CPU lane has. */
export function waitingRows({ height }: Lane): number {
  if (height <= STRIP) return 0;
  return height < TWO_ROWS ? 1 : 2;
}

/** Where a CPU lane draws contexts: below the rows of waiting threads. */
export function contextArea(lane: Lane): { readonly top: CssPx; readonly bottom: CssPx } {
  const pad = lane.height <= STRIP ? 0 : LANE_PAD;
  return {
    top: lane.y + pad + waitingRows(lane) * WAITING_ROW,
    bottom: lane.y + lane.height - Math.max(pad, 1),
  };
}

/** By how much a nested context is drawn inside of the one that it interrupted. */
export function nestOf({ height }: Lane): CssPx {
  return Math.round(height * NEST);
}

/**
 * Where in its lane a slice is drawn, in whole px. Height is privilege. A nested context begins a little higher than the
 * one that it interrupted, which stays visible below it as a band: nothing was switched. In a context that is no lower
 * than itself it ends lower at the top too, so that it lies inside.
 */
export function spanOf(trace: Trace, index: LaneIndex, row: number, lane: Lane): Span {
  const depth = trace.slices.depth[row];
  const { top, bottom } = contextArea(lane);
  const height = heightOf(trace, row);
  if (height === undefined) return { y: bottom - HAIRLINE, h: HAIRLINE };
  const nest = nestOf(lane);
  const lowest = Math.min(LOWEST, (bottom - top) / 3);
  const foot = bottom - nest * Math.min(depth, DEEPEST_INSET);
  const inset = nest * Math.min(containers(trace, index, row, height), DEEPEST_INSET);
  const y = Math.min(Math.round(bottom - height * (bottom - top)) + inset, Math.floor(foot - lowest));
  return { y, h: foot - y };
}

/** How many of the contexts below a slice, from it downward, are at least as high. */
function containers(trace: Trace, index: LaneIndex, row: number, height: number): number {
  let count = 0;
  for (let below = index.parentOf(trace, row); below >= 0; below = index.parentOf(trace, below)) {
    if ((heightOf(trace, below) ?? 0) < height) break;
    count++;
  }
  return count;
}

/** Height as a fraction of the lane; undefined: a hairline. */
function heightOf(trace: Trace, row: number): number | undefined {
  const { height } = KIND_STYLES[KINDS[trace.slices.kind[row]]];
  if (height === 'line') return undefined;
  return height === 'payer' ? payerHeight(trace, row) : height;
}

function payerHeight(trace: Trace, row: number): number {
  if (trace.slices.depth[row] > 0) return 1;
  const thread = trace.threads[trace.slices.thread[row]];
  if (thread === undefined) return THREAD_HEIGHT;
  const { height } = KIND_STYLES[thread.kind];
  return typeof height === 'number' ? height : THREAD_HEIGHT;
}
