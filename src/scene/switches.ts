import { SWITCH, SWITCH_KINDS } from '../trace/kinds.ts';
import { firstRowFrom } from '../trace/lod.ts';
import { lowerBound } from '../trace/queries.ts';
import type { CpuLaneOf, Draft } from './draft.ts';
import { LANE_PAD, STRIP, WAITING_ROW, waitingRows } from './geometry.ts';
import type { CssPx, SwitchLine, SwitchMark } from './types.ts';

/** Above this many switches per px neither numbers nor lines can be told apart. */
const MOST_PER_PX = 0.25;
/** More switches than this in one place get no number: it would hide what it counts. */
const MOST_IN_RANGE = 3;
/** A recorded switch takes no time: its number stands at the foot of its line. */
const NUMBER_RISE: CssPx = 10;
const BORROW = 'borrow';

export interface Switches {
  readonly marks: readonly SwitchMark[];
  readonly lines: readonly SwitchLine[];
}

/** Switches whose numbers would touch, while they are gathered. */
interface Group {
  readonly left: CssPx;
  right: CssPx;
  readonly y: CssPx;
  readonly first: number;
  last: number;
}

/**
 * Numbers for real switches, at the slice of their cost where there is one, else on a line; lines for borrowed stacks
 * and returns from them. Numbers that would touch become a range: [3-9].
 */
export function layoutSwitches(draft: Draft, lane: CpuLaneOf): Switches {
  const index = draft.index.cpus.get(lane.cpu);
  if (index === undefined || lane.height <= STRIP) return { marks: [], lines: [] };
  const { realSwitches, borrows } = index;
  const most = (draft.right - draft.left) * MOST_PER_PX;
  const from = lowerBound(realSwitches.t, realSwitches.length, draft.from);
  const to = lowerBound(realSwitches.t, realSwitches.length, draft.to, from);
  const groups: Group[] = [];
  const lines: SwitchLine[] = [];
  for (let at = from; at < to && to - from <= most; at++) {
    const row = realSwitches.row[at];
    if (draft.trace.switches.slice[row] < 0) lines.push(lineOf(draft, lane, row));
    addToGroups(draft, groups, placeOf(draft, lane, row), realSwitches.number[at]);
  }
  const marks = groups
    .filter(({ first, last }) => last - first < MOST_IN_RANGE)
    .map(({ left, right, y, first, last }) => ({ x: (left + right) / 2, y, first, last }));
  const times = draft.trace.switches.t;
  const firstBorrow = firstRowFrom(borrows, times, draft.from);
  const lastBorrow = firstRowFrom(borrows, times, draft.to);
  for (let at = firstBorrow; at < lastBorrow && lastBorrow - firstBorrow <= most; at++) {
    lines.push(lineOf(draft, lane, borrows.row[at]));
  }
  return {
    marks,
    lines: lines.map((line, at) => ({ ...line, label: labelOf(draft, line, lines[at + 1]) })),
  };
}

/** Text of a mark: `[3]`, or `[3-9]` for several. */
export function switchText(mark: Pick<SwitchMark, 'first' | 'last'>): string {
  return mark.first === mark.last ? `[${mark.first}]` : `[${mark.first}-${mark.last}]`;
}

function placeOf(draft: Draft, lane: CpuLaneOf, row: number): { x: CssPx; y: CssPx } {
  const { switches } = draft.trace;
  const rect = draft.drawn.get(switches.slice[row]);
  if (rect === undefined) return { x: draft.scale.x(switches.t[row]), y: lane.y + lane.height - NUMBER_RISE };
  const { x, y, w, h } = draft.slices;
  return { x: x[rect] + w[rect] / 2, y: y[rect] + h[rect] / 2 };
}

function addToGroups(draft: Draft, groups: Group[], { x, y }: { x: CssPx; y: CssPx }, number: number): void {
  const last = groups.at(-1);
  const needed = switchText({ first: number, last: number }).length * draft.charWidth + 2;
  if (last !== undefined && x - last.right < needed) {
    last.right = x;
    last.last = number;
  } else groups.push({ left: x, right: x, y, first: number, last: number });
}

/** What a borrow is called in the room that the next line leaves. */
function labelOf(draft: Draft, line: SwitchLine, next: SwitchLine | undefined): string {
  if (line.kind !== 'borrow') return '';
  const room = (next?.x ?? Infinity) - line.x;
  return room >= (BORROW.length + 1) * draft.charWidth ? BORROW : BORROW.slice(0, 1);
}

function lineOf(draft: Draft, lane: CpuLaneOf, row: number): SwitchLine {
  const { switches } = draft.trace;
  const isReal = switches.kind[row] === SWITCH.real;
  return {
    x: draft.scale.x(switches.t[row]),
    y1: lane.y + LANE_PAD + (isReal ? waitingRows(lane) * WAITING_ROW : 0),
    y2: lane.y + lane.height - LANE_PAD,
    kind: SWITCH_KINDS[switches.kind[row]],
    label: '',
    row,
  };
}
