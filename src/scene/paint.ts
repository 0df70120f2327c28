import { PALETTE, PATTERNS, KIND_STYLES, SURFACES, type Theme } from '../style/index.ts';
import { KINDS } from '../trace/kinds.ts';
import { STEP_RADIUS, WAITING_ROW } from './geometry.ts';
import { paintArrow, paintInstant } from './marks.ts';
import type { RectRange } from './crowd-bitmap.ts';
import { boxByBox, type Stroke, type Surface } from './surface.ts';
import { switchText } from './switches.ts';
import {
  FLAG,
  type CssPx,
  type Label,
  type MarkerLine,
  type Rects,
  type Scene,
  type SwitchLine,
  type SwitchMark,
} from './types.ts';

/** Narrower slices get no outline: it would be all that is seen of them. */
const NARROWEST_OUTLINED = 4;
/** Narrower slices get their plain fill: a pattern needs room to be one. */
const NARROWEST_PATTERNED = 3;
/** So many narrow slices after each other are painted together, over the others: an interrupt must not vanish. */
const CROWD = 64;
const DASHED = [4, 3];
const DOTTED = [1.5, 3];
const PLATE_HEIGHT = 14;
const DEFAULT_CHAR_WIDTH = 6.6;
const BOLD_CHAR_WIDTH = 7.6;

/**
 * Draws a scene, back to front: lanes, devices, slices, waits, arrows, instants, text, marks of the reader. The origin is
 * the left end of the time area at the top of the first lane.
 */
export function paint(scene: Scene, surface: Surface, theme: Theme): void {
  paintLanes(scene, surface, theme);
  paintDevices(scene, surface, theme);
  paintSlices(scene.slices, surface, theme);
  for (const line of scene.switchLines) paintSwitchLine(line, surface, theme);
  paintWaiting(scene, surface, theme);
  for (const arrow of scene.arrows) paintArrow(arrow, surface, theme);
  for (const mark of scene.instants) paintInstant(mark, surface, theme);
  for (const label of scene.labels) paintLabel(label, surface, theme);
  for (const mark of scene.switches) paintSwitchMark(mark, surface, theme);
  paintMore(scene, surface, theme);
  paintFolds(scene, surface, theme);
  paintReading(scene, surface, theme);
}

function paintLanes(scene: Scene, surface: Surface, theme: Theme): void {
  const { background, grid } = SURFACES[theme];
  const left = -scene.overscan;
  const width = scene.width + 2 * scene.overscan;
  surface.box(left, 0, width, scene.height, background);
  for (const lane of scene.lanes) surface.box(left, lane.y + lane.height - 1, width, 1, grid);
}

/** Work is a filled box, waiting in a ring a dashed outline; both shrink to a mark without one. */
function paintDevices({ devices }: Scene, surface: Surface, theme: Theme): void {
  const { grid, ink, muted } = SURFACES[theme];
  for (let at = 0; at < devices.length; at++) {
    const { x, y, w, h } = rectAt(devices, at);
    const waiting = (devices.flags[at] & FLAG.waiting) !== 0;
    const outlined = w >= NARROWEST_OUTLINED;
    if (!waiting) surface.box(x, y, w, h, outlined ? grid : muted);
    else if (!outlined) surface.box(x, y + h / 2, w, 1, ink);
    if (outlined)
      surface.outline(x, y, w, h, { colour: ink, width: 1, ...(waiting ? { dash: DASHED } : {}) });
  }
}

function paintSlices(slices: Rects, surface: Surface, theme: Theme): void {
  const outline: Stroke = { colour: SURFACES[theme].ink, width: 1 };
  const fills = KINDS.map((kind) => PALETTE[theme][kind].fill);
  const crowds: RectRange[] = [];
  for (let from = 0; from < slices.length;) {
    const to = endOfNarrow(slices, from);
    if (to - from >= CROWD) crowds.push({ from, to });
    else if (to > from) boxByBox(surface, slices, [{ from, to }], fills);
    if (to < slices.length) paintWide(slices, to, surface, outline);
    from = to + 1;
  }
  if (crowds.length > 0) surface.crowd(slices, crowds, fills);
}

/** The first slice from `at` on that has room for a pattern. */
function endOfNarrow({ w, length }: Rects, at: number): number {
  let end = at;
  while (end < length && w[end] < NARROWEST_PATTERNED) end++;
  return end;
}

function paintWide(slices: Rects, at: number, surface: Surface, outline: Stroke): void {
  const { x, y, w, h } = rectAt(slices, at);
  surface.slice(x, y, w, h, KINDS[slices.kind[at]]);
  if (w >= NARROWEST_OUTLINED) surface.outline(x, y, w, h, outline);
}

function rectAt(rects: Rects, at: number): { x: number; y: number; w: number; h: number } {
  return { x: rects.x[at], y: rects.y[at], w: rects.w[at], h: rects.h[at] };
}

/** A borrow changes the stack and no thread: a dotted line and its name; a switch without a cost of its own: a solid one. */
function paintSwitchLine(line: SwitchLine, surface: Surface, theme: Theme): void {
  const { ink, background } = SURFACES[theme];
  const from = { x: line.x, y: line.y1 };
  const to = { x: line.x, y: line.y2 };
  surface.line(
    from,
    to,
    line.kind === 'real' ? { colour: ink, width: 1 } : { colour: ink, width: 2, dash: DOTTED },
  );
  if (line.label === '') return;
  const width = (line.label.length * DEFAULT_CHAR_WIDTH * 10) / 12 + 5;
  surface.box(line.x, line.y1, width, WAITING_ROW, background);
  surface.outline(line.x, line.y1, width, WAITING_ROW, { colour: ink, width: 1 });
  surface.text(line.x + 3, line.y1 + WAITING_ROW / 2, line.label, { colour: ink, size: 10, anchor: 'start' });
}

