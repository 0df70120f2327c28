import type { Kind } from '../trace/kinds.ts';
import { KIND_STYLES } from './kinds.ts';
import { PALETTE, SURFACES, type Theme } from './palette.ts';
import { PATTERNS, type PatternShape } from './patterns.ts';

/** The shapes of a pattern as SVG elements in one colour. */
export function patternMarkup(shapes: readonly PatternShape[], colour: string): string {
  return shapes.map((shape) => shapeMarkup(shape, colour)).join('');
}

/** One tile of a context's fill and pattern as an SVG document; as a CSS background it repeats. */
export function tileSvg(kind: Kind, theme: Theme): string {
  const { fill, text } = PALETTE[theme][kind];
  const { size, opacity, shapes } = PATTERNS[KIND_STYLES[kind].pattern];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">` +
    `<rect width="${size}" height="${size}" fill="${fill}"/>` +
    `<g opacity="${opacity}">${patternMarkup(shapes, text)}</g></svg>`
  );
}

/**
 * The table as CSS custom properties: `--kind-K` (fill), `--kind-K-text`, `--kind-K-tile` (background image of fill and
 * pattern) for every kind K, and `--surface-background`, `-ink`, `-muted`, `-grid`.
 */
export function cssVariables(theme: Theme): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const [name, colour] of Object.entries(SURFACES[theme])) variables[`--surface-${name}`] = colour;
  for (const [kind, paint] of Object.entries(PALETTE[theme])) {
    variables[`--kind-${kind}`] = paint.fill;
    variables[`--kind-${kind}-text`] = paint.text;
    variables[`--kind-${kind}-tile`] =
      `url("data:image/svg+xml,${encodeURIComponent(tileSvg(kind as Kind, theme))}")`;
  }
  return variables;
}

function shapeMarkup(shape: PatternShape, colour: string): string {
  switch (shape.shape) {
    case 'line':
      return (
        `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" ` +
        `stroke="${colour}" stroke-width="${shape.width}"/>`
      );
    case 'box':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.size}" height="${shape.size}" fill="${colour}"/>`;
    case 'dot':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="${colour}"/>`;
  }
}
