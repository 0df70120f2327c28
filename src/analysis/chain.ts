/** Steps of a recording, which has no causal steps of its own: the changes of context that follow a hard interrupt. */
import { lowerBound } from '../trace/queries.ts';
import { KIND, SWITCH } from '../trace/kinds.ts';
import { cpuCount, type Trace } from '../trace/trace.ts';
import {
  contextName,
  contextOf,
  contextRuns,
  isInterrupt,
  isSameContext,
  type ContextRun,
} from './contexts.ts';
import { makeStep, type Step } from './steps.ts';

/** Steps beyond this are no longer about the interrupt that the reader chose. */
const LONGEST = 24;

/** An interrupt that woke a thread returns to user or idle for a moment before the scheduler switches, ns. */
const ON_THE_WAY_OUT = 20_000;

/** What a clock of microseconds can show between the exit of one interrupt and the entry of the next, ns. */
const MOMENT = 3_000;

/** Interrupts that are compared at most, and what is looked at beyond the last of them: a long recording has hundreds of thousands. */
const CANDIDATES = 2000;
const BEYOND = 2 * LONGEST;

/** The slices of kind hardirq that begin at `from` (ns) or later, in order of time, the first `most` of them: where a reader may begin to step through a recording. */
export function hardirqs(trace: Trace, from = 0, most = Infinity): readonly number[] {
  const { slices } = trace;
  const rows: number[] = [];
  for (
    let row = lowerBound(slices.start, slices.length, from);
    row < slices.length && rows.length < most;
    row++
  )
    if (slices.kind[row] === KIND.hardirq) rows.push(row);
  return rows;
}

/**
 * The changes of context on the CPU of a hardirq slice from its begin until a user thread or idle runs again, at most
 * `longest` of them: interrupt, soft interrupt, kernel thread, back.
 */
export function chainFrom(trace: Trace, hardirq: number, longest = LONGEST): readonly Step[] {
  const runs = stretches(trace, trace.slices.cpu[hardirq], Infinity);
  return stepsFromRuns(trace, chainOfRuns(trace, runs, hardirq, longest));
}

/**
 * The chain to show first: the earliest of those that show most of a packet's way in. A packet received soon after the
 * interrupt counts most, then a thread of the kernel that carries on, a soft interrupt, a user thread or idle at the start.
 * Of chains that begin before `from` (ns) none is taken, unless there is no other. Only the first interrupts are compared.
 */
export function firstChain(trace: Trace, from = 0): readonly Step[] {
  const cpus = new Map<number, readonly ContextRun[]>();
  let best: { readonly score: number; readonly runs: readonly ContextRun[] } | undefined;
  const later = hardirqs(trace, from, CANDIDATES + BEYOND);
  const all = later.length > 0 ? later : hardirqs(trace, 0, CANDIDATES + BEYOND);
  const until = all.length < CANDIDATES + BEYOND ? Infinity : trace.slices.start[all[all.length - 1]];
  for (const slice of all.slice(0, CANDIDATES)) {
    const cpu = trace.slices.cpu[slice];
    const runs = cpus.get(cpu) ?? stretches(trace, cpu, until);
    cpus.set(cpu, runs);
    const chain = chainOfRuns(trace, runs, slice, LONGEST);
    const score = scoreOf(trace, chain);
    if (best === undefined || score > best.score) best = { score, runs: chain };
    if (score === BEST) break;
  }
  return best === undefined ? [] : stepsFromRuns(trace, best.runs);
}

/** The changes of context of all CPUs that begin in `[from, to)` ns, in order of time, at most `longest` of them. */
export function stepsBetween(trace: Trace, from: number, to: number, longest = 60): readonly Step[] {
  const perCpu = Array.from({ length: cpuCount(trace) }, (_, cpu) => stretches(trace, cpu, Infinity));
  const runs = perCpu.flatMap((all) => all.filter((run) => run.start >= from && run.start < to));
  runs.sort((a, b) => a.start - b.start);
  return stepsFromRuns(trace, runs.slice(0, longest));
}

const BEST = 8 + 4 + 2 + 1;

/** What Linux calls on receipt of a packet, as tracepoint or probe. */
const RECEIVES = ['netif_receive_skb', 'napi_gro_receive'];

/** True for a function that Linux calls on receipt of a packet. */
export function isReceipt(name: string): boolean {
  return RECEIVES.includes(name);
}

/** Runs after an interrupt within which a packet counts as this interrupt's; what had begun before it does not. */
const SOON = 6;

