import { topOf } from '../analysis/index.ts';
import { isModelSummary, type CpuTime, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName } from './names.ts';
import { count, percent } from './numbers.ts';

/** Guests that differ by more than this factor are told apart. */
const UNEQUAL = 1.25;

/**
 * What guests got from a run and what it cost, in top's words: "Netback NAPI: 8,271 Mbit/s, Jain index 0.9994; sy 28.6 %,
 * si 30.9 %, st 33.4 %." Undefined if the run has no guests that send.
 */
export function guestsClause(run: Trace): string | undefined {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary) || summary.vifs === undefined) return undefined;
  const all = summary.vifs.reduce((sum, { mbps }) => sum + mbps, 0);
  const { sy, si, st } = topOf(summary.cpu_ns);
  const fairness = `${rangeText(summary.vifs)}Jain index ${(summary.jain ?? 1).toFixed(4)}`;
  const shares = `sy ${sy.toFixed(1)} %, si ${si.toFixed(1)} %, st ${st.toFixed(1)} %`;
  return `${plainName(run)}: ${count(Math.round(all))} Mbit/s, ${fairness}; ${shares}.`;
}

/** "from 2,480 for vif1.0 to 5,310 for vif2.0, ", where guests are not treated alike. */
function rangeText(vifs: NonNullable<ModelSummary['vifs']>): string {
  const sorted = vifs.toSorted((a, b) => a.mbps - b.mbps);
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  if (most === undefined || most.mbps < least.mbps * UNEQUAL) return '';
  const figure = ({ name, mbps }: typeof most): string => `${count(Math.round(mbps))} for ${name}`;
  return `from ${figure(least)} to ${figure(most)}, `;
}

/**
 * What the programs of a flooded guest read and how much of its virtual CPUs they had: "Linux 4.6: they read 156,688
 * packets/s with 6.1 % of its CPU time, the network has 76.0 %." Undefined if no guest is flooded.
 */
export function floodedGuestClause(first: Trace, run: Trace): string | undefined {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary) || summary.injections === undefined) return undefined;
  const read = summary.rate.delivered_pps;
  const before = first === run ? undefined : readBy(first);
  const cpus = guestCpus(run, summary);
  const programs = share(cpus, ({ user, sys }) => user + sys);
  const network = share(cpus, ({ softirq, kthread, irqthread }) => softirq + kthread + irqthread);
  const rate =
    before === undefined
      ? `its programs read ${count(Math.round(read))} packets/s`
      : `${count(Math.round(read))}${timesText(read, before)}`;
  return `${plainName(run)}: ${rate} with ${programs} of its CPU time, the network has ${network}.`;
}

function readBy({ summary }: Trace): number | undefined {
  return summary !== undefined && isModelSummary(summary) ? summary.rate.delivered_pps : undefined;
}

/** ", 4.6 times as many"; '' where one of them is nothing. */
function timesText(value: number, reference: number): string {
  return value === 0 || reference === 0 ? '' : `, ${(value / reference).toFixed(1)} times as many,`;
}

function guestCpus({ cpus }: Trace, summary: ModelSummary): readonly CpuTime[] {
  const guest = new Set(cpus.filter(({ machine }) => machine === 'guest').map(({ cpu }) => cpu));
  return summary.cpu_ns.filter(({ cpu }) => guest.has(cpu));
}

/** A part of the time of some CPUs, as text. */
function share(cpus: readonly CpuTime[], part: (cpu: CpuTime) => number): string {
  const all = cpus.reduce(
    (sum, cpu) => sum + Object.values({ ...cpu, cpu: 0 }).reduce((a, b) => a + b, 0),
    0,
  );
  return percent(all === 0 ? 0 : (100 * cpus.reduce((sum, cpu) => sum + part(cpu), 0)) / all);
}
