import { KIND_STYLES, PALETTE, patternMarkup, PATTERNS, type Theme } from '../style/index.ts';
import { KINDS, type Kind } from '../trace/kinds.ts';
import type { RectRange } from './crowd-bitmap.ts';
import { BASELINE, boxByBox, type Point, type Stroke, type Surface, type TextStyle } from './surface.ts';
import type { CssPx, Rects } from './types.ts';

/** Collects SVG elements. */
export class SvgSurface implements Surface {
  private readonly elements: string[] = [];
  private readonly theme: Theme;
  private readonly idPrefix: string;

  constructor(theme: Theme, idPrefix: string) {
    this.theme = theme;
    this.idPrefix = idPrefix;
  }

  get markup(): string {
    return this.elements.join('\n');
  }

  box(x: CssPx, y: CssPx, w: CssPx, h: CssPx, fill: string): void {
    this.elements.push(`<rect ${bounds(x, y, w, h)} fill="${fill}"/>`);
  }

  slice(x: CssPx, y: CssPx, w: CssPx, h: CssPx, kind: Kind): void {
    this.elements.push(`<rect ${bounds(x, y, w, h)} fill="${fillOf(kind, this.theme, this.idPrefix)}"/>`);
  }

  crowd(rects: Rects, ranges: readonly RectRange[], fills: readonly string[]): void {
    boxByBox(this, rects, ranges, fills);
  }

  outline(x: CssPx, y: CssPx, w: CssPx, h: CssPx, stroke: Stroke): void {
    this.elements.push(`<rect ${bounds(x + 0.5, y + 0.5, w, h - 1)} fill="none"${strokeOf(stroke)}/>`);
  }

  line(from: Point, to: Point, stroke: Stroke): void {
    this.elements.push(
      `<line x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"${strokeOf(stroke)}/>`,
    );
  }

  curve(from: Point, bend: Point, to: Point, stroke: Stroke): void {
    this.elements.push(
      `<path d="M${pair(from)} Q${pair(bend)} ${pair(to)}" fill="none"${strokeOf(stroke)}/>`,
    );
  }

  polygon(points: readonly Point[], fill: string, stroke?: Stroke): void {
    this.elements.push(`<polygon points="${points.map(pair).join(' ')}" fill="${fill}"${strokeOf(stroke)}/>`);
  }

  disc(centre: Point, radius: CssPx, fill: string, stroke?: Stroke): void {
    const { x, y } = centre;
    this.elements.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}"${strokeOf(stroke)}/>`,
    );
  }

  text(x: CssPx, y: CssPx, text: string, style: TextStyle): void {
    const anchor = style.anchor === 'start' ? '' : ` text-anchor="${style.anchor}"`;
    const weight = style.bold === true ? ' font-weight="bold"' : '';
    const place =
      style.vertical === true
        ? `transform="translate(${round(x + style.size * BASELINE)} ${round(y)}) rotate(-90)"`
        : `x="${round(x)}" y="${round(y + style.size * BASELINE)}"`;
    this.elements.push(
      `<text ${place} font-size="${style.size}"${anchor}${weight} fill="${style.colour}">${escapeXml(text)}</text>`,
    );
  }
}

/** `<pattern>` elements for the contexts that have one; their ids begin with the prefix. */
export function patternDefinitions(theme: Theme, idPrefix: string): string {
  return KINDS.filter((kind) => PATTERNS[KIND_STYLES[kind].pattern].shapes.length > 0)
    .map((kind) => {
      const { size, opacity, shapes } = PATTERNS[KIND_STYLES[kind].pattern];
      const { fill, text } = PALETTE[theme][kind];
      return (
        `<pattern id="${idPrefix}-${kind}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">` +
        `<rect width="${size}" height="${size}" fill="${fill}"/>` +
        `<g opacity="${opacity}">${patternMarkup(shapes, text)}</g></pattern>`
      );
    })
    .join('\n');
}

/** Text as it may stand in an element or an attribute; characters that XML forbids become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function fillOf(kind: Kind, theme: Theme, idPrefix: string): string {
  const hasPattern = PATTERNS[KIND_STYLES[kind].pattern].shapes.length > 0;
  return hasPattern ? `url(#${idPrefix}-${kind})` : PALETTE[theme][kind].fill;
}

function bounds(x: CssPx, y: CssPx, w: CssPx, h: CssPx): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}"`;
}

function strokeOf(stroke: Stroke | undefined): string {
  if (stroke === undefined) return '';
  const dash = stroke.dash === undefined ? '' : ` stroke-dasharray="${stroke.dash.join(' ')}"`;
  return ` stroke="${stroke.colour}" stroke-width="${stroke.width}"${dash}`;
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** Two decimals are finer than any screen and keep the files small. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
