import type { IntervalList } from '../trace/lod.ts';
import { addLabel, addRect, createRects, pixelAt, type Draft } from './draft.ts';
import { LABEL_MARGIN, NARROWEST_LABEL } from './labels.ts';
import { isRing } from './lanes.ts';
import { cropText } from './text.ts';
import { FLAG, type CssPx, type Lane, type Rects } from './types.ts';

/** Part of a lane that is free above and below the boxes of its only device; several devices take a row each, close to each other. */
const PAD = 1 / 6;
const ROW_PAD: CssPx = 1;
/** Boxes lower than this have small text, and none at all. */
const LARGE_TEXT: CssPx = 14;
const SMALL_TEXT: CssPx = 9;
/** Of so many operations in one box the most that were there at once are counted. */
const MOST_COUNTED = 4096;
/** Names cut shorter than this say nothing: most begin alike. */
const FEWEST_LETTERS = 5;

type DeviceLaneOf = Lane & { readonly kind: 'device' };

/** Where a device's boxes are drawn. */
interface Row {
  readonly y: CssPx;
  readonly h: CssPx;
  readonly size: 10 | 12;
  readonly waiting: boolean;
}

/**
 * Busy times of devices. Operations of one device that overlap or share a pixel become one rectangle, which counts them.
 */
export function layoutDevices(draft: Draft): Rects {
  const rects = createRects();
  const lists = new Map(
    [...draft.index.devices.values()].map((lane) => [draft.trace.names[lane.device], lane.operations]),
  );
  for (const lane of draft.lanes) {
    if (lane.kind !== 'device') continue;
    lane.devices.forEach((device, nth) => {
      const list = lists.get(device);
      if (list !== undefined) layoutDevice(draft, rects, rowOf(lane, nth), list);
    });
  }
  return rects;
}

function rowOf(lane: DeviceLaneOf, nth: number): Row {
  const waiting = isRing(lane, lane.devices[nth]);
  if (lane.devices.length === 1) {
    const pad = Math.floor(lane.height * PAD);
    const h = lane.height - 2 * pad;
    return { y: lane.y + pad, h, size: h < LARGE_TEXT ? 10 : 12, waiting };
  }
  const h = Math.floor((lane.height - 2 * ROW_PAD) / lane.devices.length);
  return { y: lane.y + ROW_PAD + nth * h, h, size: 10, waiting };
}

function layoutDevice(draft: Draft, rects: Rects, row: Row, list: IntervalList): void {
  const flags = row.waiting ? FLAG.waiting : 0;
  for (let at = list.firstReaching(draft.from); at < list.length && list.startAt(at) < draft.to;) {
    const x = pixelAt(draft, list.startAt(at));
    const next = endOfGroup(draft, list, at, x);
    const w = Math.max(1, pixelAt(draft, list.reachAt(next - 1)) - x);
    addRect(rects, x, row.y, w, row.h, 0, list.rowAt(at), flags, next - at - 1);
    const first = at;
    const count = (): number => (row.waiting ? mostAtOnce(draft, list, first, next) : next - first);
    labelOperation(draft, row, list.rowAt(at), x, w, count);
    at = next;
  }
}

/** Position after the operations that overlap the one at `at`, or begin within its first pixel. */
function endOfGroup(draft: Draft, list: IntervalList, at: number, x: CssPx): number {
  let next = list.firstFrom(draft.scale.t(x + 0.5), at + 1);
  for (;;) {
    const joined = list.firstFrom(list.reachAt(next - 1), next);
    if (joined === next) return next;
    next = joined;
  }
}

/** How many operations of those at `[from, to)` were there at the same time: how full a ring was, which the sum of all does not say. */
function mostAtOnce({ trace }: Draft, list: IntervalList, from: number, to: number): number {
  if (to - from > MOST_COUNTED) return 1;
  const places = Array.from({ length: to - from }, (_, i) => from + i);
  const ends = Float64Array.from(places, (at) => trace.devices.end[list.rowAt(at)]).toSorted();
  let gone = 0;
  return places.reduce((most, at, nth) => {
    while (ends[gone] <= list.startAt(at)) gone++;
    return Math.max(most, nth + 1 - gone);
  }, 0);
}

/** `countOf` is asked only where there is room for words: most boxes of a load are a pixel wide. */
function labelOperation(
  draft: Draft,
  row: Row,
  operation: number,
  x: CssPx,
  w: CssPx,
  countOf: () => number,
): void {
  const from = Math.max(x, 0) + LABEL_MARGIN;
  const room = Math.min(x + w, draft.view.width) - LABEL_MARGIN - from;
  if (room < NARROWEST_LABEL || row.h < SMALL_TEXT) return;
  const { devices, names } = draft.trace;
  const name = names[devices.name[operation]] ?? names[devices.device[operation]];
  const charWidth = (draft.charWidth * row.size) / 12;
  const count = countOf();
  const text = cropText(count > 1 ? `${name} (${count})` : name, room, charWidth, FEWEST_LETTERS);
  addLabel(draft, from, row.y + Math.floor((row.h - 1) / 2), text, 'device', { size: row.size });
}
