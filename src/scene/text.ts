import type { CssPx } from './types.ts';

const ELLIPSIS = '…';

/**
 * Text that fits into `room` px at a given average width of a character, with an ellipsis if cut; '' if fewer than
 * `fewest` letters of it would be left.
 */
export function cropText(text: string, room: CssPx, charWidth: CssPx, fewest = 3): string {
  const fits = Math.floor(room / charWidth);
  if (text.length <= fits) return text;
  return fits <= fewest ? '' : `${text.slice(0, fits - 1).trimEnd()}${ELLIPSIS}`;
}
