import type { Kind } from '../trace/kinds.ts';
import type { RectRange } from './crowd-bitmap.ts';
import type { CssPx, Rects } from './types.ts';

/** A colour of the page (`#rrggbb`). */
export type Colour = string;

export interface Stroke {
  readonly colour: Colour;
  readonly width: CssPx;
  /** Lengths of dashes and gaps, px. */
  readonly dash?: readonly number[];
}

export interface TextStyle {
  readonly colour: Colour;
  readonly size: CssPx;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Written upward from (x, y), `x` being the middle of its height. */
  readonly vertical?: boolean;
}

export interface Point {
  readonly x: CssPx;
  readonly y: CssPx;
}

/**
 * What a picture is drawn with. The painter decides what is drawn and in which order; a surface only knows how, on a
 * canvas or as SVG, so that both show the same.
 */
export interface Surface {
  /** A box in a plain colour. */
  box(x: CssPx, y: CssPx, w: CssPx, h: CssPx, fill: Colour): void;
  /** A box in the fill and pattern of a context. */
  slice(x: CssPx, y: CssPx, w: CssPx, h: CssPx, kind: Kind): void;
  /** Many boxes on whole px, each in the plain colour of its kind (`fills`, by kind code). */
  crowd(rects: Rects, ranges: readonly RectRange[], fills: readonly Colour[]): void;
  /** The outline of a box, its stroke inside the left and top edge and just outside of the right and bottom edge. */
  outline(x: CssPx, y: CssPx, w: CssPx, h: CssPx, stroke: Stroke): void;
  line(from: Point, to: Point, stroke: Stroke): void;
  /** A curve that leaves and arrives on the tangents towards `bend`. */
  curve(from: Point, bend: Point, to: Point, stroke: Stroke): void;
  polygon(points: readonly Point[], fill: Colour, stroke?: Stroke): void;
  disc(centre: Point, radius: CssPx, fill: Colour, stroke?: Stroke): void;
  /** One line of text, `y` being the middle of its height. */
  text(x: CssPx, y: CssPx, text: string, style: TextStyle): void;
}

/** Draws a crowd box by box. */
export function boxByBox(
  surface: Pick<Surface, 'box'>,
  rects: Rects,
  ranges: readonly RectRange[],
  fills: readonly Colour[],
): void {
  for (const { from, to } of ranges) {
    for (let at = from; at < to; at++)
      surface.box(rects.x[at], rects.y[at], rects.w[at], rects.h[at], fills[rects.kind[at]]);
  }
}

/** From the middle of a line of text to its baseline, as a fraction of its size. */
export const BASELINE = 0.35;

export const FONT = 'system-ui, sans-serif';
