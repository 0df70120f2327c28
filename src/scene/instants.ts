import { group } from 'd3-array';
import { INSTANT, INSTANT_KINDS, type InstantKind } from '../trace/kinds.ts';
import { firstRowFrom } from '../trace/lod.ts';
import { addLabel, type CpuLaneOf, type Draft } from './draft.ts';
import { FIRST_LINE, kindOf, LABEL_MARGIN, LINE, type Gap } from './labels.ts';
import { clearOfSteps } from './steps.ts';
import { cropText } from './text.ts';
import type { CssPx, InstantMark, InstantShape } from './types.ts';

/** Above this many instants per px they would be a smear, and are left out. */
const MOST_PER_PX = 0.1;
/** A function's name cut shorter than this says nothing. */
const FEWEST_LETTERS = 5;
/** What became of a packet is written this far above its mark, clear of what runs next. */
const PACKET_RISE: CssPx = 6;

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

/**
 * Marks of what happened at a moment on a CPU, and the names of functions below the name of the slice they begin in, in
 * the `gaps` of slices that have room for them.
 */
export function layoutInstants(
  draft: Draft,
  lane: CpuLaneOf,
  gaps: ReadonlyMap<number, readonly Gap[]>,
): InstantMark[] {
  const rows = visibleInstants(draft, lane);
  labelCalls(draft, rows, gaps);
  const marks = rows.map((row) => markOf(draft, lane, row)).filter((mark) => mark !== undefined);
  let free = -Infinity;
  for (const mark of marks) free = labelPacket(draft, mark, free);
  return marks;
}

/** What became of a packet, beside its mark, unless words before it reach there: returns from where on there is room. */
function labelPacket(draft: Draft, mark: InstantMark, free: CssPx): CssPx {
  const { instants, names } = draft.trace;
  if (instants.kind[mark.row] !== INSTANT.packet) return free;
  const name = names[instants.name[mark.row]];
  const x = clearOfSteps(draft, mark.x + 2 * LABEL_MARGIN, name.length * draft.charWidth);
  if (x < free) return free;
  const text = cropText(name, draft.view.width - x, draft.charWidth);
  addLabel(draft, x, mark.y - PACKET_RISE, text, 'background', { size: 10 });
  return x + text.length * draft.charWidth;
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
  const isDrop = kind === 'packet' && names[instants.name[row]]?.startsWith('drop');
  return {
    x: draft.scale.x(instants.t[row]),
    y: top,
    shape: isDrop ? 'cross' : shape,
    row,
  };
}

/** One line per function, in turns if there are more functions than lines; a name may stand left of its moment to fit. */
function labelCalls(draft: Draft, rows: readonly number[], gaps: ReadonlyMap<number, readonly Gap[]>): void {
  const { slices, trace, scale } = draft;
  const calls = rows.filter((row) => trace.instants.kind[row] === INSTANT.call);
  for (const [slice, within] of group(calls, (row) => trace.instants.slice[row])) {
    const rect = draft.drawn.get(slice);
    if (rect === undefined) continue;
    const lines = Math.floor((slices.h[rect] - FIRST_LINE - LINE / 2) / LINE);
    if (lines < 1) continue;
    for (const gap of gaps.get(slice) ?? []) {
      const free = Array.from({ length: lines }, () => gap.from + LABEL_MARGIN);
      const here = within.filter((row) => isIn(gap, scale.x(trace.instants.t[row])));
      here.forEach((row, nth) => labelCall(draft, rect, row, gap, nth % lines, free));
    }
  }
}

function isIn(gap: Gap, x: CssPx): boolean {
  return x >= gap.from - 1 && x < gap.to;
}

function labelCall(draft: Draft, rect: number, row: number, gap: Gap, line: number, free: CssPx[]): void {
  const { slices, scale, trace, charWidth } = draft;
  const name = trace.names[trace.instants.name[row]];
  const end = gap.to - LABEL_MARGIN;
  const begins = scale.x(trace.instants.t[row]) + LABEL_MARGIN;
  const x = Math.max(free[line], Math.min(begins, end - name.length * charWidth));
  const text = cropText(name, end - x, charWidth, FEWEST_LETTERS);
  if (text === '') return;
  addLabel(draft, x, slices.y[rect] + FIRST_LINE + LINE * (line + 1), text, kindOf(draft, slices.row[rect]));
  free[line] = x + (text.length + 1) * charWidth;
}
