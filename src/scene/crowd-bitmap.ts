import type { Colour } from './surface.ts';
import type { CssPx, Rects } from './types.ts';

/** Rows `[from, to)` of a table of rectangles. */
export interface RectRange {
  readonly from: number;
  readonly to: number;
}

/** What the bitmap is put on. */
type Target = Pick<CanvasRenderingContext2D, 'drawImage' | 'imageSmoothingEnabled'>;

/**
 * Draws thousands of narrow boxes as one image: filling pixels of an array costs a tenth of as many calls of a canvas, and what
 * the browser makes of one image does not grow with their number.
 */
export interface CrowdBitmap {
  /** Draws boxes on whole px, each in the colour of its kind (`fills`, by kind code). */
  draw(target: Target, rects: Rects, ranges: readonly RectRange[], fills: readonly Colour[]): void;
}

interface Bounds {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly w: CssPx;
  readonly h: CssPx;
}

/** A canvas that only this file draws on, and its pixels. */
interface Sheet {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
  /** The same pixels, four bytes at a time. */
  readonly pixels: Uint32Array;
}

/** One for each canvas that is painted; undefined where there is no canvas apart from the page to make the image on. */
export function createCrowdBitmap(): CrowdBitmap | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  let sheet: Sheet | undefined;
  return {
    draw(target, rects, ranges, fills) {
      const bounds = boundsOf(rects, ranges);
      if (bounds.w <= 0 || bounds.h <= 0) return;
      sheet = fitting(sheet, bounds.w, bounds.h);
      fillPixels(sheet, bounds, rects, ranges, fills.map(pixelOf));
      sheet.context.putImageData(sheet.image, 0, 0, 0, 0, bounds.w, bounds.h);
      target.imageSmoothingEnabled = false;
      const { x, y, w, h } = bounds;
      target.drawImage(sheet.canvas, 0, 0, w, h, x, y, w, h);
    },
  };
}

function boundsOf(rects: Rects, ranges: readonly RectRange[]): Bounds {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { from, to } of ranges) {
    for (let at = from; at < to; at++) {
      left = Math.min(left, rects.x[at]);
      top = Math.min(top, rects.y[at]);
      right = Math.max(right, rects.x[at] + rects.w[at]);
      bottom = Math.max(bottom, rects.y[at] + rects.h[at]);
    }
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

function fitting(sheet: Sheet | undefined, w: CssPx, h: CssPx): Sheet {
  if (sheet !== undefined && sheet.image.width >= w && sheet.image.height >= h) return sheet;
  const width = Math.max(w, sheet?.image.width ?? 0);
  const height = Math.max(h, sheet?.image.height ?? 0);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser cannot draw on a canvas');
  const image = new ImageData(width, height);
  return { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
}

function fillPixels(
  { image, pixels }: Sheet,
  bounds: Bounds,
  rects: Rects,
  ranges: readonly RectRange[],
  colours: readonly number[],
): void {
  const { width } = image;
  pixels.fill(0, 0, width * bounds.h);
  for (const { from, to } of ranges) {
    for (let at = from; at < to; at++) {
      const colour = colours[rects.kind[at]];
      const w = rects.w[at];
      const first = (rects.y[at] - bounds.y) * width + rects.x[at] - bounds.x;
      const end = first + rects.h[at] * width;
      // By hand: most boxes are one or two pixels wide, and a call for each of their rows would cost more than the pixels.
      for (let row = first; row < end; row += width)
        for (let pixel = row; pixel < row + w; pixel++) pixels[pixel] = colour;
    }
  }
}

/** `#rrggbb` as an opaque pixel, whose bytes are red, green, blue, alpha: every machine with a browser is little-endian. */
function pixelOf(colour: Colour): number {
  const rgb = Number.parseInt(colour.slice(1), 16);
  const red = rgb >>> 16;
  const green = (rgb >>> 8) & 0xff;
  const blue = rgb & 0xff;
  return ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
