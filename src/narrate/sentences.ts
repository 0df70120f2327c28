import {
  callsIn,
  journeyOf,
  realSwitches,
  textOf,
  type AlignedStep,
  type RealSwitch,
  type Step,
} from '../analysis/index.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName, threadTitle } from './names.ts';
import { duration, listed } from './numbers.ts';

/** Functions named in a sentence; a longer list would hide what the step is about. */
const MOST_FUNCTIONS = 4;

/**
 * What happens in a step, in which context, because of what. `packet` is the packet that the steps belong to; undefined
 * for steps of a recording.
 */
export function stepSentence(trace: Trace, step: Step, packet: number | undefined): string {
  const parts = [
    howEntered(trace, step),
    because(trace, step, packet),
    whatRuns(trace, step, packet),
    outcome(trace, step, packet),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The sentence of a panel in which a step of the others does not happen. `steps` are the panel's own. */
export function blankSentence(
  trace: Trace,
  aligned: readonly AlignedStep[],
  at: number,
  panel: number,
): string {
  const earlier = aligned.slice(0, at).toReversed();
  const before = earlier.map((step) => step.cells[panel]).find((cell) => cell !== undefined);
  if (before === undefined) {
    const none = aligned.every((step) => step.cells[panel] === undefined);
    return none
      ? `${plainName(trace)} has no steps for this packet.`
      : 'Nothing yet: the first step comes later here.';
  }
  const later = aligned.slice(at + 1).some((step) => step.cells[panel] !== undefined);
  if (!later) return `No such step here: the packet's way ended with the step before.`;
  const { context } = before;
  const who =
    context.interrupted === undefined
      ? threadTitle(trace.threads[trace.slices.thread[before.slice]])
      : context.name;
  return `No such step here: ${who} carries on with the packet itself.`;
}

/** The sentence of one panel at an aligned step, whether it has the step or not. */
export function sentenceAt(
  trace: Trace,
  aligned: readonly AlignedStep[],
  at: number,
  panel: number,
  packet: number | undefined,
): string {
  const cell = aligned[at]?.cells[panel];
  return cell === undefined ? blankSentence(trace, aligned, at, panel) : stepSentence(trace, cell, packet);
}

/** Everything that a step bar says, for a live region: "Step 1 of 6. Big lock: ... Interrupt threads: ..." */
export function liveText(
  traces: readonly Trace[],
  aligned: readonly AlignedStep[],
  at: number,
  packet: number | undefined,
): string {
  const sentences = traces.map(
    (trace, panel) => `${plainName(trace)}: ${sentenceAt(trace, aligned, at, panel, packet)}`,
  );
  return [`Step ${at + 1} of ${aligned.length}.`, ...sentences].join(' ');
}

/** "Switch [1]: user to the nic0 interrupt thread, 1.2 us direct and 3.0 us of refill." */
export function switchSentence(trace: Trace, real: RealSwitch): string {
  const { switches } = trace;
  const from = threadTitle(trace.threads[switches.from[real.row]]);
  const to = threadTitle(trace.threads[switches.to[real.row]]);
  const known = switches.slice[real.row] >= 0;
  const cost = known
    ? `, ${duration(real.direct)} direct and ${real.refill === 0 ? 'no' : `${duration(real.refill)} of`} refill`
    : '';
  return `Switch [${real.number}]: ${from} to ${to}${cost}.`;
}

function howEntered(trace: Trace, step: Step): string {
  const { context } = step;
  if (step.realSwitch !== undefined) return switchesBefore(trace, step, step.realSwitch);
  const below = context.interrupted ?? 'another thread';
  if (context.borrowed) {
    return `${opener(step)} ${context.name} on its own stack on top of ${below}: a borrowed stack, no context switch.`;
  }
  if (context.kind === 'hardirq')
    return `${opener(step)} ${context.name}'s handler on top of ${below}: no context switch.`;
  if (context.kind === 'softirq') {
    return `Before the CPU returns to ${below}, the kernel runs ${context.name} in the same context: no context switch.`;
  }
  if (context.kind === 'user' || context.kind === 'idle')
    return `The CPU is back in ${context.thread}: no context switch.`;
  return `${context.thread || context.name} runs on: no context switch.`;
}

/** The switch that led to a step, with those that came between the step before and it. */
function switchesBefore(trace: Trace, step: Step, last: RealSwitch): string {
  const between = realSwitches(trace).filter(
    (real) => real.cpu === last.cpu && real.number < last.number && step.after < real.t,
  );
  return [...between, last].map((real) => switchSentence(trace, real)).join(' ');
}

function opener(step: Step): string {
  switch (step.role) {
    case 'nic':
      return "The NIC's interrupt runs";
    case 'crypto':
      return "The crypto card's interrupt runs";
    case 'softint':
      return 'On the way back from the interrupt the kernel runs';
    default:
      return step.context.kind === 'hardirq' ? 'A hard interrupt runs' : 'The kernel runs';
  }
}

/** Why the step happens, for what a reader cannot see in the lanes. */
function because(trace: Trace, step: Step, packet: number | undefined): string {
  if (packet === undefined) return '';
  if (step.role === 'crypto') return `${step.subject || 'The crypto card'} has finished.`;
  if (step.realSwitch === undefined || step.cause === undefined || step.role === 'user') return '';
  const from = textOf(trace, trace.slices.name[step.cause.from]);
  return step.cause.why === '' ? `${from} woke it.` : `Cause: ${step.cause.why}, by ${from}.`;
}

function whatRuns(trace: Trace, step: Step, packet: number | undefined): string {
  if (step.role === 'user') return '';
  const functions = functionsIn(trace, step, packet);
  if (functions.length === 0) return '';
  const shown = functions.slice(0, MOST_FUNCTIONS);
  const rest = functions.length - shown.length;
  return `It runs ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}.`;
}

/** Names of the functions that began in a step, each once, in order. */
export function functionsIn(trace: Trace, step: Step, packet: number | undefined): readonly string[] {
  return [...new Set(callsIn(trace, step, packet).map((call) => `${call.name}()`))];
}

function outcome(trace: Trace, step: Step, packet: number | undefined): string {
  const journey = packet === undefined ? undefined : journeyOf(trace, packet);
  if (packet === undefined || journey === undefined) return '';
  const { delivered, dropped, arrived } = journey;
  const during = (t: number): boolean => t >= step.t && t <= step.end;
  if (step.role === 'user')
    return userOutcome(trace, step, packet, delivered === undefined ? undefined : delivered - arrived);
  if (delivered !== undefined && during(delivered)) {
    return `The packet is delivered, ${duration(delivered - arrived)} after it arrived.`;
  }
  if (dropped !== undefined && during(dropped.t))
    return `The packet is dropped at ${dropped.where}: ${dropped.reason}.`;
  const device = deviceDuring(trace, packet, step.t, step.end);
  return device === undefined || device.start < step.t ? '' : `The packet is now with ${device.name}.`;
}

function userOutcome(trace: Trace, step: Step, packet: number, latency: number | undefined): string {
  const device = deviceDuring(trace, packet, step.t, step.end);
  if (device !== undefined) {
    const left = duration(device.end - Math.max(device.start, step.t));
    return `It runs on while ${device.name} works another ${left}: the packet waits for the card, the CPU does not.`;
  }
  return latency === undefined ? '' : `The packet is done, ${duration(latency)} after it arrived.`;
}

/** The device (not the wire) that holds a packet during `(start, end)` ns. */
function deviceDuring(
  trace: Trace,
  packet: number,
  start: number,
  end: number,
): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  const { devices } = trace;
  for (let row = 0; row < devices.length; row++) {
    const name = textOf(trace, devices.device[row]);
    const overlaps = devices.start[row] < end && devices.end[row] > start;
    if (devices.packet[row] === packet && overlaps && !/^(wire |nic)/.test(name)) {
      return { name, start: devices.start[row], end: devices.end[row] };
    }
  }
  return undefined;
}