function paintWaiting({ waiting }: Scene, surface: Surface, theme: Theme): void {
  const colour = SURFACES[theme].ink;
  for (const { x, y, w, h, state } of waiting) {
    if (state === 'runnable') surface.outline(x, y, w, h - 1, { colour, width: 1, dash: DASHED });
    else surface.line({ x, y: y + h / 2 }, { x: x + w, y: y + h / 2 }, { colour, width: 1, dash: DOTTED });
  }
}

function paintLabel(label: Label, surface: Surface, theme: Theme): void {
  const { x, y, text, on, size, vertical } = label;
  const { background, ink } = SURFACES[theme];
  const written =
    on === 'background' || on === 'device' ? { fill: background, text: ink } : PALETTE[theme][on];
  const plated =
    on === 'background' || (on !== 'device' && PATTERNS[KIND_STYLES[on].pattern].shapes.length > 0);
  if (plated) {
    const height = (PLATE_HEIGHT * size) / 12;
    if (vertical) surface.box(x - height / 2, y - label.width - 1, height, label.width + 2, written.fill);
    else surface.box(x - 1, y - height / 2, label.width + 2, height, written.fill);
  }
  const colour = written.text;
  surface.text(x, y, text, { colour, size, anchor: 'start', ...(vertical ? { vertical } : {}) });
}

function paintSwitchMark(mark: SwitchMark, surface: Surface, theme: Theme): void {
  const { ink, background } = SURFACES[theme];
  const text = switchText(mark);
  const width = text.length * DEFAULT_CHAR_WIDTH;
  surface.box(mark.x - width / 2, mark.y - PLATE_HEIGHT / 2, width, PLATE_HEIGHT, ink);
  surface.text(mark.x, mark.y, text, { colour: background, size: 12, anchor: 'middle', bold: true });
}

function paintMore({ more }: Scene, surface: Surface, theme: Theme): void {
  const { background, ink, muted } = SURFACES[theme];
  for (const { x, y, w, count } of more) {
    surface.box(x, y, Math.max(w, 2), 2, ink);
    const text = `+${count}`;
    const width = text.length * DEFAULT_CHAR_WIDTH;
    if (w < width) continue;
    surface.box(x + w - width, y + 2, width, PLATE_HEIGHT - 2, background);
    surface.text(x + w, y + 8, text, { colour: muted, size: 10, anchor: 'end' });
  }
}

function paintFolds({ folds, height }: Scene, surface: Surface, theme: Theme): void {
  const { background, ink } = SURFACES[theme];
  for (const { x, w } of folds) {
    surface.box(x + 2, 0, w - 4, height, background);
    surface.line({ x: x + 2, y: 0 }, { x: x + 2, y: height }, { colour: ink, width: 1, dash: DOTTED });
    surface.line(
      { x: x + w - 2, y: 0 },
      { x: x + w - 2, y: height },
      { colour: ink, width: 1, dash: DOTTED },
    );
    surface.text(x + w / 2, height / 2, '~~', { colour: ink, size: 12, anchor: 'middle' });
  }
}

/** A dashed line where something was done; a second one where it took effect, and dots over the time in which it was pending. */
function paintMarker({ x, label, pending }: MarkerLine, height: CssPx, surface: Surface, theme: Theme): void {
  const { ink, background } = SURFACES[theme];
  const line = (at: CssPx): void =>
    surface.line({ x: at, y: 0 }, { x: at, y: height }, { colour: ink, width: 1, dash: DASHED });
  line(x);
  if (pending > 0) {
    line(x + pending);
    const y = height - PLATE_HEIGHT / 2;
    surface.line({ x, y }, { x: x + pending, y }, { colour: ink, width: 2, dash: DOTTED });
  }
  const width = label.length * BOLD_CHAR_WIDTH + 4;
  surface.box(x + 1, height - PLATE_HEIGHT - 1, width, PLATE_HEIGHT, background);
  surface.text(x + 3, height - PLATE_HEIGHT / 2 - 1, label, {
    colour: ink,
    size: 12,
    anchor: 'start',
    bold: true,
  });
}

/** What belongs to the reader and not to the run: steps, markers, the selected slice. */
function paintReading(scene: Scene, surface: Surface, theme: Theme): void {
  const { background, ink } = SURFACES[theme];
  for (const marker of scene.markers) paintMarker(marker, scene.height, surface, theme);
  if (scene.selection !== undefined) {
    const { x, y, w, h } = scene.selection;
    surface.outline(x - 3, y - 3, w + 5, h + 5, { colour: background, width: 3 });
    surface.outline(x - 2, y - 2, w + 3, h + 3, { colour: ink, width: 3 });
  }
  for (const { x, discX, y1, y2, label, current } of scene.steps) {
    surface.line({ x: discX, y: y1 }, { x, y: y2 }, { colour: ink, width: 1 });
    surface.disc({ x: discX, y: y1 }, STEP_RADIUS, current ? ink : background, { colour: ink, width: 1 });
    const colour = current ? background : ink;
    surface.text(discX, y1, label, { colour, size: 10, anchor: 'middle', bold: true });
  }
}
