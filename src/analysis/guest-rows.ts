import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import type { ComparisonRow } from './compare.ts';
import { topOf, type TopRow } from './top.ts';

type Head = Omit<ComparisonRow, 'values'>;
type Value = (trace: Trace) => number | undefined;

/** What guests got, and CPU time over all CPUs as top shows it: only for runs in which guests send. */
export const GUEST_ROWS: readonly (readonly [Head, Value])[] = [
  [
    head('guests', 'all guests, Mbit/s', 'per second', ''),
    ofGuests(({ vifs = [] }) => vifs.reduce((sum, { mbps }) => sum + mbps, 0)),
  ],
  [head('jain', 'Jain index', 'index', 'jain'), ofGuests(({ jain }) => jain)],
  [head('top-sy', 'sy: kernel and switch', 'percent', ''), top('sy')],
  [head('top-si', 'si: softirq', 'percent', 'softirq'), top('si')],
  [head('top-hi', 'hi: hardirq, trap', 'percent', 'hardirq'), top('hi')],
  [head('top-st', 'st: steal', 'percent', 'steal'), top('st')],
  [head('top-id', 'id: idle', 'percent', ''), top('id')],
];

/** What each guest got, by the name of its vif. */
export function vifRows(traces: readonly Trace[]): readonly (readonly [Head, Value])[] {
  const vifs = traces.flatMap(({ summary }) =>
    summary !== undefined && isModelSummary(summary) ? (summary.vifs ?? []) : [],
  );
  return [...new Set(vifs.map(({ name }) => name))].map((name) => [
    head(`guest-${name}`, `${name}, Mbit/s`, 'per second', ''),
    ofGuests((summary) => summary.vifs?.find((vif) => vif.name === name)?.mbps),
  ]);
}

function head(id: string, label: string, unit: Head['unit'], term: string): Head {
  return { id, label, unit, group: 'rates', term, part: false };
}

function ofGuests(value: (summary: ModelSummary) => number | undefined): Value {
  return ({ summary }) =>
    summary !== undefined && isModelSummary(summary) && summary.vifs !== undefined
      ? value(summary)
      : undefined;
}

function top(column: keyof TopRow): Value {
  return ofGuests(({ cpu_ns }) => topOf(cpu_ns)[column]);
}
