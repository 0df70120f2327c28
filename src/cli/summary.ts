import { format } from 'd3-format';
import { CLASSES, KINDS } from '../trace/kinds.ts';
import type { CpuTime, ModelSummary, RecordingSummary } from '../trace/summary.ts';
import { setTable, type Row } from './table.ts';

const NS_PER_US = 1000;

const count = format(',d');
const decimal = format(',.2f');
const fine = format(',.3f');
const microseconds = (ns: number): string => fine(ns / NS_PER_US);

/** What a comparison cost, one column for each kernel, times in us. */
export function modelTable(summaries: readonly ModelSummary[]): string {
  const [first] = summaries;
  const title = `${first.scenario}   MODEL, not a measurement: costs ${first.costs}, seed ${first.seed}`;
  const rows = [
    ...packetRows(summaries),
    ...countRows(summaries),
    ...latencyRows(summaries),
    ...attributionRows(summaries),
    ...cpuRows(summaries.map((summary) => summary.cpu_ns)),
    ...demandRows(summaries),
  ];
  return `${title}\n\n${setTable(
    summaries.map((summary) => summary.kernel),
    rows,
  )}`;
}

/** What a recording holds. */
export function recordingTable(summary: RecordingSummary): string {
  const whole = (label: string, value: number): Row => ({ label, cells: [count(value)] });
  const rows: Row[] = [
    { heading: 'file' },
    whole('lines', summary.lines),
    whole('events read', summary.events_parsed),
    whole('lines skipped', summary.lines_skipped),
    whole('events lost by the recorder', summary.lost_events),
    { label: 'CPUs', cells: [summary.cpus.join(' ')] },
    { label: 'clock', cells: [summary.clock] },
    { label: 'length, us', cells: [microseconds(summary.simulated_ns)] },
    { heading: 'events' },
    whole('context switches', summary.context_switches),
    whole('wake-ups', summary.wakeups),
    whole('hardirq entries', summary.hardirqs),
    whole('softirq entries', summary.softirqs),
    whole('NAPI polls', summary.napi_polls),
    { heading: 'interrupts' },
    ...Object.entries(summary.interrupts).map(([line, entries]) => whole(line, entries)),
    ...cpuRows([summary.cpu_ns]),
  ];
  const warnings = summary.warnings.map((warning) => `warning: ${warning}\n`).join('');
  return `${summary.source}   RECORDING of a real kernel\n\n${setTable([''], rows)}${warnings}`;
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
    ...row(summaries, 'delivered per second', (one) => one.rate.delivered_pps, count),
    ...row(summaries, 'simulated, us', (one) => one.simulated_ns, microseconds),
  ];
}

function countRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const lines = unique(summaries.flatMap((summary) => Object.keys(summary.packets_per_interrupt)));
  return [
    { heading: 'counts' },
    ...row(summaries, 'device interrupts (traps)', (one) => one.traps, count),
    ...row(summaries, 'softint dispatches', (one) => one.softint_dispatches, count),
    ...row(summaries, 'borrowed stacks', (one) => one.borrows, count),
    ...row(summaries, 'context switches', (one) => one.context_switches, count),
    ...row(summaries, 'of another address space', (one) => one.address_space_switches, count),
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

/** Share of all CPU time that went to each kind, one column for each set of CPUs. */
function cpuRows(columns: readonly (readonly CpuTime[])[]): readonly Row[] {
  const shares = columns.map((cpus) => {
    const all = cpus.reduce((sum, cpu) => sum + KINDS.reduce((total, kind) => total + cpu[kind], 0), 0);
    return (kind: (typeof KINDS)[number]): number =>
      all === 0 ? 0 : (100 * cpus.reduce((sum, cpu) => sum + cpu[kind], 0)) / all;
  });
  const cpus = Math.max(...columns.map((column) => column.length));
  return [
    { heading: cpus > 1 ? `CPU time, % of ${cpus} CPUs` : 'CPU time, %' },
    ...KINDS.map((kind) => ({ label: kind, values: shares.map((share) => share(kind)) }))
      .filter(({ values }) => values.some((value) => value > 0))
      .map(({ label, values }) => ({ label, cells: values.map(decimal) })),
  ];
}

function demandRows(summaries: readonly ModelSummary[]): readonly Row[] {
  return [
    { heading: 'what the offered load asks for, at the cost of one isolated packet' },
    ...row(summaries, 'context switches per second', (one) => one.demand.switches_per_s, count),
    ...row(summaries, '% of a CPU', (one) => one.demand.cpu_percent, decimal),
  ];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
