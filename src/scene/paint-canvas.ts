import { KIND_STYLES, PALETTE, PATTERNS, type PatternShape, type Theme } from '../style/index.ts';
import type { Kind } from '../trace/kinds.ts';
import { createCrowdBitmap, type CrowdBitmap, type RectRange } from './crowd-bitmap.ts';
import { paint } from './paint.ts';
import {
  BASELINE,
  boxByBox,
  FONT,
  type Point,
  type Stroke,
  type Surface,
  type TextStyle,
} from './surface.ts';
import type { CssPx, Rects, Scene } from './types.ts';

/** The part of a 2D context that the painter uses. */
export type Context2D = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'arc'
  | 'clearRect'
  | 'closePath'
  | 'createPattern'
  | 'drawImage'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'imageSmoothingEnabled'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'quadraticCurveTo'
  | 'restore'
  | 'rotate'
  | 'save'
  | 'setLineDash'
  | 'setTransform'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textAlign'
  | 'translate'
>;

type Fill = CanvasRenderingContext2D['fillStyle'];

/** Makes a small canvas to draw a pattern's tile on, `size` device px square. */
export type MakeTile = (size: number) => { readonly image: CanvasImageSource; readonly context: Context2D };

/** What is kept for one canvas from picture to picture. */
export interface Brushes {
  /** Patterns belong to the context that made them, and to a theme and pixel ratio. */
  fill(context: Context2D, kind: Kind, theme: Theme, pixelRatio: number): Fill;
  readonly bitmap: CrowdBitmap | undefined;
}

export function createBrushes(makeTile: MakeTile = offscreenTile): Brushes {
  const fills = new Map<string, Fill>();
  return {
    bitmap: createCrowdBitmap(),
    fill(context, kind, theme, pixelRatio) {
      const key = `${kind} ${theme} ${pixelRatio}`;
      const known = fills.get(key);
      if (known !== undefined) return known;
      const fill = createFill(context, kind, theme, pixelRatio, makeTile);
      fills.set(key, fill);
      return fill;
    },
  };
}

/**
 * Draws a scene on a canvas whose bitmap is `pixelRatio` times its CSS size; with overscan, x = -overscan is at the left
 * edge of the bitmap. Clears what was there.
 */
export function paintCanvas(
  scene: Scene,
  context: Context2D,
  theme: Theme,
  pixelRatio: number,
  brushes: Brushes,
): void {
  context.setTransform(pixelRatio, 0, 0, pixelRatio, scene.overscan * pixelRatio, 0);
  context.clearRect(-scene.overscan, 0, scene.width + 2 * scene.overscan, scene.height);
  paint(scene, new CanvasSurface(context, theme, pixelRatio, brushes), theme);
}

class CanvasSurface implements Surface {
  private readonly context: Context2D;
  private readonly theme: Theme;
  private readonly pixelRatio: number;
  private readonly brushes: Brushes;
  private dash: Stroke['dash'] | 'unknown' = 'unknown';

  constructor(context: Context2D, theme: Theme, pixelRatio: number, brushes: Brushes) {
    this.context = context;
    this.theme = theme;
    this.pixelRatio = pixelRatio;
    this.brushes = brushes;
  }

  box(x: CssPx, y: CssPx, w: CssPx, h: CssPx, fill: string): void {
    this.context.fillStyle = fill;
    this.context.fillRect(x, y, w, h);
  }

  slice(x: CssPx, y: CssPx, w: CssPx, h: CssPx, kind: Kind): void {
    this.context.fillStyle = this.brushes.fill(this.context, kind, this.theme, this.pixelRatio);
    this.context.fillRect(x, y, w, h);
  }

  crowd(rects: Rects, ranges: readonly RectRange[], fills: readonly string[]): void {
    const { bitmap } = this.brushes;
    if (bitmap === undefined) boxByBox(this, rects, ranges, fills);
    else bitmap.draw(this.context, rects, ranges, fills);
  }

  outline(x: CssPx, y: CssPx, w: CssPx, h: CssPx, stroke: Stroke): void {
    this.prepare(stroke);
    this.context.strokeRect(x + 0.5, y + 0.5, w, h - 1);
  }

