import {
  causeOf,
  contextOf,
  deepestStack,
  enclosing,
  journeyOf,
  levelsAt,
  locksAt,
  packetRow,
  provenanceOf,
  queuesAt,
  realSwitches,
  wireOf,
  type Frame,
  type LockState,
  type QueueState,
} from '../../analysis/index.ts';
import { duration, instantText, switchSentence } from '../../narrate/index.ts';
import { costProfiles } from '../../scenarios/index.ts';
import type { Panel } from '../../store/index.ts';
import { KIND_STYLES } from '../../style/index.ts';
import { KIND, KINDS, type Kind } from '../../trace/kinds.ts';
import type { Trace } from '../../trace/trace.ts';

/** A slice that made another run, by name and time; or something outside of all CPUs, in a sentence. */
export type CauseFact =
  | { readonly kind: 'slice'; readonly slice: number; readonly why: string; readonly from: string }
  | { readonly kind: 'outside'; readonly sentence: string };

export interface CostFact {
  readonly name: string;
  readonly ns: number;
  readonly count: number;
  /** Where the constant comes from; `assumed` with a reason where there is no source. */
  readonly source: string;
}

export interface StackFact extends Frame {
  /** Frames between it and the bottom of the stack. */
  readonly depth: number;
}

/** Everything that the page says about one slice. */
export interface Facts {
  readonly kind: Kind;
  readonly label: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** When the queues and locks are as they are said to be, ns. */
  readonly moment: number;
  /** Whose context it is: own, borrowed, or on top of whom. */
  readonly standing: string;
  readonly place: string;
  readonly switched: string | undefined;
  /** The deepest from the moment on, innermost first. */
  readonly stack: readonly StackFact[];
  /** When the stack was so, ns. */
  readonly stackAt: number;
  readonly interrupted: readonly string[];
  readonly cause: CauseFact | undefined;
  readonly packet: string | undefined;
  readonly costs: readonly CostFact[];
  readonly queues: readonly QueueState[];
  readonly locks: readonly LockState[];
}

/** A level of the interrupt priority; elsewhere it is said in words what is off. */
const LEVEL = /^(spl|ipl)/i;
/** How the interrupts of clocks are called. */
const CLOCK = /^(clock|timer)\//;

/**
 * The facts of a slice of a panel, with queues and locks as they are at `at` (ns) or, without it, at the slice's begin;
 * undefined if the trace has no such slice.
 */
export function factsOf(
  { trace, experiment }: Pick<Panel, 'trace' | 'experiment'>,
  slice: number,
  at?: number,
): Facts | undefined {
  const { slices } = trace;
  if (slice < 0 || slice >= slices.length) return undefined;
  const kind = KINDS[slices.kind[slice]];
  const context = contextOf(trace, slice);
  const start = slices.start[slice];
  const moment = at ?? start;
  const real = realSwitches(trace, start, slices.end[slice]).find(
    ({ row }) => trace.switches.slice[row] === slice,
  );
  const level = levelsAt(trace, moment).find(({ cpu }) => cpu === slices.cpu[slice])?.level;
  const cpu = `CPU ${slices.cpu[slice]}`;
  const stack = deepestStack(trace, slice, moment);
  return {
    kind,
    label: KIND_STYLES[kind].label,
    name: nameOf(trace, slice),
    start,
    moment,
    end: slices.end[slice],
    standing: standingOf(context),
    place: level === undefined ? cpu : `${cpu}${LEVEL.test(level) ? ' at' : ','} ${level}`,
    switched: real === undefined ? undefined : switchSentence(trace, real),
    stack: stack.frames.map(({ name, source }, i, { length }) => ({ name, source, depth: length - 1 - i })),
    stackAt: stack.t,
    interrupted: enclosing(trace, slice)
      .slice(1)
      .map((outer) => nameOf(trace, outer)),
    cause: causeFact(trace, slice),
    packet: packetFact(trace, slices.packet[slice], moment),
    costs: provenanceOf(trace, slice).map(({ cost, ns, count }) => ({
      name: cost,
      ns,
      count,
      source: sourceOf(experiment?.costs, experiment?.parameters, cost),
    })),
    queues: queuesAt(trace, moment),
    locks: locksAt(trace, moment),
  };
}

function nameOf(trace: Trace, slice: number): string {
  const kind = KINDS[trace.slices.kind[slice]];
  const name = trace.names[trace.slices.name[slice]] ?? '';
  return name === kind || name === '' ? KIND_STYLES[kind].short : name;
}

function standingOf({ borrowed, interrupted }: ReturnType<typeof contextOf>): string {
  if (interrupted === undefined) return 'on its own stack, scheduled';
  return borrowed
    ? `on a borrowed stack, on top of ${interrupted}`
    : `in interrupt context, on the stack of ${interrupted}`;
}

function causeFact(trace: Trace, slice: number): CauseFact | undefined {
  const cause = causeOf(trace, slice);
  if (cause === undefined || cause.from < 0) return outsideCause(trace, slice);
  const from = `${nameOf(trace, cause.from)} at ${instantText(trace.slices.start[cause.from])}`;
  return { kind: 'slice', slice: cause.from, why: cause.why, from };
}

/** What no slice made run: a clock, or a frame that came. */
function outsideCause(trace: Trace, slice: number): CauseFact | undefined {
  const { kind, packet, start } = trace.slices;
  if (kind[slice] !== KIND.hardirq) return undefined;
  if (CLOCK.test(nameOf(trace, slice))) return { kind: 'outside', sentence: 'A clock tick.' };
  const known = packet[slice] < 0 ? undefined : wireOf(trace, packet[slice]);
  const wire = known !== undefined && known.end <= start[slice] ? known : undefined;
  const whole = wire?.end ?? arrivalOf(trace, packet[slice]);
  if (whole === undefined || whole > start[slice]) return undefined;
  const device = wire === undefined ? '' : ` of ${wire.device}`;
  return {
    kind: 'outside',
    sentence: `A frame came off the wire${device}: packet ${packet[slice]}, whole at ${instantText(whole)}.`,
  };
}

/** When a packet of a flood was whole, ns: its frames are drawn together on the wire. */
function arrivalOf(trace: Trace, packet: number): number | undefined {
  const row = packet < 0 ? undefined : packetRow(trace, packet);
  return row === undefined ? undefined : trace.packets.arrived[row];
}

function packetFact(trace: Trace, packet: number, t: number): string | undefined {
  const journey = packet < 0 ? undefined : journeyOf(trace, packet);
  if (journey === undefined) return undefined;
  const age = `${packet}, arrived ${duration(Math.max(0, t - journey.arrived))} before`;
  if (journey.dropped !== undefined)
    return `${age}, dropped at ${journey.dropped.where}: ${journey.dropped.reason}`;
  if (journey.delivered === undefined) return `${age}, still under way at the end`;
  return `${age}, delivered after ${duration(journey.delivered - journey.arrived)}`;
}

function sourceOf(
  profile: string | undefined,
  parameters: Readonly<Record<string, number | string>> | undefined,
  cost: string,
): string {
  const used = costProfiles.find(({ id }) => id === profile);
  const costs: Readonly<Record<string, { readonly value: number; readonly source: string }>> = {
    ...used?.costs,
    ...used?.xen,
  };
  const known = costs[cost];
  if (known === undefined) return '';
  const value = parameters?.[cost];
  return value === undefined || value === known.value ? known.source : `set by hand; ${known.source}`;
}
