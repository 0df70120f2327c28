import {
  callsIn,
  contextOf,
  enclosing,
  isInterrupt,
  journeyOf,
  packetRow,
  realSwitches,
  textOf,
  type AlignedStep,
  type RealSwitch,
  type Step,
} from '../analysis/index.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName, threadTitle } from './names.ts';
import { counted, duration, listed } from './numbers.ts';
import { mostlyLost } from './waits.ts';

/**
 * What happens in a step, in which context, and what becomes of the packet, short enough for a step bar. `packet` is the
 * packet that the steps belong to; undefined for steps of a recording.
 */
export function stepSentence(trace: Trace, step: Step, packet: number | undefined): string {
  const more = packet === undefined ? whatRuns(trace, step, packet, 3) : outcome(trace, step, packet);
  return joined([howEntered(trace, step, isFirst(trace, step, packet)), more]);
}

/** The rest of what can be said of a step: what woke it and which functions it runs; '' if there is nothing to add. */
export function stepDetail(trace: Trace, step: Step, packet: number | undefined): string {
  return joined([because(trace, step), whatRuns(trace, step, packet, Infinity)]);
}

/** Linux's thread for soft interrupts that were put off. */
const KSOFTIRQD = /^ksoftirqd\//;

/** The sentence of a panel in which a step of the others does not happen. `steps` are the panel's own. */
export function blankSentence(
  trace: Trace,
  aligned: readonly AlignedStep[],
  at: number,
  panel: number,
): string {
  if (trace.origin === 'recording') return 'No such step in this recording.';
  if (!isSimulated(aligned[at])) return 'Only the recording has this step.';
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

/** True if a simulated run marked the step: those of a recording are made from their contexts. */
function isSimulated(step: AlignedStep | undefined): boolean {
  return step?.cells.some((cell) => cell !== undefined && cell.row >= 0) === true;
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
  const to = threadTitle(trace.threads[trace.switches.to[real.row]]);
  const known = trace.origin === 'model';
  const refill = real.refill === 0 ? 'no refill' : `${duration(real.refill)} of refill`;
  const cost = known ? `, ${duration(real.direct)} direct and ${refill}` : '';
  return `Switch [${real.number}]: ${real.from} to ${to}${cost}.`;
}

function howEntered(trace: Trace, step: Step, first: boolean): string {
  const { context } = step;
  if (step.realSwitch !== undefined && isLedTo(step, step.realSwitch))
    return first ? switchSentence(trace, step.realSwitch) : switchesBefore(trace, step, step.realSwitch);
  const below = belowOf(trace, step);
  if (isResumed(trace, step) && first) return takenAlong(context);
  if (isResumed(trace, step))
    return `Back in ${context.name}, which had been interrupted: no context switch.`;
  const how = context.borrowed
    ? `${context.name} on its own stack above ${below}: a borrow, no context switch.`
    : `${context.name}'s handler on top of ${below}: no context switch.`;
  switch (context.kind) {
    case 'hardirq':
      return `${interrupter(step)} runs ${how}`;
    case 'softirq':
      if (context.borrowed) return `On the way out of the interrupt the kernel runs ${how}`;
      return KSOFTIRQD.test(below)
        ? `${below} runs ${context.name} itself: no context switch.`
        : `Before it returns to ${below} the kernel runs ${context.name} in the same context: no context switch.`;
    default:
      if (first) return takenAlong(context);
      return step.role !== 'user' && step.continues
        ? `${context.thread || context.name} carries on with the packet: no context switch.`
        : `Back in ${context.thread || context.name}: no context switch.`;
  }
}

/** On top of whom an interrupt runs: another one, or the thread. */
function belowOf(trace: Trace, { slice, context }: Step): string {
  const outer = enclosing(trace, slice)
    .slice(1)
    .find((row) => isInterrupt(trace.slices.kind[row]));
  if (outer !== undefined) return textOf(trace, trace.slices.name[outer]);
  return context.interrupted ?? 'another thread';
}

/**
 * True if a switch is how the CPU came to a step. The scheduler does not start a hard interrupt, and a soft one only by the thread
 * below it: what it did before, while the packet lay in the ring, is another story.
 */
function isLedTo({ context }: Step, { to }: RealSwitch): boolean {
  if (context.interrupted === undefined || context.borrowed) return true;
  return context.kind === 'softirq' && to === context.interrupted;
}

/** The first step of a packet that came while its context worked for others. */
function takenAlong({ thread, name, interrupted }: Step['context']): string {
  const who = interrupted === undefined ? thread || name : name;
  return `${who} is at work already and takes the packet along: no context switch.`;
}

/** True for the first step of a simulated packet: what was done before, while it lay in the ring, was done for others. */
function isFirst(trace: Trace, { after }: Step, packet: number | undefined): boolean {
  const row = packet === undefined ? undefined : packetRow(trace, packet);
  return row !== undefined && trace.packets.arrived[row] === after;
}

/** True if an interrupt's context had begun before the step before this one, and now goes on. */
function isResumed(trace: Trace, step: Step): boolean {
  return step.context.interrupted !== undefined && trace.slices.start[step.slice] < step.after;
}

function interrupter(step: Step): string {
  switch (step.role) {
    case 'nic':
      return interruptOf(step.subject);
    case 'crypto':
      return `${step.subject || 'The crypto card'} is done: its interrupt`;
    default:
      return 'A hard interrupt';
  }
}

/** The first interrupt for a packet: a card's, or what a hypervisor brings to a guest or to dom0. */
function interruptOf(device: string): string {
  if (device.startsWith('vif')) return `The guest behind ${device} sent an event: its interrupt`;
  if (device.startsWith('virtio')) return `The host injects the interrupt of ${device}: it`;
  return "The NIC's interrupt";
}

/** The switch that led to a step, with those that came between the step before and it. */
function switchesBefore(trace: Trace, step: Step, last: RealSwitch): string {
  const between = realSwitches(trace, step.after, last.t).filter(
    (real) => real.cpu === last.cpu && real.number < last.number && step.after < real.t,
  );
  const earlier =
    between.length === 0 ? '' : `After ${counted(between.length, 'other switch', 'other switches')}: `;
  const opening = step.role === 'crypto' && between.length === 0 ? `${step.subject} is done. ` : '';
  return `${opening}${earlier}${switchSentence(trace, last)}`;
}

function because(trace: Trace, step: Step): string {
  if (step.realSwitch === undefined || step.cause === undefined || step.role === 'user') return '';
  const from = contextOf(trace, step.cause.from);
  if (from.kind === 'hardirq') return `The hard interrupt ${from.name} did no more than wake it.`;
  return `${from.thread || from.name} woke it.`;
}

function whatRuns(trace: Trace, step: Step, packet: number | undefined, most: number): string {
  const functions = step.role === 'user' ? [] : functionsIn(trace, step, packet);
  if (functions.length === 0) return '';
  const shown = functions.slice(0, most);
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
  const latency = delivered === undefined ? undefined : duration(delivered - arrived);
  const device = deviceDuring(trace, packet, step.t, step.end);
  if (step.role === 'user') {
    if (device !== undefined) return runsOn(step, device);
    if (delivered !== undefined && delivered > step.t) return 'The packet is still on its way.';
    return latency === undefined ? '' : `The packet was delivered after ${latency}.`;
  }
  if (delivered !== undefined && during(delivered))
    return `The packet is delivered after ${latency}${mostlyLost(journey)}.`;
  if (dropped !== undefined && during(dropped.t))
    return `The packet is dropped at ${dropped.where}: ${dropped.reason}.`;
  return device === undefined || device.start < step.t ? '' : `The packet goes to ${device.name}.`;
}

/** Why the CPU is with somebody else while the packet waits. */
function runsOn(step: Step, device: DeviceTime): string {
  const left = duration(device.end - Math.max(device.start, step.t));
  const who = step.context.kind === 'idle' ? 'The CPU idles' : 'It runs on';
  return `${who} while ${device.name} works for ${left} more: the packet waits, the CPU does not.`;
}

interface DeviceTime {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The device (not the wire) that holds a packet during `(start, end)` ns. */
function deviceDuring(trace: Trace, packet: number, start: number, end: number): DeviceTime | undefined {
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

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
