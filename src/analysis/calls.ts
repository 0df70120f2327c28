import { INSTANT } from '../trace/kinds.ts';
import { lowerBound } from '../trace/queries.ts';
import type { Trace } from '../trace/trace.ts';
import { textOf } from './contexts.ts';
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
 * The functions that began in a step, in order of time: those for its packet until the next step, and those that its
 * context began for the whole batch before it came to the packet. Without a packet, all that began in its slice.
 */
export function callsIn(trace: Trace, step: Step, packet: number | undefined): readonly Call[] {
  const { instants, slices } = trace;
  const from = Math.min(step.t, Math.max(slices.start[step.slice] ?? step.t, step.after));
  const calls: Call[] = [];
  for (let row = lowerBound(instants.t, instants.length, from); row < instants.length; row++) {
    if (instants.t[row] > step.end) break;
    if (instants.kind[row] !== INSTANT.call || !belongs(trace, row, step, packet)) continue;
    const [frame] = framesOf(trace, instants.stack[row]);
    calls.push({ t: instants.t[row], name: textOf(trace, instants.name[row]), source: frame?.source ?? '' });
  }
  return calls;
}

function belongs(trace: Trace, row: number, step: Step, packet: number | undefined): boolean {
  const { instants } = trace;
  if (packet === undefined) return instants.slice[row] === step.slice && isWithin(trace, row, step);
  if (instants.packet[row] === -1) return instants.slice[row] === step.slice && instants.t[row] <= step.t;
  return instants.packet[row] === packet && isWithin(trace, row, step);
}

/** At one time, rows before the step's own belong to the step before, and rows after the next step's to the next. */
function isWithin(trace: Trace, row: number, step: Step): boolean {
  const { t } = trace.instants;
  const afterBegin = t[row] > step.t || (t[row] === step.t && row > step.row);
  const beforeEnd = t[row] < step.end || (t[row] === step.end && (step.nextRow < 0 || row < step.nextRow));
  return afterBegin && beforeEnd;
}