function scoreOf(trace: Trace, runs: readonly ContextRun[]): number {
  if (runs.length === 0 || !isBack(trace, runs[runs.length - 1])) return 0;
  const { kind, start } = trace.slices;
  const soon = runs.slice(0, SOON).map((run) => (start[run.slice] < runs[0].start ? undefined : run));
  const received = soon.findIndex((run) => run !== undefined && receivesIn(trace, run));
  const soft = soon.findIndex((run) => run !== undefined && kind[run.slice] === KIND.softirq);
  const from = received < 0 ? soft : received;
  const thread = from >= 0 && runs.some((run, at) => at >= from && carriesOn(trace, run));
  const { base } = contextOf(trace, runs[0].slice);
  const starts = base === 'user' || base === 'idle';
  return (received < 0 ? 0 : 8) + (thread ? 4 : 0) + (starts ? 2 : 0) + (soft < 0 ? 0 : 1);
}

function receivesIn(trace: Trace, run: ContextRun): boolean {
  const { instants, slices, names } = trace;
  for (let row = lowerBound(instants.t, instants.length, run.start); row < instants.length; row++) {
    if (instants.t[row] > run.end) return false;
    const here = instants.cpu[row] === slices.cpu[run.slice] && isReceipt(names[instants.name[row]]);
    if (here && isSameContext(trace, instants.slice[row], run.slice)) return true;
  }
  return false;
}

/** Threads that carry on what an interrupt began; others run for reasons of their own. */
const CARRIES_ON = /^(kworker|napi\/|irq\/)/;

function carriesOn(trace: Trace, run: ContextRun): boolean {
  const kind = trace.slices.kind[run.slice];
  const isThread = kind === KIND.kthread || kind === KIND.irqthread;
  return isThread && CARRIES_ON.test(contextOf(trace, run.slice).thread);
}

/** True if a real switch led to a run. */
function switchedTo(trace: Trace, run: ContextRun): boolean {
  const { switches, slices } = trace;
  for (let row = lowerBound(switches.t, switches.length, run.start); row < switches.length; row++) {
    if (switches.t[row] > run.start) return false;
    const here = switches.cpu[row] === slices.cpu[run.slice] && switches.to[row] === slices.thread[run.slice];
    if (here && switches.kind[row] === SWITCH.real) return true;
  }
  return false;
}

/**
 * The runs of a CPU, those of one thread joined: a system call or a work item is no change of context. A moment between
 * two interrupts belongs to the first, which is on its way out. What begins after `until` (ns) is left out.
 */
function stretches(trace: Trace, cpu: number, until: number): readonly ContextRun[] {
  const joined: ContextRun[] = [];
  const runs = contextRuns(trace, cpu, until);
  runs.forEach((run, at) => {
    const last = joined[joined.length - 1];
    const next = runs[at + 1];
    const same = last !== undefined && isSameContext(trace, last.slice, run.slice);
    if (same || isBetweenInterrupts(trace, last, run, next))
      joined[joined.length - 1] = { ...last, end: run.end };
    else joined.push(run);
  });
  return joined;
}

function isBetweenInterrupts(
  { slices }: Trace,
  last: ContextRun | undefined,
  run: ContextRun,
  next: ContextRun | undefined,
): boolean {
  if (last === undefined || next === undefined || run.end - run.start > MOMENT) return false;
  return (
    isInterrupt(slices.kind[last.slice]) &&
    !isInterrupt(slices.kind[run.slice]) &&
    isInterrupt(slices.kind[next.slice])
  );
}

function chainOfRuns(
  trace: Trace,
  runs: readonly ContextRun[],
  hardirq: number,
  longest: number,
): readonly ContextRun[] {
  const first = runIndex(trace, runs, hardirq);
  if (first < 0) return [];
  const chain = runs.slice(first, first + longest);
  const back = chain.findIndex((run, at) => at > 0 && isReturn(trace, run, runs[first + at + 1]));
  return back < 0 ? chain : chain.slice(0, back + 1);
}

/** True for a user thread or idle, unless the interrupt returns to it only until the scheduler switches to who was woken. */
function isReturn(trace: Trace, run: ContextRun, next: ContextRun | undefined): boolean {
  if (!isBack(trace, run)) return false;
  const short = run.end - run.start <= ON_THE_WAY_OUT && !switchedTo(trace, run);
  return !(short && next !== undefined && carriesOn(trace, next) && switchedTo(trace, next));
}

function isBack(trace: Trace, run: ContextRun): boolean {
  const kind = trace.slices.kind[run.slice];
  return kind === KIND.user || kind === KIND.sys || kind === KIND.idle;
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

function stepsFromRuns(trace: Trace, runs: readonly ContextRun[]): readonly Step[] {
  const occurrences = new Map<string, number>();
  return runs.map((run, at) => {
    const context = contextOf(trace, run.slice);
    const role = context.kind;
    const name = `${role}:${contextName(context)}`;
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    const place = { t: run.start, slice: run.slice, cpu: trace.slices.cpu[run.slice] };
    const after = at === 0 ? run.start - 1 : runs[at - 1].start;
    const made = makeStep(trace, place, after);
    return {
      ...made,
      key: `${name}#${occurrence}`,
      role,
      occurrence,
      end: run.end,
      after,
      row: -1,
      next: undefined,
      continues: false,
      subject: context.name,
    };
  });
}
