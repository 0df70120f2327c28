/** Steps of a recording, which has no causal steps of its own: the changes of context that follow a hard interrupt. */
import { KIND } from '../trace/kinds.ts';
import { cpuCount, type Trace } from '../trace/trace.ts';
import { contextName, contextOf, contextRuns, type ContextRun } from './contexts.ts';
import { makeStep, type Step } from './steps.ts';
import { realSwitches } from './switches.ts';

/** Steps beyond this are no longer about the interrupt that the reader chose. */
const LONGEST = 24;

/** The slices of kind hardirq of a trace, in order of time: where a reader may begin to step through a recording. */
export function hardirqs(trace: Trace): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < trace.slices.length; row++)
    if (trace.slices.kind[row] === KIND.hardirq) rows.push(row);
  return rows;
}

/**
 * The changes of context on the CPU of a hardirq slice from its begin until a user thread or idle runs again, at most
 * `longest` of them: interrupt, soft interrupt, kernel thread, back.
 */
export function chainFrom(trace: Trace, hardirq: number, longest = LONGEST): readonly Step[] {
  const runs = contextRuns(trace, trace.slices.cpu[hardirq]);
  const first = runs.findIndex((run) => run.slice === hardirq);
  return first < 0 ? [] : stepsFromRuns(trace, cutAtReturn(trace, runs.slice(first, first + longest)));
}

/**
 * The chain to show first: the earliest hard interrupt whose chain runs a soft interrupt and then a thread of the kernel,
 * or one that runs a soft interrupt, or any.
 */
export function firstChain(trace: Trace): readonly Step[] {
  const cpus = new Map<number, readonly ContextRun[]>();
  let best: { readonly score: number; readonly runs: readonly ContextRun[] } | undefined;
  for (const slice of hardirqs(trace)) {
    const cpu = trace.slices.cpu[slice];
    const runs = cpus.get(cpu) ?? contextRuns(trace, cpu);
    cpus.set(cpu, runs);
    const first = runIndex(trace, runs, slice);
    const chain = first < 0 ? [] : cutAtReturn(trace, runs.slice(first, first + LONGEST));
    const score = scoreOf(trace, chain);
    if (best === undefined || score > best.score) best = { score, runs: chain };
    if (score === BEST) break;
  }
  return best === undefined ? [] : stepsFromRuns(trace, best.runs);
}

/** The changes of context of all CPUs that begin in `[from, to)` ns, in order of time, at most `longest` of them. */
export function stepsBetween(trace: Trace, from: number, to: number, longest = 60): readonly Step[] {
  const perCpu = Array.from({ length: cpuCount(trace) }, (_, cpu) => contextRuns(trace, cpu));
  const runs = perCpu.flatMap((all) => all.filter((run) => run.start >= from && run.start < to));
  runs.sort((a, b) => a.start - b.start);
  return stepsFromRuns(trace, runs.slice(0, longest));
}

const BEST = 2;

function scoreOf(trace: Trace, runs: readonly ContextRun[]): number {
  const kinds = runs.map((run) => trace.slices.kind[run.slice]);
  const soft = kinds.indexOf(KIND.softirq);
  if (soft < 0) return 0;
  const thread = kinds.findIndex(
    (kind, at) => at > soft && (kind === KIND.kthread || kind === KIND.irqthread),
  );
  return thread < 0 ? 1 : BEST;
}

/** Index of the first run of a slice; runs are ordered by start, and a slice's first run starts with it. */
function runIndex(trace: Trace, runs: readonly ContextRun[], slice: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (runs[middle].start < trace.slices.start[slice]) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < runs.length && runs[at].start <= trace.slices.end[slice]; at++) {
    if (runs[at].slice === slice) return at;
  }
  return -1;
}

/** Up to and with the first run that is back in a user thread or idle. */
function cutAtReturn(trace: Trace, runs: readonly ContextRun[]): readonly ContextRun[] {
  const back = runs.findIndex((run, at) => {
    const kind = trace.slices.kind[run.slice];
    return at > 0 && (kind === KIND.user || kind === KIND.sys || kind === KIND.idle);
  });
  return back < 0 ? runs : runs.slice(0, back + 1);
}

function stepsFromRuns(trace: Trace, runs: readonly ContextRun[]): readonly Step[] {
  const real = realSwitches(trace);
  const occurrences = new Map<string, number>();
  return runs.map((run, at) => {
    const context = contextOf(trace, run.slice);
    const role = context.kind;
    const name = `${role}:${contextName(context)}`;
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    const place = { t: run.start, slice: run.slice, cpu: trace.slices.cpu[run.slice] };
    const after = at === 0 ? run.start - 1 : runs[at - 1].start;
    const made = makeStep(trace, place, after, real);
    return {
      ...made,
      key: `${name}#${occurrence}`,
      role,
      occurrence,
      end: run.end,
      after,
      row: -1,
      next: undefined,
      subject: context.name,
    };
  });
}
