import { CLASSES } from '../trace/kinds.ts';
import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { whoKeepsUp } from '../analysis/index.ts';
import { headline, verdictSentence } from '../narrate/index.ts';
import { cpuRows } from './cpu-time.ts';
import { count, decimal, microseconds } from './figures.ts';
import { guestRows } from './guests.ts';
import { setTable, type Row } from './table.ts';
import { transactionRows } from './transactions.ts';
import { wrap } from './wrap.ts';

const NS_PER_S = 1e9;
const TEXT_WIDTH = 78;

/**
 * What a comparison came to, for people: the page's own sentences, then one column for each kernel with times in us.
 * @param settings what was set by hand, as typed
 * @throws Error if a trace is no finished run of the model
 */
export function comparisonText(traces: readonly Trace[], settings: readonly string[]): string {
  const summaries = traces.map(modelSummaryOf);
  const [first] = summaries;
  const basis = [`costs ${first.costs}`, `seed ${first.seed}`, ...settings].join(', ');
  const overrun = traces.filter((trace) => whoKeepsUp(trace)?.keepsUp === false);
  const sentences = [headline(traces), ...overrun.map(verdictSentence)];
  return [
    `${first.scenario}   MODEL, not a measurement: ${basis}`,
    '',
    ...sentences.flatMap((sentence) => wrap(sentence, TEXT_WIDTH)),
    '',
    comparisonTable(summaries),
  ].join('\n');
}

/**
 * The summary of a finished run of the model.
 * @throws Error if the trace has none
 */
export function modelSummaryOf({ summary }: Trace): ModelSummary {
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run ended without a summary');
  return summary;
}

function comparisonTable(summaries: readonly ModelSummary[]): string {
  return setTable(
    summaries.map((summary) => summary.kernel),
    [
      ...packetRows(summaries),
      ...countRows(summaries),
      ...perPacketRows(summaries),
      ...latencyRows(summaries),
      ...attributionRows(summaries),
      ...cpuRows(summaries.map((summary) => summary.cpu_ns)),
      ...guestRows(summaries),
      ...transactionRows(summaries),
      ...demandRows(summaries),
    ],
  );
}

/** A row of the same figure for every summary; none if it is zero everywhere and `always` is not set. */
function row(
  summaries: readonly ModelSummary[],
  label: string,
  figure: (summary: ModelSummary) => number,
  print: (value: number) => string,
  always = true,
): readonly Row[] {
  const values = summaries.map(figure);
  if (!always && values.every((value) => value === 0)) return [];
  return [{ label, cells: values.map(print) }];
}

function packetRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const places = unique(summaries.flatMap((summary) => Object.keys(summary.packets.dropped_at)));
  return [
    { heading: 'packets' },
    ...row(summaries, 'offered', (one) => one.packets.offered, count),
    ...row(summaries, 'delivered', (one) => one.packets.delivered, count),
    ...row(summaries, 'in flight at the end', (one) => one.packets.in_flight, count, false),
    ...row(summaries, 'dropped', (one) => one.packets.dropped, count),
    ...places.flatMap((place) =>
      row(summaries, `dropped at ${place}`, (one) => one.packets.dropped_at[place] ?? 0, count, false),
    ),
    ...rateRow(summaries, 'delivered per second', (one) => one.packets.delivered),
    ...row(summaries, 'simulated, us', (one) => one.simulated_ns, microseconds),
  ];
}

function countRows(summaries: readonly ModelSummary[]): readonly Row[] {
  return [
    { heading: 'counts' },
    ...row(summaries, 'device interrupts (traps)', (one) => one.traps, count),
    ...row(summaries, 'softint dispatches', (one) => one.softint_dispatches, count),
    ...row(summaries, 'borrowed stacks', (one) => one.borrows, count),
    ...row(summaries, 'context switches', (one) => one.context_switches, count),
    ...row(summaries, 'threads moved to another CPU', ({ migrations = 0 }) => migrations, count, false),
    ...row(summaries, 'to another address space', (one) => one.address_space_switches, count, false),
    ...rateRow(summaries, 'context switches per second', (one) => one.context_switches),
  ];
}

function perPacketRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const lines = unique(summaries.flatMap((summary) => Object.keys(summary.packets_per_interrupt)));
  return [
    { heading: 'per packet' },
    ...row(summaries, 'traps', (one) => one.per_packet.traps, decimal),
    ...row(summaries, 'borrowed stacks', (one) => one.per_packet.borrows, decimal),
    ...row(summaries, 'context switches', (one) => one.per_packet.context_switches, decimal),
    ...lines.flatMap((line) =>
      row(
        summaries,
        `packets per interrupt, ${line}`,
        (one) => one.packets_per_interrupt[line] ?? 0,
        decimal,
      ),
    ),
  ];
}

function latencyRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const figures = ['min', 'p50', 'p90', 'p99', 'p999', 'max'] as const;
  const isOne = summaries.every((one) => one.packets.delivered <= 1);
  return [
    { heading: 'latency of a delivered packet, us' },
    ...(isOne ? figures.slice(-1) : figures).map((figure) => ({
      label: isOne ? 'latency' : figure,
      cells: summaries.map((one) => (one.latency_ns === null ? '-' : microseconds(one.latency_ns[figure]))),
    })),
  ];
}

function attributionRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const perPacket = (total: number, delivered: number): number => (delivered === 0 ? 0 : total / delivered);
  return [
    { heading: 'where that time went, us per packet' },
    ...CLASSES.flatMap((name) =>
      row(
        summaries,
        name,
        (one) => perPacket(one.attribution_ns[name], one.packets.delivered),
        microseconds,
        name === 'work' || name === 'switch',
      ),
    ),
  ];
}

function demandRows(summaries: readonly ModelSummary[]): readonly Row[] {
  return [
    { heading: 'what the offered load asks for, at the cost of one isolated packet' },
    ...row(summaries, 'context switches per second', (one) => one.demand.switches_per_s, count),
    ...row(summaries, '% of a CPU', (one) => one.demand.cpu_percent, decimal),
  ];
}

/** A count as a rate; nothing for a single packet, of which a rate says nothing. */
function rateRow(
  summaries: readonly ModelSummary[],
  label: string,
  events: (summary: ModelSummary) => number,
): readonly Row[] {
  if (summaries.every((one) => one.packets.offered <= 1)) return [];
  return row(summaries, label, (one) => (events(one) * NS_PER_S) / Math.max(one.simulated_ns, 1), count);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
