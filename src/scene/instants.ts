import { group } from 'd3-array';
import { INSTANT, INSTANT_KINDS, type InstantKind } from '../trace/kinds.ts';
import { firstRowFrom } from '../trace/lod.ts';
import { addLabel, type CpuLaneOf, type Draft } from './draft.ts';
import { FIRST_LINE, kindOf, LABEL_MARGIN, LINE, NARROWEST_LABEL } from './labels.ts';
import { cropText } from './text.ts';
import type { CssPx, InstantMark, InstantShape } from './types.ts';

/** Above this many instants per px they would be a smear, and are left out. */
const MOST_PER_PX = 0.5;
/** Function names take turns on so many lines, so that neighbours do not cut each other short. */
const CALL_LINES = 3;
/** Packet marks stand this far above the foot of their slice. */
const PACKET_RISE: CssPx = 9;

const SHAPES: Readonly<Record<InstantKind, InstantShape | undefined>> = {
  call: 'tick',
  wake: 'diamond',
  raise: 'triangle',
  device: 'tick',
  packet: 'circle',
  // Steps are marked by the view, which knows which of them the reader goes through.
  step: undefined,
  event: 'tick',
};

/** Marks of what happened at a moment on a CPU, and the names of functions below the name of the slice they begin in. */
export function layoutInstants(draft: Draft, lane: CpuLaneOf): InstantMark[] {
  const rows = visibleInstants(draft, lane);
  labelCalls(draft, rows);
  return rows.map((row) => markOf(draft, lane, row)).filter((mark) => mark !== undefined);
}

function visibleInstants(draft: Draft, lane: CpuLaneOf): readonly number[] {
  const list = draft.index.cpus.get(lane.cpu)?.instants;
  if (list === undefined) return [];
  const { t } = draft.trace.instants;
  const from = firstRowFrom(list, t, draft.from);
  const to = firstRowFrom(list, t, draft.to);
  if (to - from > (draft.right - draft.left) * MOST_PER_PX) return [];
  return Array.from(list.row.subarray(from, to));
}

function markOf(draft: Draft, lane: CpuLaneOf, row: number): InstantMark | undefined {
  const { instants, names } = draft.trace;
  const kind = INSTANT_KINDS[instants.kind[row]];
  const shape = SHAPES[kind];
  if (shape === undefined) return undefined;
  const rect = draft.drawn.get(instants.slice[row]);
  const top = rect === undefined ? lane.y + lane.height / 2 : draft.slices.y[rect];
  const foot = rect === undefined ? lane.y + lane.height : draft.slices.y[rect] + draft.slices.h[rect];
  const isDrop = kind === 'packet' && names[instants.name[row]]?.startsWith('drop');
  return {
    x: draft.scale.x(instants.t[row]),
    y: kind === 'packet' ? foot - PACKET_RISE : top,
    shape: isDrop ? 'cross' : shape,
    row,
  };
}

function labelCalls(draft: Draft, rows: readonly number[]): void {
  const { instants } = draft.trace;
  const bySlice = group(
    rows.filter((row) => instants.kind[row] === INSTANT.call && draft.drawn.has(instants.slice[row])),
    (row) => instants.slice[row],
  );
  for (const [slice, calls] of bySlice) calls.forEach((row, nth) => labelCall(draft, slice, row, nth, calls));
}

function labelCall(draft: Draft, slice: number, row: number, nth: number, calls: readonly number[]): void {
  const { slices, scale, trace } = draft;
  const rect = draft.drawn.get(slice);
  if (rect === undefined || slices.w[rect] < NARROWEST_LABEL) return;
  const y = slices.y[rect] + FIRST_LINE + LINE * (1 + (nth % CALL_LINES));
  if (y + LINE / 2 > slices.y[rect] + slices.h[rect]) return;
  const x = Math.max(0, scale.x(trace.instants.t[row])) + LABEL_MARGIN;
  const after = calls[nth + CALL_LINES];
  const end = Math.min(
    slices.x[rect] + slices.w[rect],
    draft.view.width,
    after === undefined ? Infinity : scale.x(trace.instants.t[after]),
  );
  const text = cropText(trace.names[trace.instants.name[row]], end - x - LABEL_MARGIN, draft.charWidth);
  addLabel(draft, x, y, text, kindOf(draft, slice));
}
