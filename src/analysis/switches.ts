import { KIND, SWITCH } from '../trace/kinds.ts';
import { lowerBound, upperBound } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';
import { textOf, threadName } from './contexts.ts';

/** One real switch, as figures number it. */
export interface RealSwitch {
  /** 1 for the first real switch of the trace. */
  readonly number: number;
  readonly row: number;
  readonly t: number;
  readonly cpu: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Direct cost, ns; 0 where it is not known. */
  readonly direct: number;
  /** Refill of caches that the incoming thread pays for this switch, ns. */
  readonly refill: number;
}

/** The real switches of a trace in `[from, to]` ns, in order of time, with their numbers in the whole trace. */
export function realSwitches(trace: Trace, from = -Infinity, to = Infinity): readonly RealSwitch[] {
  const { switches } = trace;
  const found: RealSwitch[] = [];
  let number = 0;
  for (let row = 0; row < switches.length && switches.t[row] <= to; row++) {
    if (switches.kind[row] !== SWITCH.real) continue;
    number++;
    if (switches.t[row] >= from) found.push(realSwitch(trace, row, number));
  }
  return found;
}

function realSwitch(trace: Trace, row: number, number: number): RealSwitch {
  const { switches, slices } = trace;
  const slice = switches.slice[row];
  return {
    number,
    row,
    t: switches.t[row],
    cpu: switches.cpu[row],
    from: threadName(trace, switches.from[row]),
    to: threadName(trace, switches.to[row]),
    reason: textOf(trace, switches.reason[row]),
    direct: slice < 0 ? 0 : slices.end[slice] - slices.start[slice],
    refill: refillAfter(trace, switches.cpu[row], switches.t[row]),
  };
}

/** The refill that the incoming thread pays right after a switch at `t`, ns. */
function refillAfter(trace: Trace, cpu: number, t: number): number {
  const { slices } = trace;
  for (let row = lowerBound(slices.start, slices.length, t); row < slices.length; row++) {
    if (slices.cpu[row] !== cpu || slices.kind[row] === KIND.switch) continue;
    return slices.kind[row] === KIND.refill ? slices.end[row] - slices.start[row] : 0;
  }
  return 0;
}

/** The last switch of any kind on a CPU in `(after, upTo]` ns, as a row of `switches`; undefined if there is none. */
export function lastSwitchIn(trace: Trace, cpu: number, after: number, upTo: number): number | undefined {
  const { switches } = trace;
  for (
    let row = upperBound(switches.t, switches.length, upTo) - 1;
    row >= 0 && switches.t[row] > after;
    row--
  ) {
    if (switches.cpu[row] === cpu) return row;
  }
  return undefined;
}
