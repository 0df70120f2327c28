import { KIND_STYLES } from '../style/index.ts';
import { KINDS, type Kind } from '../trace/kinds.ts';
import { CLAIM, type SliceList } from '../trace/lod.ts';
import type { Table } from '../trace/table.ts';
import { addRect, type CpuLaneOf, type Draft } from './draft.ts';
import { contextArea, nestOf, THREAD_HEIGHT } from './geometry.ts';
import { FLAG, type CssPx } from './types.ts';

/** Pixels in order of `x`, each with the slices of one depth that share it. */
export const PIXELS = {
  x: 'f64',
  /** The strongest slice. */
  row: 'i32',
  /** Positions `[from, to)` of the list of that depth. */
  from: 'i32',
  to: 'i32',
} as const;

export type Pixels = Table<typeof PIXELS>;

/** So many pixels in a row make a crowd; fewer are single events, each worth its full height. */
const CROWD = 8;
/** Slices per pixel of a crowd, on average. */
const CROWDED = 1.5;
/** Pixels this near to each other are in a row. */
const NEAR: CssPx = 2;
/** Least height of a share of an interrupt, which must not vanish. */
const LEAST: CssPx = 2;

/** Kind codes, and the fraction of the lane that each kind is high. */
const STRONGEST_FIRST = KINDS.map((_, kind) => kind).sort((a, b) => CLAIM[b] - CLAIM[a]);
const HEIGHTS = KINDS.map(heightOf);

/** Tells for each pixel, by 1, whether it is part of a crowd. Drawn one by one, a crowd would look like an interrupt without end. */
export function crowdsOf(pixels: Pixels): Uint8Array {
  const { x, from, to, length } = pixels;
  const crowded = new Uint8Array(length);
  for (let first = 0; first < length;) {
    let after = first + 1;
    while (after < length && x[after] - x[after - 1] <= NEAR) after++;
    const slices = to[after - 1] - from[first];
    if (after - first >= CROWD && slices >= (after - first) * CROWDED) crowded.fill(1, first, after);
    first = after;
  }
  return crowded;
}

/**
 * Draws a crowded pixel as shares of its time, the strongest kind first. Threads stand on the foot of the lane, each as high as
 * its kind times its share; nested contexts hang from above, so that what they interrupted is seen as far as it ran.
 */
export function addShares(
  draft: Draft,
  lane: CpuLaneOf,
  list: SliceList,
  depth: number,
  pixels: Pixels,
  pixel: number,
): void {
  const { top, bottom } = contextArea(lane);
  const heights = heightsOf(draft, list, depth, pixels, pixel, bottom - top);
  const x = pixels.x[pixel];
  const row = pixels.row[pixel];
  const strongest = draft.trace.slices.kind[row];
  let y = depth === 0 ? Math.max(top, bottom - sum(heights)) : top + nestOf(lane) * (depth - 1);
  for (const kind of STRONGEST_FIRST) {
    const h = Math.min(heights[kind], bottom - y);
    if (h <= 0) continue;
    const stands = kind === strongest;
    const more = stands ? pixels.to[pixel] - pixels.from[pixel] - 1 : 0;
    const at = addRect(draft.slices, x, y, 1, h, kind, row, stands ? 0 : FLAG.share, more);
    if (stands) draft.drawn.set(row, at);
    y += h;
  }
}

/** Heights of the kinds in a pixel, by kind code; the next call writes over them. */
function heightsOf(
  draft: Draft,
  list: SliceList,
  depth: number,
  { x, row, from, to }: Pixels,
  pixel: number,
  area: CssPx,
): Float64Array {
  const heights = list.timesBetween(from[pixel], to[pixel], draft.byKind);
  const wholePixel = draft.scale.t(x[pixel] + 0.5) - draft.scale.t(x[pixel] - 0.5);
  const whole = depth === 0 ? sum(heights) : wholePixel;
  for (let kind = 0; kind < heights.length; kind++) {
    const share = whole === 0 ? 0 : Math.min(1, heights[kind] / whole);
    heights[kind] = Math.round(share * HEIGHTS[kind] * area);
  }
  const strongest = draft.trace.slices.kind[row[pixel]];
  heights[strongest] = Math.max(LEAST, heights[strongest]);
  return heights;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function heightOf(kind: Kind): number {
  const { height } = KIND_STYLES[kind];
  if (height === 'line') return 0;
  return height === 'payer' ? THREAD_HEIGHT : height;
}
