import { CLASSES, type SegmentClass } from '../trace/kinds.ts';
import { isModelSummary, type ModelSummary, type RecordingSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { cpuTaken, cpuTotals } from './counts.ts';
import { INTERACTIVE_ROWS, LOCKING_ROWS, SPREAD_ROWS, URGENT_ROWS } from './desktop-rows.ts';
import { GUEST_ROWS, vifRows } from './guest-rows.ts';
import { meanAttribution } from './latency.ts';
import { fromModel, head, type ComparisonRow, type Row, type Value } from './row.ts';
import { TRANSACTION_ROWS } from './transaction-rows.ts';

/** Rate of the mail's load, at which figures for one packet are multiplied out, packets/s. */
export const REFERENCE_RATE = 50_000;

const CLASS_LABELS: Readonly<Record<SegmentClass, string>> = {
  work: 'driver and protocol work',
  trap: 'trap',
  wakeup: 'wake-up',
  switch: 'context switch, direct',
  refill: 'cache refill',
  spin: 'spinning for a lock',
  runnable: 'runnable, waiting for the CPU',
  preempted: 'preempted',
  device: 'wait for devices',
  queue: 'wait in queues',
  steal: 'stolen by the hypervisor',
};

/**
 * The comparison table of several traces, ns and counts per delivered packet; first what answers the question of a run that has
 * frames, guests or transactions. Rows that no trace can fill are left out, and so are parts that are zero everywhere.
 */
export function comparisonRows(traces: readonly Trace[]): readonly ComparisonRow[] {
  return [
    ...INTERACTIVE_ROWS,
    ...URGENT_ROWS,
    ...TRANSACTION_ROWS,
    ...vifRows(traces),
    ...GUEST_ROWS,
    ...ROWS,
  ]
    .map(([about, value]) => ({ ...about, values: traces.map(value) }))
    .filter((row) => {
      const known = row.values.filter((value) => value !== undefined);
      return known.length > 0 && (!row.part || known.some((value) => value !== 0));
    });
}

const ROWS: readonly Row[] = [
  [head('latency', 'latency', 'ns', 'latency', ''), meanLatency],
  ...CLASSES.map((name): Row => [
    { ...head(`latency-${name}`, CLASS_LABELS[name], 'ns', 'latency', name), part: true },
    (trace) => meanAttribution(trace)?.[name],
  ]),
  ...SPREAD_ROWS,
  [head('cpu-taken', 'CPU taken from user', 'ns', 'cpu', ''), perPacket(cpuTaken)],
  ...(['trap', 'switch', 'refill', 'spin'] as const).map((kind): Row => [
    { ...head(`cpu-${kind}`, CLASS_LABELS[kind], 'ns', 'cpu', kind), part: true },
    perPacket((trace) => cpuTotals(trace)[kind]),
  ]),
  [head('traps', 'traps', 'count', 'counts', 'trap'), perPacket(fromModel((summary) => summary.traps))],
  [
    head('dispatches', 'soft interrupt dispatches', 'count', 'counts', 'softint'),
    perPacket(fromModel((summary) => summary.softint_dispatches)),
  ],
  [
    head('borrows', 'borrowed stacks', 'count', 'counts', 'borrow'),
    perPacket(fromModel((summary) => summary.borrows)),
  ],
  [
    head('switches', 'context switches', 'count', 'counts', 'switch'),
    perPacket(fromModel((summary) => summary.context_switches)),
  ],
  [
    head('migrations', 'threads moved to another CPU, whole run', 'count', 'counts', ''),
    fromModel((summary) => summary.migrations),
  ],
  [
    head('recorded-hardirqs', 'hard interrupts', 'count', 'counts', 'hardirq'),
    fromRecording((summary) => summary.hardirqs),
  ],
  [
    head('recorded-softirqs', 'soft interrupts', 'count', 'counts', 'softirq'),
    fromRecording((summary) => summary.softirqs),
  ],
  [
    head('recorded-switches', 'context switches, whole recording', 'count', 'counts', 'switch'),
    fromRecording((summary) => summary.context_switches),
  ],
  [
    head('switches-at-50k', 'switches/s at 50,000 packets/s', 'per second', 'rates', 'switch'),
    (trace) =>
      isLoad(trace) ? undefined : fromModel((summary) => isolatedSwitches(summary) * REFERENCE_RATE)(trace),
  ],
  [
    head('switches-measured', 'switches/s measured', 'per second', 'rates', 'switch'),
    (trace) => (isLoad(trace) ? switchesPerSecond(trace) : undefined),
  ],
  [
    head('cpu-demand', 'CPU demanded at the offered rate', 'percent', 'rates', 'demand'),
    (trace) => (isLoad(trace) ? fromModel(demandOf)(trace) : undefined),
  ],
  ...LOCKING_ROWS,
];

function meanLatency(trace: Trace): number | undefined {
  const mean = meanAttribution(trace);
  return mean === undefined ? undefined : CLASSES.reduce((sum, name) => sum + mean[name], 0);
}

function perPacket(value: Value): Value {
  return (trace) => {
    const sum = value(trace);
    const { summary } = trace;
    if (sum === undefined || summary === undefined || !isModelSummary(summary)) return undefined;
    return summary.packets.delivered === 0 ? undefined : sum / summary.packets.delivered;
  };
}

function fromRecording(value: (summary: RecordingSummary) => number): Value {
  return ({ summary }) => (summary !== undefined && !isModelSummary(summary) ? value(summary) : undefined);
}

/** Switches that one isolated packet costs: the demand divided by the rate it is stated for. */
function isolatedSwitches(summary: ModelSummary): number {
  const rate = Number(summary.parameters.rate ?? summary.rate.offered_pps);
  return rate > 0 ? summary.demand.switches_per_s / rate : summary.per_packet.context_switches;
}

/**
 * CPU time that the offered rate asks for, percent of a CPU; undefined where the rate is only a bound, where many machines share the
 * work, and where a program of its own takes part of the time.
 */
function demandOf({ demand, parameters, ...seen }: ModelSummary): number | undefined {
  const shared = [seen.vifs, seen.transactions, seen.injections, seen.interactive];
  const bounded = shared.every((one) => one === undefined) && parameters.syscallTime === undefined;
  return bounded ? demand.cpu_percent : undefined;
}

/** True for a simulated run of more than one packet. */
export function isLoad(trace: Trace): boolean {
  const { summary } = trace;
  return summary !== undefined && isModelSummary(summary) && summary.packets.offered > 1;
}

function switchesPerSecond({ summary }: Trace): number | undefined {
  if (summary === undefined || summary.simulated_ns === 0) return undefined;
  return (summary.context_switches * 1e9) / summary.simulated_ns;
}
