import { INSTANT, SWITCH_KINDS, type SwitchKind } from '../trace/kinds.ts';
import type { Trace } from '../trace/trace.ts';
import { contextOf, textOf, type Context } from './contexts.ts';
import { causeOf, type Cause } from './inspect.ts';
import { packetRow } from './journey.ts';
import { lastSwitchIn, realSwitches, type RealSwitch } from './switches.ts';

/**
 * One causal step of a packet: a context begins to work for it, or the interrupted thread runs on. Steps of two traces
 * with the same key are the same step, whenever each happened.
 */
export interface Step {
  /** Role and occurrence: `softint#2` is the second soft interrupt for this packet. */
  readonly key: string;
  /** `nic`, `softint`, `crypto`, `crypto-return`, `user`; in a recording the kind of the context. */
  readonly role: string;
  readonly occurrence: number;
  /** Begin, ns; `end` is the begin of the next step, or the end of the trace. */
  readonly t: number;
  readonly end: number;
  /** Begin of the step before this one, for the first the packet's arrival (-1 if unknown); what happened since then led here. */
  readonly after: number;
  /** Row of the step in `instants`, -1 if a recording's step was made from its context alone. */
  readonly row: number;
  /** The packet's next step: its row in `instants` and its slice. */
  readonly next: { readonly row: number; readonly slice: number } | undefined;
  readonly slice: number;
  /** True if the packet's step before was in the same slice: this context had begun to work for it already. */
  readonly continues: boolean;
  readonly context: Context;
  /** Device or queue that the step is about; '' if none. */
  readonly subject: string;
  /** How the CPU came to this context from the one before. */
  readonly entered: SwitchKind | 'none';
  /** The real switch that led here, if `entered` is `real`. */
  readonly realSwitch: RealSwitch | undefined;
  /** What made this slice run, where the trace knows it. */
  readonly cause: Cause | undefined;
}

/** The causal steps of a packet in order of time; empty if the trace has none for it. */
export function stepsOf(trace: Trace, packet: number): readonly Step[] {
  const rows = stepRows(trace, packet);
  const occurrences = new Map<string, number>();
  const arrived = arrivalOf(trace, packet);
  return rows.map((row, index) => {
    const role = textOf(trace, trace.instants.name[row]);
    const occurrence = (occurrences.get(role) ?? 0) + 1;
    occurrences.set(role, occurrence);
    const before = index === 0 ? arrived : trace.instants.t[rows[index - 1]];
    const end = index + 1 < rows.length ? trace.instants.t[rows[index + 1]] : endOfTrace(trace);
    const place = {
      t: trace.instants.t[row],
      slice: trace.instants.slice[row],
      cpu: trace.instants.cpu[row],
    };
    const subject = textOf(trace, trace.instants.detail[row]);
    return {
      ...makeStep(trace, place, before),
      key: `${role}#${occurrence}`,
      role,
      occurrence,
      end,
      after: before,
      row,
      next: nextOf(trace, rows[index + 1]),
      continues: index > 0 && trace.instants.slice[rows[index - 1]] === place.slice,
      subject,
    };
  });
}

function arrivalOf(trace: Trace, packet: number): number {
  const row = packetRow(trace, packet);
  return row === undefined ? -1 : trace.packets.arrived[row];
}

/** What a step is apart from its name: context, switch and cause at a place of the trace. `before`: previous step, ns. */
export function makeStep(
  trace: Trace,
  place: { readonly t: number; readonly slice: number; readonly cpu: number },
  before: number,
): Pick<Step, 't' | 'slice' | 'context' | 'entered' | 'realSwitch' | 'cause'> {
  const switchRow = lastSwitchIn(trace, place.cpu, before, place.t);
  const entered = switchRow === undefined ? 'none' : SWITCH_KINDS[trace.switches.kind[switchRow]];
  return {
    t: place.t,
    slice: place.slice,
    context: contextOf(trace, place.slice),
    entered,
    realSwitch: entered === 'real' ? realSwitchIn(trace, switchRow) : undefined,
    cause: causeOf(trace, place.slice),
  };
}

/** The real switch that a row of `switches` tells of. */
function realSwitchIn(trace: Trace, row: number | undefined): RealSwitch | undefined {
  if (row === undefined) return undefined;
  const t = trace.switches.t[row];
  return realSwitches(trace, t, t).find((candidate) => candidate.row === row);
}

/** End of the simulated or recorded time, ns. */
export function endOfTrace(trace: Trace): number {
  if (trace.summary !== undefined) return trace.summary.simulated_ns;
  let end = 0;
  for (let row = 0; row < trace.slices.length; row++) end = Math.max(end, trace.slices.end[row]);
  return end;
}

/**
 * The packets that have steps, in order of their first step: what a picker of packets may offer. `from`: only those whose
 * first step is then or later, ns.
 */
export function packetsWithSteps(trace: Trace, from = 0): readonly number[] {
  const { instants } = trace;
  const begins = new Map<number, number>();
  for (let row = 0; row < instants.length; row++) {
    const packet = instants.packet[row];
    if (instants.kind[row] === INSTANT.step && packet >= 0 && !begins.has(packet))
      begins.set(packet, instants.t[row]);
  }
  return [...begins].filter(([, t]) => t >= from).map(([packet]) => packet);
}

function nextOf(trace: Trace, row: number | undefined): Step['next'] {
  return row === undefined ? undefined : { row, slice: trace.instants.slice[row] };
}

function stepRows(trace: Trace, packet: number): number[] {
  const { instants } = trace;
  const rows: number[] = [];
  for (let row = 0; row < instants.length; row++) {
    if (instants.kind[row] === INSTANT.step && instants.packet[row] === packet) rows.push(row);
  }
  return rows;
}