  line(from: Point, to: Point, stroke: Stroke): void {
    this.context.beginPath();
    this.context.moveTo(from.x, from.y);
    this.context.lineTo(to.x, to.y);
    this.stroke(stroke);
  }

  curve(from: Point, bend: Point, to: Point, stroke: Stroke): void {
    this.context.beginPath();
    this.context.moveTo(from.x, from.y);
    this.context.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
    this.stroke(stroke);
  }

  polygon(points: readonly Point[], fill: string, stroke?: Stroke): void {
    this.context.beginPath();
    points.forEach(({ x, y }, at) => (at === 0 ? this.context.moveTo(x, y) : this.context.lineTo(x, y)));
    this.context.closePath();
    this.fillAndStroke(fill, stroke);
  }

  disc(centre: Point, radius: CssPx, fill: string, stroke?: Stroke): void {
    this.context.beginPath();
    this.context.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    this.fillAndStroke(fill, stroke);
  }

  text(x: CssPx, y: CssPx, text: string, style: TextStyle): void {
    this.context.fillStyle = style.colour;
    this.context.font = `${style.bold === true ? 'bold ' : ''}${style.size}px ${FONT}`;
    this.context.textAlign = style.anchor === 'middle' ? 'center' : style.anchor;
    if (style.vertical === true) this.verticalText(x + style.size * BASELINE, y, text);
    else this.context.fillText(text, x, y + style.size * BASELINE);
  }

  private verticalText(x: CssPx, y: CssPx, text: string): void {
    this.context.save();
    this.context.translate(x, y);
    this.context.rotate(-Math.PI / 2);
    this.context.fillText(text, 0, 0);
    this.context.restore();
  }

  private fillAndStroke(fill: string, stroke: Stroke | undefined): void {
    this.context.fillStyle = fill;
    this.context.fill();
    if (stroke !== undefined) this.stroke(stroke);
  }

  private stroke(stroke: Stroke): void {
    this.prepare(stroke);
    this.context.stroke();
  }

  private prepare(stroke: Stroke): void {
    this.context.strokeStyle = stroke.colour;
    this.context.lineWidth = stroke.width;
    // Dashes change rarely, and setting them costs more than a stroke.
    if (stroke.dash === this.dash) return;
    this.dash = stroke.dash;
    this.context.setLineDash(stroke.dash === undefined ? [] : [...stroke.dash]);
  }
}

function createFill(
  context: Context2D,
  kind: Kind,
  theme: Theme,
  pixelRatio: number,
  makeTile: MakeTile,
): Fill {
  const { fill, text } = PALETTE[theme][kind];
  const { size, opacity, shapes } = PATTERNS[KIND_STYLES[kind].pattern];
  if (shapes.length === 0) return fill;
  const tile = makeTile(Math.round(size * pixelRatio));
  const scale = Math.round(size * pixelRatio) / size;
  tile.context.setTransform(scale, 0, 0, scale, 0, 0);
  tile.context.fillStyle = fill;
  tile.context.fillRect(0, 0, size, size);
  tile.context.globalAlpha = opacity;
  tile.context.fillStyle = tile.context.strokeStyle = text;
  for (const shape of shapes) drawShape(tile.context, shape);
  const pattern = context.createPattern(tile.image, 'repeat');
  // A pattern is laid in bitmap pixels; the context is scaled, so it must be scaled back.
  pattern?.setTransform?.({ a: 1 / scale, b: 0, c: 0, d: 1 / scale, e: 0, f: 0 });
  return pattern ?? fill;
}

function drawShape(context: Context2D, shape: PatternShape): void {
  switch (shape.shape) {
    case 'line':
      context.lineWidth = shape.width;
      context.beginPath();
      context.moveTo(shape.x1, shape.y1);
      context.lineTo(shape.x2, shape.y2);
      context.stroke();
      break;
    case 'box':
      context.fillRect(shape.x, shape.y, shape.size, shape.size);
      break;
    case 'dot':
      context.beginPath();
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      context.fill();
      break;
  }
}

function offscreenTile(size: number): ReturnType<MakeTile> {
  const image = new OffscreenCanvas(size, size);
  const context = image.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw on a canvas');
  return { image, context: context as unknown as Context2D };
}
