import { KINDS, type Kind } from '../trace/kinds.ts';
import { isModelSummary, type CpuTime, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { textOf } from './contexts.ts';

/** What bounds the packets that get through. `offered`: nothing does, all that is offered gets through. */
export type Limit = 'offered' | 'wire' | 'cpu' | 'big-lock' | 'crypto';

export interface CpuLoad {
  readonly cpu: number;
  /** Share of the time that is neither idle nor user, 0..1. */
  readonly taken: number;
  /** Share that programs have in user mode, 0..1. */
  readonly user: number;
  /** Share spent spinning for a lock, 0..1. */
  readonly spinning: number;
  /** The kind, not idle and not user, that has most of its time. */
  readonly mostly: Kind;
}

export interface KeepUp {
  readonly keepsUp: boolean;
  readonly limit: Limit;
  /** Lock, device, CPU or links that are the limit: `kernel_lock`, `ubsec0`, `CPU 0`, `nic0, nic1`; '' for `offered`. */
  readonly bottleneck: string;
  readonly offeredPps: number;
  readonly deliveredPps: number;
  /** CPU time that isolated packets would take at the offered rate, percent of one CPU. */
  readonly demandPercent: number;
  /** 100 for each CPU. */
  readonly capacityPercent: number;
  /** Where packets were dropped, most first. */
  readonly drops: readonly { readonly where: string; readonly count: number }[];
  readonly inFlight: number;
  readonly cpus: readonly CpuLoad[];
  /** Context switches per s as measured, and as isolated packets at the offered rate would need. */
  readonly switchesPerSecond: number;
  readonly switchesDemanded: number;
}

/** A resource is the limit from here on: the rest is start-up, gaps between frames and the end of the run. */
const SATURATED = 0.95;
/** A backlog below this share of the packets is what any run has under way when it is cut off. */
const BACKLOG = 0.05;

/** Whether a simulated run handles what it is offered, and what limits it; undefined for a recording or an unfinished run. */
export function whoKeepsUp(trace: Trace): KeepUp | undefined {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) return undefined;
  const { packets, simulated_ns: span } = summary;
  const backlogged = packets.in_flight > Math.max(64, packets.offered * BACKLOG);
  const keepsUp = packets.dropped === 0 && !backlogged;
  const cpus = summary.cpu_ns.map((row) => loadOf(row, span));
  const { limit, bottleneck } = keepsUp ? limitOfSource(trace, span) : limitOfSystem(trace, summary, cpus);
  return {
    keepsUp,
    limit,
    bottleneck,
    offeredPps: summary.rate.offered_pps,
    deliveredPps: summary.rate.delivered_pps,
    demandPercent: summary.demand.cpu_percent,
    capacityPercent: 100 * cpus.length,
    drops: Object.entries(packets.dropped_at)
      .filter(([, count]) => count > 0)
      .map(([where, count]) => ({ where, count }))
      .sort((a, b) => b.count - a.count),
    inFlight: packets.in_flight,
    cpus,
    switchesPerSecond: span === 0 ? 0 : (summary.context_switches * 1e9) / span,
    switchesDemanded: summary.demand.switches_per_s,
  };
}

function loadOf(row: CpuTime, span: number): CpuLoad {
  const share = (ns: number): number => (span === 0 ? 0 : ns / span);
  const kinds = KINDS.filter((kind) => kind !== 'idle' && kind !== 'user');
  const mostly = kinds.reduce((most, kind) => (row[kind] > row[most] ? kind : most));
  const taken = share(span - row.idle - row.user);
  return { cpu: row.cpu, taken, user: share(row.user), spinning: share(row.spin), mostly };
}

/** Everything got through: then the wire may still be what keeps more from being offered. */
function limitOfSource(trace: Trace, span: number): { limit: Limit; bottleneck: string } {
  const full = deviceShares(trace, span).filter(
    ({ device, share }) => device.startsWith('wire ') && share >= SATURATED,
  );
  const links = full.map(({ device }) => device.replace('wire ', '')).sort();
  if (links.length > 0) return { limit: 'wire', bottleneck: links.join(', ') };
  return { limit: 'offered', bottleneck: '' };
}

/**
 * Something did not get through. A CPU without a spare moment is the limit, unless it is the big lock that makes CPUs
 * spin; with CPU time to spare it is the crypto device.
 */
function limitOfSystem(
  trace: Trace,
  summary: ModelSummary,
  cpus: readonly CpuLoad[],
): { limit: Limit; bottleneck: string } {
  const lock = busiestLock(trace, summary.simulated_ns);
  const spinning = cpus.reduce((sum, cpu) => sum + cpu.spinning, 0);
  if (cpus.length > 1 && spinning > 0.1 && lock !== undefined && lock.share >= SATURATED) {
    return { limit: 'big-lock', bottleneck: lock.lock };
  }
  const busiest = cpus.reduce((most, cpu) => (cpu.taken > most.taken ? cpu : most), cpus[0]);
  const device = busiestDevice(trace, summary.simulated_ns, (name) => !/^(wire |nic)/.test(name));
  if (
    device !== undefined &&
    device.share >= SATURATED &&
    (busiest === undefined || busiest.taken < SATURATED)
  ) {
    return { limit: 'crypto', bottleneck: device.device };
  }
  return { limit: 'cpu', bottleneck: busiest === undefined ? '' : `CPU ${busiest.cpu}` };
}

interface DeviceShare {
  readonly device: string;
  /** Share of the time in which the device had at least one operation, 0..1. */
  readonly share: number;
}

/** The device among those wanted that was busy longest. */
export function busiestDevice(
  trace: Trace,
  span: number,
  wanted: (device: string) => boolean,
): DeviceShare | undefined {
  return deviceShares(trace, span).find(({ device }) => wanted(device));
}

/** Devices by the share of the time in which they were busy, busiest first; overlapping operations count once. */
function deviceShares(trace: Trace, span: number): readonly DeviceShare[] {
  const { devices } = trace;
  const busy = new Map<number, { ns: number; until: number }>();
  for (let row = 0; row < devices.length; row++) {
    const sums = busy.get(devices.device[row]) ?? { ns: 0, until: 0 };
    busy.set(devices.device[row], sums);
    const from = Math.max(devices.start[row], sums.until);
    sums.ns += Math.max(0, devices.end[row] - from);
    sums.until = Math.max(sums.until, devices.end[row]);
  }
  return [...busy]
    .map(([device, { ns }]) => ({ device: textOf(trace, device), share: span === 0 ? 0 : ns / span }))
    .sort((a, b) => b.share - a.share);
}

/** The lock that was owned longest, with the share of the time in which it was. */
export function busiestLock(
  trace: Trace,
  span: number,
): { readonly lock: string; readonly share: number } | undefined {
  const { locks } = trace;
  const held = new Map<number, { ns: number; since: number }>();
  for (let row = 0; row < locks.length; row++) {
    const sums = held.get(locks.lock[row]) ?? { ns: 0, since: -1 };
    held.set(locks.lock[row], sums);
    if (sums.since >= 0) sums.ns += locks.t[row] - sums.since;
    sums.since = locks.owner[row] < 0 ? -1 : locks.t[row];
  }
  const shares = [...held].map(([lock, { ns, since }]) => {
    const ownedToTheEnd = since < 0 ? 0 : Math.max(0, span - since);
    return { lock: textOf(trace, lock), share: span === 0 ? 0 : (ns + ownedToTheEnd) / span };
  });
  return shares.sort((a, b) => b.share - a.share)[0];
}
