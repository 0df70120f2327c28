/** A stroke from (x1, y1) to (x2, y2), a filled box, or a dot, in px of the tile. */
export type PatternShape =
  | {
      readonly shape: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
    }
  | { readonly shape: 'box'; readonly x: number; readonly y: number; readonly size: number }
  | { readonly shape: 'dot'; readonly x: number; readonly y: number; readonly radius: number };

/** A square tile, `size` px wide, repeated over the fill; shapes are drawn in the text colour at `opacity`. */
export interface Pattern {
  readonly size: number;
  readonly opacity: number;
  readonly shapes: readonly PatternShape[];
}

export type PatternName =
  | 'none'
  | 'diagonals'
  | 'light-lines'
  | 'lines'
  | 'dots'
  | 'plusses'
  | 'crosshatch'
  | 'checker'
  | 'verticals'
  | 'stripes';

/** Both halves that a diagonal leaves in the corners of its tile are drawn too, so that tiles join without a gap. */
function rising(size: number, width: number): PatternShape[] {
  return [
    line(0, size, size, 0, width),
    line(-1, 1, 1, -1, width),
    line(size - 1, size + 1, size + 1, size - 1, width),
  ];
}

function falling(size: number, width: number): PatternShape[] {
  return [
    line(0, 0, size, size, width),
    line(size - 1, -1, size + 1, 1, width),
    line(-1, size - 1, 1, size + 1, width),
  ];
}

function line(x1: number, y1: number, x2: number, y2: number, width: number): PatternShape {
  return { shape: 'line', x1, y1, x2, y2, width };
}

/** Lines lie on half pixels, so that a 1 px stroke covers one row of pixels. */
export const PATTERNS: Readonly<Record<PatternName, Pattern>> = {
  none: { size: 6, opacity: 0, shapes: [] },
  diagonals: { size: 6, opacity: 0.6, shapes: rising(6, 1) },
  'light-lines': { size: 6, opacity: 0.55, shapes: [line(0, 2.5, 6, 2.5, 1)] },
  lines: { size: 6, opacity: 0.6, shapes: [line(0, 2.5, 6, 2.5, 1)] },
  dots: { size: 6, opacity: 0.5, shapes: [{ shape: 'dot', x: 3, y: 3, radius: 0.8 }] },
  plusses: { size: 8, opacity: 0.6, shapes: [line(2, 3.5, 5, 3.5, 1), line(3.5, 2, 3.5, 5, 1)] },
  crosshatch: { size: 6, opacity: 0.6, shapes: [...rising(6, 1), ...falling(6, 1)] },
  checker: {
    size: 6,
    opacity: 0.75,
    shapes: [
      { shape: 'box', x: 0, y: 0, size: 3 },
      { shape: 'box', x: 3, y: 3, size: 3 },
    ],
  },
  verticals: { size: 4, opacity: 0.75, shapes: [line(1.5, 0, 1.5, 4, 1)] },
  stripes: { size: 8, opacity: 0.6, shapes: falling(8, 3) },
};
