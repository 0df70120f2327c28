/** What a reader asks of one slice or one moment: stack, causes, queues, locks, levels, where a length comes from. */
import { INSTANT } from '../trace/kinds.ts';
import { lowerBound, upperBound } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';
import { textOf, threadName } from './contexts.ts';

/** A link backwards: slice `from` made something run, in the words of `why`. */
export interface Cause {
  readonly from: number;
  readonly why: string;
}

export interface Frame {
  readonly name: string;
  /** Source file of the kernel that the model follows; '' if unknown. */
  readonly source: string;
}

export interface QueueState {
  readonly name: string;
  readonly value: number;
  /** Largest length, undefined if unbounded. */
  readonly limit: number | undefined;
}

export interface LockState {
  readonly name: string;
  /** The thread that owns it, undefined if free. */
  readonly owner: string | undefined;
  readonly waiters: number;
}

export interface LevelState {
  readonly cpu: number;
  readonly level: string;
}

/** Part of a slice's own length: `count` uses of a cost constant, `ns` in all. */
export interface Provenance {
  readonly cost: string;
  readonly ns: number;
  readonly count: number;
}

/** How devices begin that are wires; their interface's name follows. */
const WIRE = 'wire ';

/** In place of a row of `counters`: the queue was not mentioned so far. */
const NOT_MENTIONED = -2;

/** What made a slice run, undefined if no link leads to it. */
export function causeOf(trace: Trace, slice: number): Cause | undefined {
  const { links } = trace;
  for (let row = links.length - 1; row >= 0; row--) {
    if (links.to[row] === slice) return { from: links.from[row], why: textOf(trace, links.why[row]) };
  }
  return undefined;
}

/** The causes of a slice, nearest first, as far back as links lead. */
export function causeChain(trace: Trace, slice: number): readonly Cause[] {
  const chain: Cause[] = [];
  let cause = causeOf(trace, slice);
  while (cause !== undefined) {
    chain.push(cause);
    // Links point forward; one that does not would never end.
    cause = cause.from < slice ? causeOf(trace, (slice = cause.from)) : undefined;
  }
  return chain;
}

/** The slices that a slice made run. */
export function effectsOf(
  trace: Trace,
  slice: number,
): readonly { readonly to: number; readonly why: string }[] {
  const { links } = trace;
  const effects: { to: number; why: string }[] = [];
  for (let row = 0; row < links.length; row++) {
    if (links.from[row] === slice) effects.push({ to: links.to[row], why: textOf(trace, links.why[row]) });
  }
  return effects;
}

/** The frames of a stack, innermost first; empty for -1. */
export function framesOf(trace: Trace, stack: number): readonly Frame[] {
  const { stacks } = trace;
  const frames: Frame[] = [];
  for (let row = stack; row >= 0 && row < stacks.length; row = stacks.parent[row]) {
    frames.push({ name: textOf(trace, stacks.name[row]), source: textOf(trace, stacks.source[row]) });
  }
  return frames;
}

/** The kernel stack of a slice, innermost first. */
export function stackOfSlice(trace: Trace, slice: number): readonly Frame[] {
  return framesOf(trace, trace.slices.stack[slice]);
}

/** A kernel stack and when it was so, ns. */
export interface StackAt {
  readonly t: number;
  /** Innermost first. */
  readonly frames: readonly Frame[];
}

/**
 * The deepest kernel stack of a slice from time `from` (ns) on, at the call that first made it so deep; the stack that the
 * slice began with where nothing was called.
 */
export function deepestStack(trace: Trace, slice: number, from: number): StackAt {
  const { instants, slices } = trace;
  let deepest: StackAt = { t: slices.start[slice], frames: stackOfSlice(trace, slice) };
  const seen = new Set([slices.stack[slice]]);
  const begin = Math.max(from, slices.start[slice]);
  for (let row = lowerBound(instants.t, instants.length, begin); row < instants.length; row++) {
    if (instants.t[row] > slices.end[slice]) break;
    if (instants.slice[row] !== slice || instants.kind[row] !== INSTANT.call) continue;
    const stack = instants.stack[row];
    if (seen.has(stack)) continue;
    seen.add(stack);
    const frames = framesOf(trace, stack);
    if (frames.length > deepest.frames.length) deepest = { t: instants.t[row], frames };
  }
  return deepest;
}

/** When a frame for a packet was whole on the wire, and on whose; undefined if the trace knows no wire for it. */
export function wireOf(
  trace: Trace,
  packet: number,
): { readonly device: string; readonly end: number } | undefined {
  const { devices } = trace;
  for (let row = 0; row < devices.length; row++) {
    if (devices.packet[row] !== packet) continue;
    const device = textOf(trace, devices.device[row]);
    if (device.startsWith(WIRE)) return { device: device.slice(WIRE.length), end: devices.end[row] };
  }
  return undefined;
}

/** Every queue as it is right after time `t` (ns), in the order of their first mention. */
export function queuesAt(trace: Trace, t: number): readonly QueueState[] {
  const { counters } = trace;
  const mentioned: number[] = [];
  /** Row of each queue's last change until `t`, by its name. A load has a hundred thousand changes of a dozen queues. */
  const last = new Int32Array(trace.names.length).fill(NOT_MENTIONED);
  for (let row = 0; row < counters.length; row++) {
    const name = counters.name[row];
    if (last[name] === NOT_MENTIONED) {
      mentioned.push(name);
      last[name] = -1;
    }
    if (counters.t[row] <= t) last[name] = row;
  }
  return mentioned.map((name) => {
    const row = last[name];
    return {
      name: textOf(trace, name),
      value: row < 0 ? 0 : counters.value[row],
      limit: row < 0 || counters.limit[row] < 0 ? undefined : counters.limit[row],
    };
  });
}

/** Every lock as it is right after time `t` (ns). */
export function locksAt(trace: Trace, t: number): readonly LockState[] {
  const { locks } = trace;
  const last = new Map<number, number>();
  for (let row = 0; row < upperBound(locks.t, locks.length, t); row++) last.set(locks.lock[row], row);
  return [...last].map(([lock, row]) => ({
    name: textOf(trace, lock),
    owner: locks.owner[row] < 0 ? undefined : threadName(trace, locks.owner[row]),
    waiters: locks.waiters[row],
  }));
}

/** The priority level of every CPU right after time `t` (ns), by CPU. */
export function levelsAt(trace: Trace, t: number): readonly LevelState[] {
  const { levels } = trace;
  const last = new Map<number, number>();
  for (let row = 0; row < upperBound(levels.t, levels.length, t); row++) last.set(levels.cpu[row], row);
  return [...last]
    .sort(([a], [b]) => a - b)
    .map(([cpu, row]) => ({ cpu, level: textOf(trace, levels.ipl[row]) }));
}

/** Which cost constants made a slice's own length, largest first. */
export function provenanceOf(trace: Trace, slice: number): readonly Provenance[] {
  const { provenance } = trace;
  const parts: Provenance[] = [];
  for (let row = 0; row < provenance.length; row++) {
    if (provenance.slice[row] !== slice) continue;
    parts.push({
      cost: textOf(trace, provenance.cost[row]),
      ns: provenance.ns[row],
      count: provenance.count[row],
    });
  }
  return parts.sort((a, b) => b.ns - a.ns);
}

/** Rows of `instants` inside `[start, end)` ns. */
export function instantsIn(trace: Trace, start: number, end: number): readonly [from: number, to: number] {
  const { instants } = trace;
  const from = lowerBound(instants.t, instants.length, start);
  return [from, lowerBound(instants.t, instants.length, end, from)];
}
