/** `sel=PANEL:ROW`, or `sel=none` where the reader cleared it. */
import * as v from 'valibot';
import { decodeAtom, splitOnce } from './grammar.ts';
import { encodePanel } from './run.ts';
import { check, integerSchema, panelNameSchema, readInteger } from './schema.ts';
import type { SelectionSection } from './types.ts';

const NONE = 'none';

const selectionSchema = v.object({ panel: panelNameSchema, slice: integerSchema('a slice', 0, 0x7fff_ffff) });

/** Throws LinkSyntaxError. */
export function readSelection(text: string): SelectionSection | typeof NONE {
  if (text === NONE) return NONE;
  const [panel, slice] = splitOnce(text, ':');
  return check(selectionSchema, { panel: decodeAtom(panel), slice: readInteger(slice) });
}

export function writeSelection(selection: SelectionSection | typeof NONE): string {
  return selection === NONE ? NONE : `${encodePanel(selection.panel)}:${selection.slice}`;
}
