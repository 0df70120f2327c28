import { INSTANT } from '../trace/kinds.ts';
import type { Trace } from '../trace/trace.ts';
import type { Change } from './changes.ts';
import { packetsWithSteps } from './steps.ts';

/** So many packets of an opening are compared at most: one that all kernels tell of is among the first. */
const CANDIDATES = 2000;

/** Time that is looked at first, ns. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a scenario wants to be looked at first: a span, or the life of the slowest packet. */
export type Opening = Span | 'slowest';

/**
 * The packet that is stepped through: the first one, or the first that comes after something was done to the run. Where the
 * scenario `opens` later it is one that comes then, of those the one of which the runs tell most; or the slowest.
 * A generator, so that the caller can let the page breathe: each part reads all of a run.
 */
export function* packetToFollow(
  traces: readonly Trace[],
  changes: readonly (readonly Change[])[],
  opens: Opening | undefined,
): Generator<undefined, number | undefined> {
  const slowest = opens === 'slowest' ? yield* slowestOf(traces) : undefined;
  if (slowest !== undefined) return slowest;
  for (const [i, trace] of traces.entries()) {
    if (trace.origin !== 'model') continue;
    const changed = changes[i][0]?.at;
    const packet =
      changed === undefined && opens !== undefined && opens !== 'slowest'
        ? yield* mostTold(traces, packetsWithSteps(trace, opens.start).slice(0, CANDIDATES), opens)
        : packetsWithSteps(trace, changed)[0];
    const found = packet ?? packetsWithSteps(trace)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** When a packet came and when a program had it, ns. */
export interface Life {
  readonly arrived: number;
  readonly delivered: number;
}

/** The lives of the packets that a run delivered, by id. */
export function livesOf({ packets }: Trace): ReadonlyMap<number, Life> {
  const lives = new Map<number, Life>();
  for (let row = 0; row < packets.length; row++) {
    const [arrived, delivered] = [packets.arrived[row], packets.delivered[row]];
    if (delivered >= 0) lives.set(packets.id[row], { arrived, delivered });
  }
  return lives;
}

/**
 * Of the packets with steps the one that takes longest in any of the simulated runs: each must have delivered it and have
 * received it at the same time, because a sender that waits for answers sends other packets to a slower machine.
 */
function* slowestOf(traces: readonly Trace[]): Generator<undefined, number | undefined> {
  const runs = traces.filter(({ origin }) => origin === 'model');
  const lives: ReadonlyMap<number, Life>[] = [];
  for (const run of runs) {
    lives.push(livesOf(run));
    yield;
  }
  let slowest: number | undefined;
  let most = -1;
  for (const packet of runs.length === 0 ? [] : packetsWithSteps(runs[0])) {
    const own = lives.map((all) => all.get(packet));
    const longest = Math.max(
      ...own.map((life) => (life === undefined ? NaN : life.delivered - life.arrived)),
    );
    if (!(longest > most) || own.some((life) => life?.arrived !== own[0]?.arrived)) continue;
    [slowest, most] = [packet, longest];
  }
  return slowest;
}

/** What one run knows about some of its packets. */
interface Known {
  /** First step of each packet that has one. */
  readonly begins: ReadonlyMap<number, Beginning>;
  readonly delivered: ReadonlySet<number>;
}

interface Beginning {
  readonly t: number;
  /** True if the context began to work for this packet, and did not take it along with others. */
  readonly leads: boolean;
}

/**
 * The first of the packets that most of the simulated runs have steps for, deliver, and begin with in sight: a packet that one
 * of them drops has no way to compare. Among equals one that leads its batch: how its context was entered is part of its story.
 */
function* mostTold(
  traces: readonly Trace[],
  packets: readonly number[],
  opens: Span,
): Generator<undefined, number | undefined> {
  const candidates = new Set(packets);
  const known: Known[] = [];
  for (const trace of traces) {
    yield;
    if (trace.origin === 'model') known.push(knownOf(trace, candidates));
  }
  const scores = packets.map((packet) => known.reduce((sum, run) => sum + score(run, packet, opens), 0));
  return packets[scores.indexOf(Math.max(...scores))];
}

function score({ begins, delivered }: Known, packet: number, opens: Span): number {
  const begin = begins.get(packet);
  if (begin === undefined) return 0;
  const inSight = begin.t >= opens.start && begin.t < opens.end;
  return 8 + (delivered.has(packet) ? 4 : 0) + (inSight ? 2 : 0) + (begin.leads ? 1 : 0);
}

function knownOf({ instants, packets }: Trace, candidates: ReadonlySet<number>): Known {
  const begins = new Map<number, Beginning>();
  const busy = new Set<number>();
  for (let row = 0; row < instants.length; row++) {
    if (instants.kind[row] !== INSTANT.step) continue;
    const [packet, slice] = [instants.packet[row], instants.slice[row]];
    if (candidates.has(packet) && !begins.has(packet))
      begins.set(packet, { t: instants.t[row], leads: !busy.has(slice) });
    busy.add(slice);
  }
  const delivered = new Set<number>();
  for (let row = 0; row < packets.length; row++)
    if (packets.delivered[row] >= 0 && candidates.has(packets.id[row])) delivered.add(packets.id[row]);
  return { begins, delivered };
}
