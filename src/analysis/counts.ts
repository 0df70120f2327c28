import { KIND, KINDS, SWITCH } from '../trace/kinds.ts';
import { cpuTimes } from '../trace/queries.ts';
import type { CpuTime } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { textOf } from './contexts.ts';
import { endOfTrace } from './steps.ts';

/** What can be counted in a trace without believing its summary. */
export interface Counts {
  readonly contextSwitches: number;
  readonly borrows: number;
  readonly returns: number;
}

/** Counts the rows of `switches` by kind. */
export function countSwitches(trace: Trace): Counts {
  const counts = { contextSwitches: 0, borrows: 0, returns: 0 };
  const { switches } = trace;
  for (let row = 0; row < switches.length; row++) {
    if (switches.kind[row] === SWITCH.real) counts.contextSwitches++;
    else if (switches.kind[row] === SWITCH.borrow) counts.borrows++;
    else counts.returns++;
  }
  return counts;
}

export interface PacketCounts {
  readonly offered: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly inFlight: number;
  readonly droppedAt: Readonly<Record<string, number>>;
}

/** Counts the rows of `packets` by fate. Drops of a full ring that the model counts without a row are not among them. */
export function countPackets(trace: Trace): PacketCounts {
  const { packets } = trace;
  const droppedAt: Record<string, number> = {};
  let delivered = 0;
  let dropped = 0;
  for (let row = 0; row < packets.length; row++) {
    if (packets.delivered[row] >= 0) delivered++;
    if (packets.dropped[row] < 0) continue;
    dropped++;
    const where = textOf(trace, packets.where[row]);
    droppedAt[where] = (droppedAt[where] ?? 0) + 1;
  }
  return {
    offered: packets.length,
    delivered,
    dropped,
    inFlight: packets.length - delivered - dropped,
    droppedAt,
  };
}

/** CPU time by kind of the deepest slice, summed over all CPUs, ns. */
export function cpuTotals(trace: Trace): Omit<CpuTime, 'cpu'> {
  const rows = trace.summary?.cpu_ns ?? cpuTimes(trace, endOfTrace(trace));
  const sums = KINDS.map((kind) => [kind, rows.reduce((sum, row) => sum + row[kind], 0)] as const);
  return Object.fromEntries(sums) as Omit<CpuTime, 'cpu'>;
}

/** CPU time that is neither user's nor idle, on all CPUs, ns: what interrupts and the kernel took. */
export function cpuTaken(trace: Trace): number {
  const totals = cpuTotals(trace);
  return KINDS.reduce((sum, kind) => (KIND[kind] <= KIND.user ? sum : sum + totals[kind]), 0);
}
