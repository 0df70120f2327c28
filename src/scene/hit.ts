import type { CssPx, InstantMark, MoreMark, Rects, Scene, Waiting } from './types.ts';

/** What is under the pointer. Rows are of the table that the target names. */
export type Hit =
  | { readonly target: 'slice'; readonly row: number; readonly more: number }
  | { readonly target: 'device'; readonly row: number; readonly more: number }
  | { readonly target: 'instant'; readonly mark: InstantMark }
  | { readonly target: 'waiting'; readonly waiting: Waiting }
  | { readonly target: 'more'; readonly mark: MoreMark };

/** A pointer this near to something narrow means it. */
const REACH: CssPx = 2;
const INSTANT_REACH: CssPx = 5;

/** Row of the slice at a point of the scene, the topmost if several; undefined if there is none. */
export function sliceAt(scene: Scene, x: CssPx, y: CssPx): number | undefined {
  const at = rectAt(scene.slices, x, y);
  return at === undefined ? undefined : scene.slices.row[at];
}

/** What the pointer is on; instants and waits lie over slices. */
export function hitAt(scene: Scene, x: CssPx, y: CssPx): Hit | undefined {
  const more = scene.more.find(
    (mark) => x >= mark.x - REACH && x <= mark.x + mark.w + REACH && y >= mark.y && y < mark.y + 4,
  );
  if (more !== undefined) return { target: 'more', mark: more };
  const mark = scene.instants.find((it) => Math.hypot(it.x - x, it.y - y) <= INSTANT_REACH);
  if (mark !== undefined) return { target: 'instant', mark };
  const waiting = scene.waiting.find((it) => x >= it.x && x < it.x + it.w && y >= it.y && y < it.y + it.h);
  if (waiting !== undefined) return { target: 'waiting', waiting };
  const slice = rectAt(scene.slices, x, y);
  if (slice !== undefined)
    return { target: 'slice', row: scene.slices.row[slice], more: scene.slices.more[slice] };
  const device = rectAt(scene.devices, x, y);
  if (device === undefined) return undefined;
  return { target: 'device', row: scene.devices.row[device], more: scene.devices.more[device] };
}

/** The last painted rectangle that holds the point, else one that is within reach of it sideways. */
function rectAt(rects: Rects, x: CssPx, y: CssPx): number | undefined {
  let near: number | undefined;
  for (let at = rects.length - 1; at >= 0; at--) {
    if (y < rects.y[at] || y >= rects.y[at] + rects.h[at]) continue;
    if (x >= rects.x[at] && x < rects.x[at] + rects.w[at]) return near ?? at;
    const narrow = rects.w[at] <= 2 * REACH;
    if (narrow && near === undefined && x >= rects.x[at] - REACH && x < rects.x[at] + rects.w[at] + REACH)
      near = at;
  }
  return near;
}
