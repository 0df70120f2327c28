/**
 * `view=START..END;step=N;align=step;closed=MACHINE,MACHINE` or `align=PANEL:NS,PANEL:NS`; steps are counted from 1 as on the
 * page, times are ns.
 */
import * as v from 'valibot';
import {
  decodeAtom,
  encodeAtom,
  joinFields,
  joinList,
  splitFields,
  splitList,
  splitOnce,
} from './grammar.ts';
import { encodePanel, MAX_PANELS } from './run.ts';
import { check, integerSchema, panelNameSchema, readInteger, timeSchema } from './schema.ts';
import type { Alignment, TimeWindow, ViewSection } from './types.ts';

const MAX_STEPS = 10_000;
const MAX_CLOSED = 20;
const FIELDS = ['step', 'align', 'closed'] as const;

export const DEFAULT_VIEW: ViewSection = { window: undefined, step: 0, alignment: { kind: 'clock' } };

const viewSchema = v.object({
  window: v.optional(
    v.pipe(
      v.object({ start: timeSchema, end: timeSchema }),
      v.check(({ start, end }) => start < end, 'the visible time must end after it starts'),
    ),
  ),
  step: integerSchema('step', 1, MAX_STEPS),
  closed: v.pipe(
    v.array(
      v.pipe(v.string(), v.minLength(1, 'a machine has no name'), v.maxLength(64, 'a name is too long')),
    ),
    v.maxLength(MAX_CLOSED, `at most ${MAX_CLOSED} machines can be closed`),
  ),
  alignment: v.variant('kind', [
    v.object({ kind: v.literal('clock') }),
    v.object({ kind: v.literal('step') }),
    v.object({
      kind: v.literal('picked'),
      at: v.pipe(
        v.record(panelNameSchema, timeSchema),
        v.maxEntries(MAX_PANELS, `at most ${MAX_PANELS} panels can be aligned`),
      ),
    }),
  ]),
});

/** Throws LinkSyntaxError. */
export function readView(text: string): ViewSection {
  const { first, named } = splitFields(text, FIELDS);
  const checked = check(viewSchema, {
    window: first === undefined ? undefined : readWindow(first),
    step: named.has('step') ? readInteger(named.get('step')) : 1,
    alignment: readAlignment(named.get('align')),
    closed: splitList(named.get('closed')).map(decodeAtom),
  });
  const { window, alignment, closed } = checked;
  return { window, step: checked.step - 1, alignment, ...(closed.length === 0 ? {} : { closed }) };
}

/** Undefined where everything is as on a page opened without a link. */
export function writeView(view: ViewSection): string | undefined {
  return joinFields(view.window === undefined ? undefined : `${view.window.start}..${view.window.end}`, [
    ['step', view.step === DEFAULT_VIEW.step ? undefined : String(view.step + 1)],
    ['align', writeAlignment(view.alignment)],
    ['closed', joinList((view.closed ?? []).map(encodeAtom))],
  ]);
}

function readWindow(text: string): TimeWindow {
  const [start, end] = splitOnce(text, '..');
  return { start: readInteger(start), end: readInteger(end) };
}

function readAlignment(text: string | undefined): Alignment {
  if (text === undefined || text === 'clock') return { kind: 'clock' };
  if (text === 'step') return { kind: 'step' };
  const picks = splitList(text).map((item) => {
    const [panel, t] = splitOnce(item, ':');
    return [decodeAtom(panel), readInteger(t)] as const;
  });
  return { kind: 'picked', at: Object.fromEntries(picks) };
}

function writeAlignment(alignment: Alignment): string | undefined {
  switch (alignment.kind) {
    case 'clock':
      return undefined;
    case 'step':
      return 'step';
    case 'picked':
      return Object.entries(alignment.at)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([panel, t]) => `${encodePanel(panel)}:${t}`)
        .join(',');
  }
}
