import type { SliceList } from '../trace/lod.ts';
import { addRow, createTable, type Table } from '../trace/table.ts';
import { addRect, EDGE, pixelAt, type CpuLaneOf, type Draft } from './draft.ts';
import { addShares, crowdsOf, PIXELS, type Pixels } from './crowds.ts';
import { spanOf } from './geometry.ts';
import type { CssPx, MoreMark } from './types.ts';

/** The drawn slices of a depth as their neighbours see them, in order of time. */
export type Drawn = Table<typeof DRAWN>;

const DRAWN = { row: 'i32', x: 'f64', w: 'f64' } as const;

/** Slices narrower than this share pixels: one of them is drawn, the others are counted. */
const WIDE: CssPx = 2;
/** `more` marks nearer than this become one. */
const MORE_GAP: CssPx = 6;

/**
 * Adds the visible slices of a CPU, shallow ones first, and returns them by depth, each depth in order of time. Costs by
 * the pixel: slices that fall into one pixel are skipped together, and the strongest of them (interrupts before threads,
 * then the longest) is drawn over its neighbours, so that an interrupt never vanishes. Where such pixels follow each
 * other, each shows its shares of time instead.
 */
export function layoutSlices(draft: Draft, lane: CpuLaneOf): Drawn[] {
  const depths = draft.index.cpus.get(lane.cpu)?.depths ?? [];
  return depths.map((list, depth) => layoutDepth(draft, lane, list, depth));
}

/**
 * Where slices of a lane are not drawn, as marks; neighbours are joined. The lane's rectangles are those of the draft from
 * `first` on.
 */
export function moreMarks(draft: Draft, lane: CpuLaneOf, first: number): MoreMark[] {
  const { x, more, length } = draft.slices;
  const left = draft.left - EDGE;
  const hidden = new Float64Array(draft.right + EDGE - left + 1);
  for (let at = first; at < length; at++) hidden[x[at] - left] += more[at];
  const marks: { x: CssPx; y: CssPx; w: CssPx; count: number }[] = [];
  for (let pixel = 0; pixel < hidden.length; pixel++) {
    if (hidden[pixel] === 0) continue;
    const last = marks.at(-1);
    const here = pixel + left;
    if (last !== undefined && here - (last.x + last.w) <= MORE_GAP) {
      last.w = here + 1 - last.x;
      last.count += hidden[pixel];
    } else marks.push({ x: here, y: lane.y, w: 1, count: hidden[pixel] });
  }
  return marks;
}

function layoutDepth(draft: Draft, lane: CpuLaneOf, list: SliceList, depth: number): Drawn {
  const drawn = createTable(DRAWN);
  const narrow = createTable(PIXELS);
  for (let at = firstVisible(list, draft.from); at < list.length && list.startAt(at) < draft.to;) {
    const x = pixelAt(draft, list.startAt(at));
    const w = pixelAt(draft, list.endAt(at)) - x;
    const isWide = w >= WIDE;
    const next = isWide ? at + 1 : endOfPixel(draft, list, at, x);
    const row = isWide ? list.rows.row[at] : list.strongest(at, next);
    addDrawn(drawn, row, x, isWide ? w : 1);
    if (isWide) addSlice(draft, lane, row, x, w, 0);
    else addPixel(narrow, row, x, at, next);
    at = next;
  }
  const crowded = crowdsOf(narrow);
  for (let pixel = 0; pixel < narrow.length; pixel++) {
    if (crowded[pixel] === 1) addShares(draft, lane, list, depth, narrow, pixel);
    else {
      const more = narrow.to[pixel] - narrow.from[pixel] - 1;
      addSlice(draft, lane, narrow.row[pixel], narrow.x[pixel], 1, more);
    }
  }
  return drawn;
}

function addDrawn(drawn: Drawn, row: number, x: CssPx, w: CssPx): void {
  const at = addRow(drawn);
  drawn.row[at] = row;
  drawn.x[at] = x;
  drawn.w[at] = w;
}

function addPixel(pixels: Pixels, row: number, x: CssPx, from: number, to: number): void {
  const at = addRow(pixels);
  pixels.x[at] = x;
  pixels.row[at] = row;
  pixels.from[at] = from;
  pixels.to[at] = to;
}

function firstVisible(list: SliceList, from: number): number {
  const at = list.firstFrom(from);
  return at > 0 && list.endAt(at - 1) > from ? at - 1 : at;
}

/** First position after `at` that begins in a later pixel than `x`, or is wide enough to be drawn by itself. */
function endOfPixel(draft: Draft, list: SliceList, at: number, x: CssPx): number {
  const next = Math.max(at + 1, list.firstFrom(Math.min(draft.to, draft.scale.t(x + 0.5)), at));
  return next - 1 > at && widthAt(draft, list, next - 1) >= WIDE ? next - 1 : next;
}

function widthAt(draft: Draft, list: SliceList, at: number): CssPx {
  return pixelAt(draft, list.endAt(at)) - pixelAt(draft, list.startAt(at));
}

function addSlice(draft: Draft, lane: CpuLaneOf, row: number, x: CssPx, w: CssPx, more: number): void {
  const { y, h } = spanOf(draft.trace, draft.index, row, lane);
  draft.drawn.set(row, addRect(draft.slices, x, y, w, h, draft.trace.slices.kind[row], row, 0, more));
}
