import { PALETTE, SURFACES, type Theme } from './palette.ts';
import type { PatternShape } from './patterns.ts';

/** The shapes of a pattern as SVG elements in one colour. */
export function patternMarkup(shapes: readonly PatternShape[], colour: string): string {
  return shapes.map((shape) => shapeMarkup(shape, colour)).join('');
}

/** The table as CSS custom properties: `--kind-K` (fill), `--kind-K-text` for every kind K, and `--surface-background`, `-ink`, `-muted`, `-grid`. */
export function cssVariables(theme: Theme): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const [name, colour] of Object.entries(SURFACES[theme])) variables[`--surface-${name}`] = colour;
  for (const [kind, paint] of Object.entries(PALETTE[theme])) {
    variables[`--kind-${kind}`] = paint.fill;
    variables[`--kind-${kind}-text`] = paint.text;
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
