export { KIND_STYLES, OTHER_LETTERS, type KindStyle } from './kinds.ts';
export { PALETTE, SURFACES, THEMES, type Paint, type Surface, type Theme } from './palette.ts';
export { PATTERNS, type Pattern, type PatternName, type PatternShape } from './patterns.ts';
export { cssVariables, patternMarkup } from './swatch.ts';
