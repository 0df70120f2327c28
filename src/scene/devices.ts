import type { IntervalList } from '../trace/lod.ts';
import { addLabel, addRect, createRects, pixelAt, type Draft } from './draft.ts';
import { LABEL_MARGIN, NARROWEST_LABEL } from './labels.ts';
import { isRing } from './lanes.ts';
import { cropText } from './text.ts';
import { FLAG, type CssPx, type Lane, type Rects } from './types.ts';

const PAD: CssPx = 4;

type DeviceLaneOf = Lane & { readonly kind: 'device' };

/**
 * Busy times of devices, those that wait (a ring) before those that work, so that work is drawn over waiting. Operations
 * that overlap or share a pixel become one rectangle, which counts them.
 */
export function layoutDevices(draft: Draft): Rects {
  const rects = createRects();
  const lists = new Map(
    [...draft.index.devices.values()].map((lane) => [draft.trace.names[lane.device], lane.operations]),
  );
  for (const lane of draft.lanes) {
    if (lane.kind !== 'device') continue;
    const byRing = [...lane.devices].sort((a, b) => Number(isRing(lane, b)) - Number(isRing(lane, a)));
    for (const device of byRing) {
      const list = lists.get(device);
      if (list !== undefined) layoutDevice(draft, rects, lane, list, isRing(lane, device));
    }
  }
  return rects;
}

function layoutDevice(
  draft: Draft,
  rects: Rects,
  lane: DeviceLaneOf,
  list: IntervalList,
  waiting: boolean,
): void {
  for (let at = list.firstReaching(draft.from); at < list.length && list.startAt(at) < draft.to;) {
    const x = pixelAt(draft, list.startAt(at));
    const next = endOfGroup(draft, list, at, x);
    const reach = pixelAt(draft, list.reachAt(next - 1));
    const w = Math.max(1, reach - x);
    const flags = waiting ? FLAG.waiting : 0;
    addRect(rects, x, lane.y + PAD, w, lane.height - 2 * PAD, 0, list.rowAt(at), flags, next - at - 1);
    labelOperation(draft, lane, list.rowAt(at), x, w, next - at);
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

function labelOperation(
  draft: Draft,
  lane: DeviceLaneOf,
  row: number,
  x: CssPx,
  w: CssPx,
  count: number,
): void {
  const from = Math.max(x, 0) + LABEL_MARGIN;
  const room = Math.min(x + w, draft.view.width) - LABEL_MARGIN - from;
  if (room < NARROWEST_LABEL) return;
  const name = draft.trace.names[draft.trace.devices.name[row]] ?? lane.label;
  const text = cropText(count > 1 ? `${name} (${count})` : name, room, draft.charWidth);
  addLabel(draft, from, lane.y + lane.height / 2, text, undefined);
}
