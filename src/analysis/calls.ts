import { INSTANT } from '../trace/kinds.ts';
import { lowerBound } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';
import { isSameContext, textOf } from './contexts.ts';
import { framesOf } from './inspect.ts';
import type { Step } from './steps.ts';

/** A function that began in a step. */
export interface Call {
  readonly t: number;
  readonly name: string;
  /** Source file, '' if unknown. */
  readonly source: string;
}

/**
 * The functions that began in a step, in order of time: those for its packet, and those that its context began for the
 * whole batch before it came to the packet. Without a packet, all that began in its slice while the step lasts.
 */
export function callsIn(trace: Trace, step: Step, packet: number | undefined): readonly Call[] {
  const { instants } = trace;
  const calls: Call[] = [];
  for (let row = firstRow(trace, step); row < instants.length && instants.t[row] <= step.end; row++) {
    if (instants.kind[row] !== INSTANT.call || !belongs(trace, row, step, packet)) continue;
    const [frame] = framesOf(trace, instants.stack[row]);
    calls.push({ t: instants.t[row], name: textOf(trace, instants.name[row]), source: frame?.source ?? '' });
  }
  return calls;
}

/** The context of a step may have begun before it: it came to other packets first, or to none yet. */
function firstRow(trace: Trace, step: Step): number {
  const { instants, slices } = trace;
  const began = step.slice < 0 ? step.t : Math.max(slices.start[step.slice], step.after);
  return lowerBound(instants.t, instants.length, Math.min(step.t, began));
}

function belongs(trace: Trace, row: number, step: Step, packet: number | undefined): boolean {
  const { instants } = trace;
  // A recording's step may cover several slices of a thread, and its clock may be too coarse to tell them apart.
  if (packet === undefined)
    return instants.t[row] >= step.t && isSameContext(trace, instants.slice[row], step.slice);
  const ownSlice = instants.slice[row] === step.slice;
  const ownPacket = instants.packet[row] === packet;
  if (ownSlice && isBefore(trace, row, step.t, step.row))
    return !step.continues && (ownPacket || instants.packet[row] === -1);
  const begunByNext = step.next !== undefined && instants.slice[row] === step.next.slice && !ownSlice;
  const beforeNext = step.next === undefined || isBefore(trace, row, step.end, step.next.row);
  return ownPacket && !isBefore(trace, row, step.t, step.row) && beforeNext && !begunByNext;
}

/** Rows of one time are in order of the rows. */
function isBefore(trace: Trace, row: number, t: number, otherRow: number): boolean {
  return trace.instants.t[row] < t || (trace.instants.t[row] === t && row < otherRow);
}
