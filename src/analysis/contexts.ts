import { KIND, KINDS, type Kind } from '../trace/kinds.ts';
import { parentSlice } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';

/** What a slice runs as, and on top of whom. */
export interface Context {
  readonly kind: Kind;
  /** Name of the slice: the device, the vector or the thread. */
  readonly name: string;
  /** Name of the thread that the kernel says is current; '' if unknown. */
  readonly thread: string;
  readonly cpu: number;
  /**
   * True if another thread was interrupted and this one runs on its own stack without a real switch. Never in a
   * recording: Linux knows no such thing.
   */
  readonly borrowed: boolean;
  /** The thread at depth 0 below an interrupt; undefined for a thread that was scheduled. */
  readonly interrupted: string | undefined;
  /** Kind of the slice at depth 0. */
  readonly base: Kind;
}

/** A stretch of one CPU in which one context is the deepest; costs (trap, refill) belong to the context below them. */
export interface ContextRun {
  readonly start: number;
  readonly end: number;
  readonly slice: number;
}

/** The name of a thread, '' for -1. */
export function threadName(trace: Trace, thread: number): string {
  return trace.threads[thread]?.name ?? '';
}

/** A text of the trace's name table, '' for -1. */
export function textOf(trace: Trace, name: number): string {
  return trace.names[name] ?? '';
}

/** True for kinds that are a context of execution, false for costs (trap, switch, refill) and lost time (spin, steal). */
export function isContext(kind: number): boolean {
  return kind < KIND.trap;
}

/** True for contexts that run on top of another: hardirq and softirq. */
export function isInterrupt(kind: number): boolean {
  return kind === KIND.hardirq || kind === KIND.softirq;
}

/** True for slices of one interrupt, or of one thread on one CPU whatever it does (a system call, a work item). */
export function isSameContext({ slices }: Trace, a: number, b: number): boolean {
  if (a === b || a < 0 || b < 0) return a === b;
  if (isInterrupt(slices.kind[a]) || isInterrupt(slices.kind[b])) return false;
  return slices.thread[a] === slices.thread[b] && slices.cpu[a] === slices.cpu[b];
}

/** The slices from a slice outwards to depth 0, the slice itself first. */
export function enclosing(trace: Trace, slice: number): readonly number[] {
  const slices = [slice];
  for (let outer = parentSlice(trace, slice); outer !== undefined; outer = parentSlice(trace, outer)) {
    slices.push(outer);
  }
  return slices;
}

/** The context of a slice; for a cost, the context that pays for it. */
export function contextOf(trace: Trace, slice: number): Context {
  const { slices } = trace;
  const outwards = enclosing(trace, slice);
  const at = Math.max(
    0,
    outwards.findIndex((row) => isContext(slices.kind[row])),
  );
  const row = outwards[at];
  const parent = outwards[at + 1];
  const base = outwards[outwards.length - 1];
  const kind = KINDS[slices.kind[row]];
  const interrupts = isInterrupt(slices.kind[row]);
  return {
    kind,
    name: textOf(trace, slices.name[row]),
    thread: threadName(trace, slices.thread[row]),
    cpu: slices.cpu[row],
    borrowed:
      interrupts && trace.origin === 'model' && parent !== undefined && isOfAnother(trace, row, parent),
    interrupted: interrupts && base !== row ? threadName(trace, slices.thread[base]) : undefined,
    base: KINDS[slices.kind[base]],
  };
}

/** True if the slice runs under the name of another thread than the one that it interrupted. */
function isOfAnother(trace: Trace, row: number, parent: number): boolean {
  const { thread } = trace.slices;
  return thread[row] >= 0 && thread[row] !== thread[parent];
}

/** The name under which a context appears in an order of contexts: the thread, or what interrupted it. */
export function contextName(context: Context): string {
  return context.interrupted === undefined ? context.thread || context.name : context.name;
}

/**
 * Who ran on a CPU, in order, as stretches of the deepest context; neighbouring stretches of one slice are joined. Slices that
 * begin after `until` (ns) are left out.
 */
export function contextRuns(trace: Trace, cpu: number, until = Infinity): readonly ContextRun[] {
  const { slices } = trace;
  const runs: { start: number; end: number; slice: number }[] = [];
  const open: number[] = [];
  let now = 0;
  const emit = (slice: number, end: number): void => {
    const last = runs[runs.length - 1];
    if (last?.slice === slice) last.end = end;
    else if (end > now) runs.push({ start: now, end, slice });
    now = end;
  };
  const advance = (to: number): void => {
    while (open.length > 0 && slices.end[open[open.length - 1]] <= to) {
      const slice = open.pop() ?? 0;
      emit(slice, slices.end[slice]);
    }
    if (open.length > 0 && to > now) emit(open[open.length - 1], to);
    now = to;
  };
  for (let row = 0; row < slices.length && slices.start[row] <= until; row++) {
    if (slices.cpu[row] !== cpu || !isContext(slices.kind[row])) continue;
    advance(slices.start[row]);
    open.push(row);
  }
  advance(Infinity);
  return runs;
}

/**
 * The names of the contexts that a CPU ran, in order, repetitions joined: `user, nic0, softnet/0, user` where the NIC's
 * handler and the soft interrupt ran between two stretches of user, whether as threads or in interrupt context.
 */
export function contextOrder(trace: Trace, cpu = 0): readonly string[] {
  const names: string[] = [];
  for (const run of contextRuns(trace, cpu)) {
    const name = contextName(contextOf(trace, run.slice));
    if (names[names.length - 1] !== name) names.push(name);
  }
  return names;
}
