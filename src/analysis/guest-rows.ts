import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { fromModel, head, type Row, type Value } from './row.ts';
import { topOf, type TopRow } from './top.ts';

/** What guests got, and CPU time over all CPUs as top shows it: only for runs in which guests send. */
export const GUEST_ROWS: readonly Row[] = [
  [
    head('guests', 'all guests, Mbit/s', 'per second', 'rates', ''),
    ofGuests(({ vifs = [] }) => vifs.reduce((sum, { mbps }) => sum + mbps, 0)),
  ],
  [head('jain', 'Jain index', 'index', 'rates', 'jain'), ofGuests(({ jain }) => jain)],
  [head('top-sy', 'sy: kernel and switch', 'percent', 'rates', ''), top('sy')],
  [head('top-si', 'si: softirq', 'percent', 'rates', 'softirq'), top('si')],
  [head('top-hi', 'hi: hardirq, trap', 'percent', 'rates', 'hardirq'), top('hi')],
  [head('top-st', 'st: steal', 'percent', 'rates', 'steal'), top('st')],
  [head('top-id', 'id: idle', 'percent', 'rates', ''), top('id')],
];

/** What each guest got, by the name of its vif. */
export function vifRows(traces: readonly Trace[]): readonly Row[] {
  const vifs = traces.flatMap(({ summary }) =>
    summary !== undefined && isModelSummary(summary) ? (summary.vifs ?? []) : [],
  );
  return [...new Set(vifs.map(({ name }) => name))].map((name) => [
    head(`guest-${name}`, `${name}, Mbit/s`, 'per second', 'rates', ''),
    ofGuests((summary) => summary.vifs?.find((vif) => vif.name === name)?.mbps),
  ]);
}

function ofGuests(value: (summary: ModelSummary) => number | undefined): Value {
  return fromModel((summary) => (summary.vifs === undefined ? undefined : value(summary)));
}

function top(column: keyof TopRow): Value {
  return ofGuests(({ cpu_ns }) => topOf(cpu_ns)[column]);
}
