import { contextName, contextOf, realSwitches } from '../../analysis/index.ts';
import { count, counted, duration, instantText } from '../../narrate/index.ts';
import { KIND_STYLES } from '../../style/index.ts';
import { KINDS } from '../../trace/kinds.ts';
import { slicesStartingIn } from '../../trace/queries.ts';
import { isModelSummary, type Summary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';

/** One slice as a row of the table that says what the picture shows. */
export interface TwinRow {
  readonly slice: number;
  readonly at: string;
  readonly lasts: string;
  readonly cpu: string;
  readonly what: string;
  readonly who: string;
  /** What made it run, '' where nothing in the trace did. */
  readonly why: string;
}

/** Rows that anybody would still read through; a longer trace is read window by window. */
const MOST_ROWS = 120;

export interface Twin {
  readonly rows: readonly TwinRow[];
  /** Slices in the window that have no row. */
  readonly more: number;
}

/** The slices that begin in `[start, end)` ns of a trace's own time, in order, as text. */
export function twinOf(trace: Trace, start: number, end: number): Twin {
  const [from, to] = slicesStartingIn(trace, start, end);
  const shown = Math.min(to, from + MOST_ROWS);
  const numbers = new Map(
    realSwitches(trace, start, end).map((real) => [trace.switches.slice[real.row], real.number]),
  );
  const causes = causesOf(trace, from, shown);
  const rows: TwinRow[] = [];
  for (let slice = from; slice < shown; slice++)
    rows.push(rowOf(trace, slice, numbers.get(slice), causes.get(slice) ?? ''));
  return { rows, more: to - shown };
}

/** The causes of the slices in `[from, to)`, found in one pass over the links. */
function causesOf(trace: Trace, from: number, to: number): ReadonlyMap<number, string> {
  const { links, names, slices } = trace;
  const causes = new Map<number, string>();
  for (let row = 0; row < links.length; row++) {
    const slice = links.to[row];
    if (slice < from || slice >= to || links.from[row] < 0) continue;
    const by = names[slices.name[links.from[row]]] ?? '';
    causes.set(slice, `${names[links.why[row]] ?? ''} by ${by}`.trim());
  }
  return causes;
}

function rowOf(trace: Trace, slice: number, switchNumber: number | undefined, why: string): TwinRow {
  const { slices } = trace;
  const context = contextOf(trace, slice);
  const label = KIND_STYLES[KINDS[slices.kind[slice]]].label;
  const over = context.interrupted === undefined ? '' : ` on top of ${context.interrupted}`;
  return {
    slice,
    at: instantText(slices.start[slice]),
    lasts: duration(slices.end[slice] - slices.start[slice]),
    cpu: String(slices.cpu[slice]),
    what: switchNumber === undefined ? label : `${label} [${switchNumber}]`,
    who: `${contextName(context)}${over}`,
    why,
  };
}

/** What a panel holds in one sentence. */
export function summarySentence(summary: Summary): string {
  if (!isModelSummary(summary)) {
    return (
      `A recording of a real kernel, ${duration(summary.simulated_ns)}: ` +
      `${counted(summary.context_switches, 'context switch', 'context switches')}, ${counted(summary.hardirqs, 'hard interrupt')}, ` +
      `${counted(summary.softirqs, 'soft interrupt')}, ${counted(summary.wakeups, 'wake-up')}.`
    );
  }
  const { latency_ns: latency, packets } = summary;
  const delivered = latency === null ? 'none delivered' : `median latency ${duration(latency.p50)}`;
  return (
    `A model, not a measurement. ${counted(summary.traps, 'trap')}, ${counted(summary.borrows, 'borrowed stack')}, ` +
    `${counted(summary.context_switches, 'context switch', 'context switches')}; ` +
    `${count(packets.delivered)} of ${counted(packets.offered, 'packet')} delivered, ${delivered}.`
  );
}
