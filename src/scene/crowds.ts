import { KIND_STYLES } from '../style/index.ts';
import { KINDS, type Kind } from '../trace/kinds.ts';
import { CLAIM, type SliceList } from '../trace/lod.ts';
import { addRect, type CpuLaneOf, type Draft } from './draft.ts';
import { contextArea, nestOf, THREAD_HEIGHT } from './geometry.ts';
import { FLAG, type CssPx } from './types.ts';

/** Slices of one depth that share a pixel: positions `[from, to)` of their list, and the row of the strongest. */
export interface Pixel {
  readonly x: CssPx;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

interface Share {
  readonly kind: number;
  readonly height: CssPx;
}

/** So many pixels in a row make a crowd; fewer are single events, each worth its full height. */
const CROWD = 8;
/** Slices per pixel of a crowd, on average. */
const CROWDED = 1.5;
/** Pixels this near to each other are in a row. */
const NEAR: CssPx = 2;
/** Least height of a share of an interrupt, which must not vanish. */
const LEAST: CssPx = 2;

/** Kind codes with the fraction of the lane that each is high. */
const STRONGEST_FIRST = KINDS.map((name, kind) => ({ kind, height: heightOf(name) })).sort(
  (a, b) => CLAIM[b.kind] - CLAIM[a.kind],
);

/** Tells for each pixel whether it is part of a crowd. Drawn one by one, a crowd would look like an interrupt without end. */
export function crowdsOf(pixels: readonly Pixel[]): boolean[] {
  const crowded = pixels.map(() => false);
  for (let from = 0; from < pixels.length;) {
    let to = from + 1;
    while (to < pixels.length && pixels[to].x - pixels[to - 1].x <= NEAR) to++;
    const slices = pixels[to - 1].to - pixels[from].from;
    if (to - from >= CROWD && slices >= (to - from) * CROWDED) crowded.fill(true, from, to);
    from = to;
  }
  return crowded;
}

/**
 * Draws a crowded pixel as shares of its time. Threads stand on the foot of the lane, each as high as its kind times its
 * share; nested contexts hang from above, so that what they interrupted is seen as far as it ran.
 */
export function addShares(draft: Draft, lane: CpuLaneOf, list: SliceList, depth: number, pixel: Pixel): void {
  const { x, row, from, to } = pixel;
  const { top, bottom } = contextArea(lane);
  const shares = sharesOf(draft, list, depth, pixel, bottom - top);
  const whole = shares.reduce((sum, { height }) => sum + height, 0);
  let y = depth === 0 ? Math.max(top, bottom - whole) : top + nestOf(lane) * (depth - 1);
  shares.forEach(({ kind, height }, nth) => {
    const h = Math.min(height, bottom - y);
    if (h <= 0) return;
    const at = addRect(
      draft.slices,
      x,
      y,
      1,
      h,
      kind,
      row,
      nth === 0 ? 0 : FLAG.share,
      nth === 0 ? to - from - 1 : 0,
    );
    if (nth === 0) draft.drawn.set(row, at);
    y += h;
  });
}

/** Heights of the kinds in a pixel, the strongest first. */
function sharesOf(
  draft: Draft,
  list: SliceList,
  depth: number,
  { x, row, from, to }: Pixel,
  area: CssPx,
): Share[] {
  const times = list.timesBetween(from, to);
  const wholePixel = draft.scale.t(x + 0.5) - draft.scale.t(x - 0.5);
  const whole = depth === 0 ? times.reduce((sum, ns) => sum + ns, 0) : wholePixel;
  const strongest = draft.trace.slices.kind[row];
  const shares: Share[] = [];
  for (const { kind, height } of STRONGEST_FIRST) {
    if (times[kind] === 0 && kind !== strongest) continue;
    const share = whole === 0 ? 0 : Math.min(1, times[kind] / whole);
    const least = kind === strongest ? LEAST : 0;
    shares.push({ kind, height: Math.max(least, Math.round(share * height * area)) });
  }
  return shares;
}

function heightOf(kind: Kind): number {
  const { height } = KIND_STYLES[kind];
  if (height === 'line') return 0;
  return height === 'payer' ? THREAD_HEIGHT : height;
}
