import { INSTANT, SWITCH } from '../trace/kinds.ts';
import { percentile } from '../trace/spread.ts';
import type { Trace } from '../trace/trace.ts';

/** A change of how network cards are polled that was made while a run went on. */
export interface Change {
  /** `threaded on` or `threaded off`. */
  readonly what: string;
  /** When it was written, ns. */
  readonly at: number;
  /** When the kernel took notice, ns; undefined if it never did, or nothing was different. */
  readonly inEffect: number | undefined;
  /** Which kind of thread it is about. */
  readonly threads: 'napi' | 'interrupt';
}

const WRITTEN = /^threaded (on|off)$/;
const IN_EFFECT = ', in effect';

/** The changes of a run in the order of time. With several cards the first to take notice counts. */
export function changesOf(trace: Trace): readonly Change[] {
  const { instants, names } = trace;
  const ids = new Set(names.flatMap((name, id) => (name.startsWith('threaded ') ? id : [])));
  if (ids.size === 0) return [];
  const threads = trace.threads.some(({ name }) => name.startsWith('napi/')) ? 'napi' : 'interrupt';
  const changes: Change[] = [];
  for (let row = 0; row < instants.length; row++) {
    if (instants.kind[row] !== INSTANT.event || !ids.has(instants.name[row])) continue;
    const name = names[instants.name[row]];
    const last = changes.at(-1);
    if (last !== undefined && last.inEffect === undefined && name === `${last.what}${IN_EFFECT}`)
      changes[changes.length - 1] = { ...last, inEffect: instants.t[row] };
    else if (WRITTEN.test(name) && !isRepeated(last, name, instants.t[row]))
      changes.push({ what: name, at: instants.t[row], inEffect: undefined, threads });
  }
  return changes;
}

/** True for the same write to the next card. */
function isRepeated(last: Change | undefined, what: string, at: number): boolean {
  return last !== undefined && last.what === what && last.at === at;
}

/** What packets cost while one mode held. */
export interface Mode {
  /** Real switches by packets delivered. */
  readonly switchesPerPacket: number;
  /** Median, ns. */
  readonly latency: number;
}

/** While cards were polled in threads, and while they were not; undefined for a mode in which no packet was delivered. */
export interface Modes {
  readonly on: Mode | undefined;
  readonly off: Mode | undefined;
}

/** What packets cost in each mode of a run that was changed; packets and switches count where they are delivered and made. */
export function modesOf(trace: Trace): Modes {
  const changes = changesOf(trace).filter(({ inEffect }) => inEffect !== undefined);
  const isOn = (t: number): boolean => {
    const last = changes.findLast(({ inEffect = 0 }) => inEffect <= t);
    return last === undefined ? changes[0]?.what === 'threaded off' : last.what === 'threaded on';
  };
  const sums = { on: emptySum(), off: emptySum() };
  const { packets, switches } = trace;
  for (let row = 0; row < switches.length; row++)
    if (switches.kind[row] === SWITCH.real) sums[isOn(switches.t[row]) ? 'on' : 'off'].switches++;
  for (let row = 0; row < packets.length; row++) {
    const delivered = packets.delivered[row];
    if (delivered < 0) continue;
    sums[isOn(delivered) ? 'on' : 'off'].latencies.push(delivered - packets.arrived[row]);
  }
  return { on: modeOf(sums.on), off: modeOf(sums.off) };
}

interface ModeSum {
  switches: number;
  readonly latencies: number[];
}

function emptySum(): ModeSum {
  return { switches: 0, latencies: [] };
}

function modeOf({ switches, latencies }: ModeSum): Mode | undefined {
  if (latencies.length === 0) return undefined;
  const sorted = Float64Array.from(latencies).sort();
  return { switchesPerPacket: switches / latencies.length, latency: percentile(sorted, 0.5) };
}
