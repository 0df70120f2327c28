import type { CssPx } from './types.ts';

const ELLIPSIS = '…';
/** Fewer letters than this before an ellipsis say nothing. */
const FEWEST = 3;

/** Text that fits into `room` px at a given average width of a character, with an ellipsis if cut; '' if too little fits. */
export function cropText(text: string, room: CssPx, charWidth: CssPx): string {
  const fits = Math.floor(room / charWidth);
  if (text.length <= fits) return text;
  return fits <= FEWEST ? '' : `${text.slice(0, fits - 1).trimEnd()}${ELLIPSIS}`;
}
