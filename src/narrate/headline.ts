import { difference, isLoad, whoKeepsUp, type Difference, type KeepUp } from '../analysis/index.ts';
import type { Kind } from '../trace/kinds.ts';
import { isModelSummary, type Latency, type RecordingSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { busiest, loadClause } from './loads.ts';
import { cpuPhrase, plainName } from './names.ts';
import { count, counted, duration, listed, percent } from './numbers.ts';
import { senderWaits, workloadName } from './workloads.ts';

/**
 * One line on what the panels show, the first being what the others are compared with: "One IPsec packet, one CPU. Big
 * lock: 0 context switches, 31.5 us. Interrupt threads: 6, 41.1 us; of the 9.6 us more, 4.8 switching and 4.0 cache
 * refill." Empty while no run has ended.
 */
export function headline(traces: readonly Trace[]): string {
  const finished = traces.filter((trace) => trace.summary !== undefined);
  const runs = finished.filter((trace) => trace.origin === 'model');
  const recordings = finished.filter((trace) => trace.origin === 'recording');
  const parts: string[] = [];
  if (runs.length > 0)
    parts.push(`${workloadName(runs[0])}.`, ...runs.map((run, at) => runClause(runs[0], run, at)));
  for (const recording of recordings) parts.push(recordingClause(recording));
  return parts.join(' ');
}

function runClause(first: Trace, run: Trace, at: number): string {
  return isLoad(run) ? loadClause(first, run) : packetClause(first, run, at);
}

function packetClause(first: Trace, run: Trace, at: number): string {
  const latency = knownLatency(run);
  const switches = run.summary?.context_switches ?? 0;
  const noun = at === 0 ? counted(switches, 'context switch', 'context switches') : count(switches);
  const head = `${plainName(run)}: ${noun}`;
  if (latency === null) return `${head}, the packet was not delivered.`;
  const more = at === 0 ? undefined : difference(first, run);
  return `${head}, ${duration(latency.p50)}${more === undefined ? '' : differenceClause(more)}.`;
}

/** "; of the 9.6 us more, 4.8 us switching and 4.0 us cache refill" */
export function differenceClause(more: Difference): string {
  if (Math.round(more.latency) === 0) return ', no slower and no faster';
  const part = (name: string): number => more.parts.find((known) => known.class === name)?.ns ?? 0;
  const size = `${duration(Math.abs(more.latency))} ${more.latency > 0 ? 'more' : 'less'}`;
  const sign = Math.sign(more.latency);
  const shares = [
    { ns: part('switch') * sign, what: 'switching' },
    { ns: part('refill') * sign, what: 'cache refill' },
  ].filter((share) => share.ns > 0);
  if (shares.length === 0) return `; ${size}`;
  return `; of the ${size}, ${listed(shares.map((share) => `${duration(share.ns)} ${share.what}`))}`;
}

/** From the summary: sorting the packets of a long run again would take a moment that the page does not have. */
function knownLatency({ summary }: Trace): Latency | null {
  return summary !== undefined && isModelSummary(summary) ? summary.latency_ns : null;
}

/** What limits a run, in one sentence: the page's verdict beside the table. '' where a sender goes as fast as it is read. */
export function verdictSentence(trace: Trace): string {
  const verdict = whoKeepsUp(trace);
  if (verdict === undefined || senderWaits(trace)) return '';
  const name = plainName(trace);
  const rates = `${count(Math.round(verdict.deliveredPps))} of ${count(Math.round(verdict.offeredPps))} packets/s`;
  if (verdict.keepsUp) {
    const spare = `${percent(busiest(trace))} of its busiest CPU`;
    const limit = verdict.limit === 'wire' ? ` More does not fit on the wire of ${verdict.bottleneck}.` : '';
    return `${name}: keeps up, delivers ${rates} with ${spare}.${limit}`;
  }
  return `${name}: cannot keep up, delivers ${rates}. ${limitSentence(trace, verdict)}${dropSentence(verdict)}`;
}

function limitSentence(trace: Trace, verdict: KeepUp): string {
  switch (verdict.limit) {
    case 'offered':
      return 'Nothing is saturated.';
    case 'wire':
      return `The limit is the wire of ${verdict.bottleneck}.`;
    case 'crypto':
      return `The limit is ${verdict.bottleneck}: the crypto queue is never empty while CPU time is left over.`;
    case 'big-lock':
      return `The limit is ${verdict.bottleneck}: one CPU at a time may be in the kernel, the others spin.`;
    case 'cpu': {
      const cpu = verdict.cpus.find((known) => `CPU ${known.cpu}` === verdict.bottleneck);
      if (cpu === undefined) return `The limit is ${verdict.bottleneck}.`;
      return `The limit is ${cpuPhrase(trace, cpu.cpu)} (${shareText(cpu)}).`;
    }
  }
}

/** What takes a CPU, by the kind of its slices. */
const TAKERS: Readonly<Record<Kind, string>> = {
  hardirq: 'hard interrupts',
  softirq: 'soft interrupts',
  irqthread: 'interrupt threads',
  kthread: 'kernel threads',
  sys: 'system calls',
  user: 'programs',
  idle: 'nobody',
  spin: 'spinning for a lock',
  switch: 'context switches',
  refill: 'cache refill',
  trap: 'traps',
  steal: 'the hypervisor',
};

/** Who has a CPU that is the limit: where it is a program in user mode, that is told first. */
function shareText({ taken, user, mostly }: KeepUp['cpus'][number]): string {
  if (user < taken) return `${percent(100 * taken)} taken, mostly by ${TAKERS[mostly]}`;
  return `programs have ${percent(100 * user)}, the rest goes mostly to ${TAKERS[mostly]}`;
}

function dropSentence(verdict: KeepUp): string {
  if (verdict.drops.length === 0) return ` Nothing is dropped yet: ${count(verdict.inFlight)} packets wait.`;
  return ` Dropped: ${listed(verdict.drops.map((drop) => `${count(drop.count)} at ${drop.where}`))}.`;
}

function recordingClause(trace: Trace): string {
  const { summary } = trace;
  if (summary === undefined || isModelSummary(summary)) return '';
  const cpus = counted(summary.cpus.length, 'CPU');
  return `${plainName(trace)}, a real kernel on ${cpus}: ${recordingCounts(summary)} in ${duration(summary.simulated_ns)}.`;
}

function recordingCounts(summary: RecordingSummary): string {
  return listed([
    counted(summary.context_switches, 'context switch', 'context switches'),
    counted(summary.hardirqs, 'hard interrupt'),
    counted(summary.softirqs, 'soft interrupt'),
  ]);
}
