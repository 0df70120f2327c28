import { SURFACES, type Theme } from '../style/index.ts';
import type { Point, Surface } from './surface.ts';
import type { Arrow, InstantMark } from './types.ts';

const HEAD = 7;
const RISE = 14;
const INSTANT = 4;

/** With a halo, since arrows cross slices; an arc goes above both of its ends. */
export function paintArrow(arrow: Arrow, surface: Surface, theme: Theme): void {
  const { ink, background } = SURFACES[theme];
  const from = { x: arrow.x1, y: arrow.y1 };
  const to = { x: arrow.x2, y: arrow.y2 };
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const bend = arrow.path === 'arc' ? { x: middle.x, y: Math.max(2, Math.min(from.y, to.y) - RISE) } : middle;
  surface.curve(from, bend, to, { colour: background, width: 4 });
  surface.curve(from, bend, to, { colour: ink, width: 1.5 });
  surface.polygon(headOf(bend, to), ink, { colour: background, width: 1 });
}

export function paintInstant(mark: InstantMark, surface: Surface, theme: Theme): void {
  const { ink, background } = SURFACES[theme];
  const { x, y } = mark;
  const outline = { colour: ink, width: 1 };
  switch (mark.shape) {
    case 'tick':
      surface.line({ x, y }, { x, y: y + INSTANT }, { colour: ink, width: 1 });
      break;
    case 'diamond':
      surface.polygon(
        [at(x, y - INSTANT), at(x + INSTANT, y), at(x, y + INSTANT), at(x - INSTANT, y)],
        background,
        outline,
      );
      break;
    case 'triangle':
      surface.polygon(
        [at(x, y), at(x + INSTANT, y - INSTANT * 1.5), at(x - INSTANT, y - INSTANT * 1.5)],
        background,
        outline,
      );
      break;
    case 'circle':
      surface.disc({ x, y }, INSTANT, background, { colour: ink, width: 2 });
      break;
    case 'cross':
      surface.line(at(x - INSTANT, y - INSTANT), at(x + INSTANT, y + INSTANT), { colour: ink, width: 2 });
      surface.line(at(x - INSTANT, y + INSTANT), at(x + INSTANT, y - INSTANT), { colour: ink, width: 2 });
      break;
  }
}

function headOf(from: Point, tip: Point): Point[] {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const along = { x: (tip.x - from.x) / length, y: (tip.y - from.y) / length };
  const back = { x: tip.x - along.x * HEAD, y: tip.y - along.y * HEAD };
  const side = HEAD / 2;
  return [
    tip,
    at(back.x - along.y * side, back.y + along.x * side),
    at(back.x + along.y * side, back.y - along.x * side),
  ];
}

function at(x: number, y: number): Point {
  return { x, y };
}
