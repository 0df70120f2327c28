import { KIND_STYLES } from '../style/index.ts';
import { KINDS, type Kind } from '../trace/kinds.ts';
import { addLabel, type Draft } from './draft.ts';
import type { Drawn } from './slices.ts';
import { cropText } from './text.ts';
import type { CssPx } from './types.ts';

/** Free at both ends of a name. */
export const LABEL_MARGIN: CssPx = 3;
/** Height of a line of text, and where the middle of a slice's first line is. */
export const LINE: CssPx = 14;
export const FIRST_LINE: CssPx = 10;
/** Narrowest slice for text that lies, and for text that stands. */
export const NARROWEST_LABEL: CssPx = 22;
const NARROWEST_VERTICAL: CssPx = 15;
/** A slice lower than this has one line, on which the number of the switch before it may reach in, with half of its text. */
const LOW: CssPx = 22;

/** A part of a slice that no nested one covers. */
export interface Gap {
  readonly from: CssPx;
  readonly to: CssPx;
}

/**
 * Names the drawn slices of a lane wherever nested slices leave room for the whole name; else once, upright if the slice
 * is high enough for that, else cut. Costs (trap, refill) are named whole or not at all; switches have numbers instead.
 * Returns the gaps of slices that have room for more text below their name.
 */
export function labelSlices(draft: Draft, depths: readonly Drawn[]): Map<number, readonly Gap[]> {
  const roomy = new Map<number, readonly Gap[]>();
  depths.forEach(({ x, w, row, length }, depth) => {
    const nested = depths[depth + 1];
    let from = 0;
    for (let at = 0; at < length; at++) {
      while (nested !== undefined && from < nested.length && nested.x[from] + nested.w[from] < x[at]) from++;
      if (w[at] < NARROWEST_VERTICAL) continue;
      const gaps = gapsOf(draft, x[at], x[at] + w[at], nested, from);
      const upright = labelSlice(draft, row[at], gaps);
      if (!upright && w[at] >= NARROWEST_LABEL) roomy.set(row[at], gaps);
    }
  });
  return roomy;
}

/** The kind of a slice by its row. */
export function kindOf(draft: Draft, row: number): Kind {
  return KINDS[draft.trace.slices.kind[row]];
}

/** True if the name stands upright. */
function labelSlice(draft: Draft, row: number, gaps: readonly Gap[]): boolean {
  const rect = draft.drawn.get(row);
  const kind = kindOf(draft, row);
  if (rect === undefined || gaps.length === 0 || kind === 'switch' || draft.slices.h[rect] < LINE)
    return false;
  const isCost = kind === 'trap' || kind === 'refill';
  const text = isCost ? KIND_STYLES[kind].short : nameOf(draft, row, kind);
  const whole = text.length * draft.charWidth;
  const { y, h } = { y: draft.slices.y[rect], h: draft.slices.h[rect] };
  const isLow = h < LOW;
  const margin = isLow ? numberMargin(draft) : LABEL_MARGIN;
  const line = y + (isLow ? Math.floor(h / 2) : FIRST_LINE);
  const roomy = gaps.filter((gap) => roomIn(gap, margin) >= whole);
  for (const gap of roomy) addLabel(draft, gap.from + margin, line, text, kind);
  if (roomy.length > 0 || isCost) return false;
  const widest = gaps.reduce((best, gap) => (roomIn(gap, margin) > roomIn(best, margin) ? gap : best));
  const width = widest.to - widest.from;
  if (width >= NARROWEST_VERTICAL && h >= whole + 2 * LABEL_MARGIN) {
    const middle = widest.from + Math.min(width, NARROWEST_LABEL) / 2;
    addLabel(draft, middle, y + h - LABEL_MARGIN, text, kind, { vertical: true });
    return true;
  }
  if (width < NARROWEST_LABEL) return false;
  addLabel(draft, widest.from + margin, line, cropText(text, roomIn(widest, margin), draft.charWidth), kind);
  return false;
}

/** Half of the longest number of a switch in its brackets. */
function numberMargin({ trace, charWidth }: Draft): CssPx {
  return LABEL_MARGIN + Math.ceil(((String(trace.switches.length).length + 2) * charWidth) / 2);
}

function roomIn(gap: Gap, margin: CssPx): CssPx {
  return gap.to - gap.from - margin - LABEL_MARGIN;
}

/**
 * What nested slices, from the one at `first` on, leave free of a slice, within the time area, so that a name stays in sight
 * when the view moves.
 */
function gapsOf(draft: Draft, left: CssPx, right: CssPx, nested: Drawn | undefined, first: number): Gap[] {
  const end = Math.min(right, draft.view.width);
  let from = Math.max(left, 0);
  const gaps: Gap[] = [];
  for (let at = first; nested !== undefined && at < nested.length && nested.x[at] < end; at++) {
    if (nested.x[at] > from) gaps.push({ from, to: nested.x[at] });
    from = Math.max(from, nested.x[at] + nested.w[at]);
  }
  if (end > from) gaps.push({ from, to: end });
  return gaps;
}

function nameOf(draft: Draft, row: number, kind: Kind): string {
  const { name } = draft.trace.slices;
  return draft.trace.names[name[row]] ?? KIND_STYLES[kind].short;
}
