import type { SliceList } from '../trace/lod.ts';
import { addRect, pixelAt, type CpuLaneOf, type Draft } from './draft.ts';
import { addShares, crowdsOf, type Pixel } from './crowds.ts';
import { spanOf } from './geometry.ts';
import type { CssPx, MoreMark } from './types.ts';

/** A drawn slice as its neighbours see it. */
export interface Drawn {
  readonly row: number;
  readonly x: CssPx;
  readonly w: CssPx;
}

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
export function layoutSlices(draft: Draft, lane: CpuLaneOf): Drawn[][] {
  const depths = draft.index.cpus.get(lane.cpu)?.depths ?? [];
  return depths.map((list, depth) => layoutDepth(draft, lane, list, depth));
}

/** Where slices of the lane are not drawn, as marks; neighbours are joined. */
export function moreMarks(draft: Draft, lane: CpuLaneOf, depths: readonly (readonly Drawn[])[]): MoreMark[] {
  const hidden = depths
    .flat()
    .map(({ row, x }) => ({ x, count: draft.slices.more[draft.drawn.get(row) ?? 0] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.x - b.x);
  const marks: { x: CssPx; y: CssPx; w: CssPx; count: number }[] = [];
  for (const { x, count } of hidden) {
    const last = marks.at(-1);
    if (last !== undefined && x - (last.x + last.w) <= MORE_GAP) {
      last.w = Math.max(last.w, x + 1 - last.x);
      last.count += count;
    } else marks.push({ x, y: lane.y, w: 1, count });
  }
  return marks;
}

function layoutDepth(draft: Draft, lane: CpuLaneOf, list: SliceList, depth: number): Drawn[] {
  const drawn: Drawn[] = [];
  const narrow: Pixel[] = [];
  for (let at = firstVisible(list, draft.from); at < list.length && list.startAt(at) < draft.to;) {
    const x = pixelAt(draft, list.startAt(at));
    const w = widthAt(draft, list, at);
    if (w >= WIDE) {
      const row = list.rows.row[at];
      addSlice(draft, lane, row, x, w, 0);
      drawn.push({ row, x, w });
      at++;
      continue;
    }
    const next = endOfPixel(draft, list, at, x);
    const row = list.strongest(at, next);
    narrow.push({ x, row, from: at, to: next });
    drawn.push({ row, x, w: 1 });
    at = next;
  }
  const crowded = crowdsOf(narrow);
  narrow.forEach((pixel, at) => {
    if (crowded[at]) addShares(draft, lane, list, depth, pixel);
    else addSlice(draft, lane, pixel.row, pixel.x, 1, pixel.to - pixel.from - 1);
  });
  return drawn;
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
