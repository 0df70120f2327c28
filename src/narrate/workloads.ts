import { changesOf } from '../analysis/index.ts';
import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { count, counted } from './numbers.ts';

/**
 * Which figure answers a scenario's question. `switches`: what a packet costs; `rate`: how many get through; `throughput`: the
 * same in Gbit/s, for a sender that waits; `interrupts`: how many a packet needs; `tail`: how long the slowest take; `modes`: what differs while polling is in threads.
 */
export type Aim = 'switches' | 'rate' | 'throughput' | 'interrupts' | 'tail' | 'modes';

interface Workload {
  readonly aim: Aim;
  /** What comes in, after the rate. */
  readonly offered: string;
  /** What becomes of a packet that got through. */
  readonly verb: string;
}

const USUAL: Workload = { aim: 'switches', offered: 'packets/s', verb: 'delivers' };

/** Scenarios whose question is another than what a delivered packet costs. */
const WORKLOADS: Readonly<Record<string, Partial<Workload>>> = {
  'ipsec-load': { offered: 'IPsec packets/s' },
  'ttcp-gbe': { aim: 'rate', offered: 'packets/s on four links, each with a reader', verb: 'readers get' },
  'receive-livelock': { aim: 'rate', offered: 'packets/s into a router', verb: 'forwards' },
  'rcvbuf-flood': { aim: 'rate', offered: 'packets/s for one program', verb: 'the program reads' },
  'napi-forwarding': { aim: 'interrupts', offered: 'packets/s through a router', verb: 'forwards' },
  'udp-echo': { offered: 'packets/s, each answered' },
  'netperf-10gbe': { aim: 'throughput' },
  'desktop-under-load': { offered: 'packets/s beside a program that must be in time' },
  'server-latency': { aim: 'tail', offered: 'packets/s beside a program in long system calls' },
  'urgent-card': { offered: 'packets/s on four cards, few of them on the urgent one' },
  'schedule-in-handler': { offered: "packets/s, the driver's lock often taken" },
};

function workloadOf(summary: ModelSummary): Workload {
  return { ...USUAL, ...WORKLOADS[summary.scenario] };
}

/** Which figure of a simulated run its headline is about, and what the run does with a packet. */
export function aimOf(trace: Trace, summary: ModelSummary): Pick<Workload, 'aim' | 'verb'> {
  const { aim, verb } = workloadOf(summary);
  return { verb, aim: changesOf(trace).some(({ inEffect }) => inEffect !== undefined) ? 'modes' : aim };
}

/** True for a run whose sender goes only as fast as it is read: there is nothing that such a system could fail to keep up with. */
export function senderWaits({ summary }: Trace): boolean {
  if (summary === undefined || !isModelSummary(summary)) return false;
  return (
    summary.vifs !== undefined ||
    summary.transactions !== undefined ||
    workloadOf(summary).aim === 'throughput'
  );
}

/** What a scenario offers, in words for a headline. */
export function workloadName({ summary }: Trace): string {
  if (summary === undefined) return '';
  const cpus = summary.cpu_ns.length === 1 ? 'one CPU' : counted(summary.cpu_ns.length, 'CPU');
  if (!isModelSummary(summary)) return `A recording of a real kernel, ${cpus}`;
  if (summary.scenario === 'ipsec-round-trip') return `One IPsec packet, ${cpus}`;
  if (summary.injections !== undefined) return guestWorkload(summary);
  if (summary.vifs !== undefined) return `${summary.vifs.length} guests of Xen send to dom0, ${cpus}`;
  if (summary.transactions !== undefined)
    return `${count(Number(summary.parameters.flows))} TCP connections, ${cpus}`;
  const { aim, offered } = workloadOf(summary);
  if (aim === 'throughput')
    return `A sender that waits for its reader, ${summary.parameters.linkGbps} Gbit/s, ${cpus}`;
  const rate = Number(summary.parameters.rate);
  return `${count(Math.round(rate > 0 ? rate : summary.rate.offered_pps))} ${offered}, ${cpus}`;
}

/** "25 flows of UDP into a guest with one virtual CPU, a host with 8". */
function guestWorkload({ parameters }: ModelSummary): string {
  const vcpus = Number(parameters.vcpus);
  const guest = vcpus === 1 ? 'one virtual CPU' : `${count(vcpus)} virtual CPUs`;
  return `${counted(Number(parameters.flows), 'flow')} of UDP into a guest with ${guest}, a host with ${count(Number(parameters.cpus))}`;
}
