import { modesOf, whoKeepsUp, type KeepUp, type Mode } from '../analysis/index.ts';
import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { desktopClause } from './desktop.ts';
import { floodedGuestClause, guestsClause } from './guests.ts';
import { plainName } from './names.ts';
import { count, counted, duration, percent, perPacket } from './numbers.ts';
import { transactionsClause } from './transactions.ts';
import { aimOf } from './workloads.ts';

/** A difference below this share is none. */
const SAME = 0.02;

/**
 * What a load came to under one kernel, by the figure that answers its question, compared with the run that stands first. '' if
 * the run is not at its end.
 */
export function loadClause(first: Trace, run: Trace): string {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary)) return '';
  const seen =
    guestsClause(run) ?? floodedGuestClause(first, run) ?? transactionsClause(run) ?? desktopClause(run);
  if (seen !== undefined) return seen;
  const reference = run === first || first.summary === undefined ? undefined : first.summary;
  const than = reference !== undefined && isModelSummary(reference) ? reference : undefined;
  const { aim, verb } = aimOf(run, summary);
  const head = `${plainName(run)}:`;
  switch (aim) {
    case 'rate':
      return `${head} ${rateText(summary, than, verb)}.`;
    case 'throughput':
      return `${head} ${throughputText(summary, than)}, ${percent(busiest(run))} of the CPU.`;
    case 'interrupts':
      return `${head} ${interruptsText(summary, than)}, ${verb} ${count(Math.round(summary.rate.delivered_pps))} packets/s.`;
    case 'tail':
      return `${head} ${tailText(summary)}.`;
    case 'modes':
      return `${head} ${modesText(run)}.`;
    case 'switches':
      return `${head} ${costText(run, summary)}.`;
  }
}

function rateText({ rate, packets }: ModelSummary, than: ModelSummary | undefined, verb: string): string {
  const figure = count(Math.round(rate.delivered_pps));
  const all = packets.dropped === 0 ? ', all that come' : '';
  if (than === undefined) return `${verb} ${figure} packets/s${all}`;
  return `${figure}${all}${ratioText(rate.delivered_pps, than.rate.delivered_pps, 'many')}`;
}

function throughputText(summary: ModelSummary, than: ModelSummary | undefined): string {
  const figure = `${(gigabits(summary) ?? 0).toFixed(2)} Gbit/s read`;
  return than === undefined
    ? figure
    : `${figure}${ratioText(gigabits(summary) ?? 0, gigabits(than) ?? 0, 'much')}`;
}

/** Payload that was read, Gbit/s. */
function gigabits({ rate, parameters }: ModelSummary): number {
  return (rate.delivered_pps * Number(parameters.payload) * 8) / 1e9;
}

function interruptsText(summary: ModelSummary, than: ModelSummary | undefined): string {
  const perPacketReceived = (interruptsOf(summary) / summary.packets.offered).toFixed(2);
  if (than === undefined) return `${perPacketReceived} receive interrupts a packet`;
  return `${perPacketReceived}${ratioText(interruptsOf(summary) / summary.packets.offered, interruptsOf(than) / than.packets.offered, 'many')}`;
}

function tailText({ latency_ns: latency }: ModelSummary): string {
  if (latency === null) return 'delivers nothing';
  const [half, slow] = [duration(latency.p50), duration(latency.p99)];
  if (half === slow) return `99 packets of 100 within ${slow}`;
  return `half of the packets within ${half}, one in a hundred after ${slow} or more`;
}

function interruptsOf({ interrupts, packets_per_interrupt: receivers }: ModelSummary): number {
  return Object.keys(receivers).reduce((sum, name) => sum + (interrupts[name] ?? 0), 0);
}

/** ", 448 times as many", ", 19.5 % less", ", the same". */
function ratioText(value: number, reference: number, what: 'many' | 'much'): string {
  if (reference === 0 || value === 0) return '';
  const ratio = value / reference;
  if (Math.abs(ratio - 1) < SAME) return ', the same';
  if (ratio >= 2) return `, ${ratio >= 10 ? count(Math.round(ratio)) : ratio.toFixed(1)} times as ${what}`;
  const size = percent(100 * Math.abs(ratio - 1));
  return `, ${size} ${ratio > 1 ? 'more' : 'less'}`;
}

function modesText(run: Trace): string {
  const { on, off } = modesOf(run);
  const figures = (mode: Mode): string =>
    `${perPacket(Math.round(mode.switchesPerPacket * 10) / 10)} switches and ${duration(mode.latency)}`;
  if (off === undefined || on === undefined) return figures(on ?? off ?? NO_MODE);
  return `${figures(off)} a packet, in threads ${figures(on)}`;
}

const NO_MODE: Mode = { switchesPerPacket: 0, latency: 0 };

function costText(run: Trace, { latency_ns: latency }: ModelSummary): string {
  const verdict = whoKeepsUp(run);
  if (verdict === undefined) return '';
  const wait = latency === null ? '' : `, half of the packets within ${duration(latency.p50)}`;
  const rate = `${count(Math.round(verdict.switchesPerSecond))} switches/s`;
  if (verdict.keepsUp) return `keeps up, ${rate}, ${percent(busiest(run))} of a CPU${wait}`;
  return `cannot keep up, delivers ${count(Math.round(verdict.deliveredPps))} packets/s; ${demandText(verdict)}`;
}

/** What the load asks for, against what there is. */
function demandText({ switchesDemanded, demandPercent, capacityPercent }: KeepUp): string {
  const asked = `one packet at a time would take ${count(Math.round(switchesDemanded))} switches/s`;
  const needed = (demandPercent / 100).toFixed(1);
  const there = capacityPercent === 100 ? 'is one' : `are ${counted(capacityPercent / 100, 'CPU')}`;
  return `${asked} and ${needed} CPUs, and there ${there}`;
}

/** Share of the time that the busiest CPU spent outside of idle and user mode, percent. */
export function busiest(run: Trace): number {
  return 100 * Math.max(0, ...(whoKeepsUp(run)?.cpus ?? []).map((cpu) => cpu.taken));
}
