import { KINDS } from '../trace/kinds.ts';
import type { LaneIndex } from '../trace/lane-index.ts';
import { addRow, createTable } from '../trace/table.ts';
import type { Trace } from '../trace/trace.ts';
import type { TimeScale } from './time-scale.ts';
import { RECTS, type CssPx, type Label, type Lane, type Rects, type View } from './types.ts';

/** What every part of the layout reads, and the few lists that several parts add to. */
export interface Draft {
  readonly trace: Trace;
  readonly index: LaneIndex;
  readonly view: View;
  readonly scale: TimeScale;
  readonly lanes: readonly Lane[];
  /** What is laid out, with overscan: px, and the times there. */
  readonly left: CssPx;
  readonly right: CssPx;
  readonly from: number;
  readonly to: number;
  readonly charWidth: CssPx;
  readonly slices: Rects;
  /** Index into `slices` of each slice that is drawn. */
  readonly drawn: Map<number, number>;
  readonly labels: Label[];
  /** One number for each kind, for whoever counts something by kind: a crowd has thousands of pixels. */
  readonly byKind: Float64Array;
}

export type CpuLaneOf = Lane & { readonly kind: 'cpu' };

const DEFAULT_CHAR_WIDTH: CssPx = 6.6;

export function createDraft(
  trace: Trace,
  view: View,
  index: LaneIndex,
  lanes: readonly Lane[],
  scale: TimeScale,
): Draft {
  const overscan = view.overscan ?? 0;
  return {
    trace,
    index,
    view,
    scale,
    lanes,
    left: -overscan,
    right: view.width + overscan,
    from: scale.t(-overscan),
    to: scale.t(view.width + overscan),
    charWidth: view.charWidth ?? DEFAULT_CHAR_WIDTH,
    slices: createRects(),
    drawn: new Map(),
    labels: [],
    byKind: new Float64Array(KINDS.length),
  };
}

export function createRects(): Rects {
  return createTable(RECTS, 1024);
}

export function addRect(
  rects: Rects,
  x: CssPx,
  y: CssPx,
  w: CssPx,
  h: CssPx,
  kind: number,
  row: number,
  flags: number,
  more: number,
): number {
  const at = addRow(rects);
  rects.x[at] = x;
  rects.y[at] = y;
  rects.w[at] = w;
  rects.h[at] = h;
  rects.kind[at] = kind;
  rects.row[at] = row;
  rects.flags[at] = flags;
  rects.more[at] = more;
  return at;
}

/** Adds a line of text, see `Label` for where; nothing if the text is empty. */
export function addLabel(
  draft: Draft,
  x: CssPx,
  y: CssPx,
  text: string,
  on: Label['on'],
  { size = 12, vertical = false }: Partial<Pick<Label, 'size' | 'vertical'>> = {},
): void {
  if (text === '') return;
  const width = (text.length * draft.charWidth * size) / 12;
  draft.labels.push({ x: Math.round(x), y: Math.round(y), text, on, size, vertical, width });
}

/** So far outside of what is laid out times are still told apart. */
export const EDGE: CssPx = 2;

/** Nearest whole px of a time, at most a little outside of what is laid out, so that deep zooms keep numbers small. */
export function pixelAt(draft: Draft, t: number): CssPx {
  return Math.round(Math.min(draft.right + EDGE, Math.max(draft.left - EDGE, draft.scale.x(t))));
}

/** True if a time lies in what is laid out. */
export function isLaidOut(draft: Draft, t: number): boolean {
  return t >= draft.from && t <= draft.to;
}
