import {
  callsIn,
  endOfTrace,
  enclosing,
  isContext,
  journeyOf,
  textOf,
  type Context,
  type Step,
} from '../../analysis/index.ts';
import { duration } from '../../narrate/index.ts';
import { KIND, KINDS } from '../../trace/kinds.ts';
import { isModelSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Line } from './line.ts';

/** The lines of one column: what the steps of a packet (or of a recording, without packet) look like downward. */
export function linesOf(trace: Trace, steps: readonly Step[], packet: number | undefined): readonly Line[] {
  const occurrences = new Map<string, number>();
  const numbered = (line: Line): Line => {
    const occurrence = (occurrences.get(line.key) ?? 0) + 1;
    occurrences.set(line.key, occurrence);
    return { ...line, key: `${line.key}#${occurrence}` };
  };
  return steps.flatMap((step, at) => [
    ...headLines(trace, step, steps[at - 1]),
    ...callLines(trace, step, packet).map(numbered),
    ...endLines(trace, step, steps[at + 1], packet).map(numbered),
  ]);
}

/** How the CPU comes to the step: interrupt, wake-up, switch, return. */
function headLines(trace: Trace, step: Step, before: Step | undefined): Line[] {
  const { context } = step;
  const indent = indentOf(trace, step.slice);
  const lines: Line[] = [];
  const left = before === undefined ? undefined : leaveLine(trace, before, step);
  if (left !== undefined) lines.push(left);
  const stub = step.realSwitch === undefined ? undefined : wakingStub(trace, step);
  if (stub !== undefined) {
    const name = textOf(trace, trace.slices.name[stub]);
    const texts = [`<hardirq ${name}> wake ${context.thread}`, `<hardirq ${name}> wake`, `<hardirq ${name}>`];
    const stubIndent = indentOf(trace, stub);
    lines.push(
      line(step, `trap:${step.key}`, trapStart(trace, stub), stubIndent, texts, wakeNote(trace, stub)),
    );
  }
  if (step.realSwitch !== undefined) lines.push(switchLine(step, step.realSwitch));
  else if (context.interrupted !== undefined) lines.push(interruptLine(trace, step, indent));
  else if (before !== undefined && before.context.interrupted !== undefined && left === undefined) {
    lines.push(
      line(
        step,
        `enter:${step.key}`,
        exitStart(trace, step, before),
        indentOf(trace, before.slice),
        closing(trace, before),
      ),
    );
  }
  if (context.kind === 'user' || context.kind === 'idle' || context.kind === 'sys') {
    lines.push(line(step, `run:${step.key}`, step.t, 0, [context.thread || context.name]));
  }
  return lines;
}

/** The end of an interrupt whose CPU does not simply return to what it interrupted. */
function leaveLine(trace: Trace, before: Step, step: Step): Line | undefined {
  if (before.context.interrupted === undefined || step.realSwitch === undefined) return undefined;
  const outermost = enclosing(trace, before.slice).toReversed()[1] ?? before.slice;
  const { end } = trace.slices;
  return line(
    before,
    `leave:${before.key}`,
    end[outermost],
    indentOf(trace, outermost),
    closing(trace, before),
  );
}

function switchLine(step: Step, real: NonNullable<Step['realSwitch']>): Line {
  const texts = [
    `--> [${real.number}] ${real.from} -> ${real.to}`,
    `--> [${real.number}] to ${real.to}`,
    `[${real.number}] > ${real.to}`,
  ];
  const note =
    real.direct + real.refill === 0 ? '' : `${duration(real.direct)} direct, ${duration(real.refill)} refill`;
  return line(step, `enter:${step.key}`, real.t, 0, texts, note);
}

function interruptLine(trace: Trace, step: Step, indent: number): Line {
  const { context } = step;
  const head = `<${wordFor(trace, context)} ${context.name}>`;
  const brief = context.kind === 'hardirq' ? context.name : wordFor(trace, context);
  const texts = context.borrowed ? [`${head} borrows stack`, `${head} borrow`, `<${brief}> borrow`] : [head];
  const hard = context.kind === 'hardirq';
  const note = context.borrowed
    ? `own stack, above ${context.interrupted}`
    : `on top of ${context.interrupted}`;
  const key = hard ? `trap:${step.key}` : `enter:${step.key}`;
  const start = hard ? trapStart(trace, step.slice) : trace.slices.start[step.slice];
  return line(step, key, start, indent, texts, note);
}

function callLines(trace: Trace, step: Step, packet: number | undefined): Line[] {
  const indent = indentOf(trace, step.slice) + 2;
  return callsIn(trace, step, packet).map((call) =>
    line(step, `call:${call.name}`, call.t, indent, [`${call.name}()`], call.source),
  );
}

/** What a step ends with: the packet's fate, or a device that goes on working for it. */
function endLines(trace: Trace, step: Step, next: Step | undefined, packet: number | undefined): Line[] {
  const journey = packet === undefined ? undefined : journeyOf(trace, packet);
  if (packet === undefined || journey === undefined) return [];
  const lines: Line[] = [];
  const end = next?.t ?? endOfTrace(trace);
  const within = (t: number): boolean => t >= step.t && (t < end || next === undefined);
  const indent = indentOf(trace, step.slice) + 2;
  const { delivered, dropped } = journey;
  if (delivered !== undefined && within(delivered) && step.role !== 'user') {
    lines.push(line(step, 'fate', delivered, indent, ['=> delivered']));
  }
  if (dropped !== undefined && within(dropped.t)) {
    const texts = [
      `=> dropped: ${dropped.where}, ${dropped.reason}`,
      `=> dropped: ${dropped.where}`,
      '=> dropped',
    ];
    lines.push(line(step, 'fate', dropped.t, indent, texts));
  }
  return [...lines, ...deviceLines(trace, packet, step, end)];
}

/** `:   ubsec0 busy 20.0 us`, under the step during which the device ends its work for the packet. */
function deviceLines(trace: Trace, packet: number, step: Step, end: number): Line[] {
  const { devices } = trace;
  const lines: Line[] = [];
  for (let row = 0; row < devices.length; row++) {
    const name = textOf(trace, devices.device[row]);
    const ends = devices.end[row] > step.t && devices.end[row] <= end;
    if (devices.packet[row] !== packet || !ends || /^(wire |nic)/.test(name)) continue;
    const busy = duration(devices.end[row] - devices.start[row]);
    lines.push(
      line(step, `wait:${name}`, undefined, 2, [
        `:   ${name} busy ${busy}`,
        `: ${name} ${busy}`,
        `: busy ${busy}`,
        `: ${name}`,
      ]),
    );
  }
  return lines;
}

function line(
  step: Step,
  key: string,
  t: number | undefined,
  indent: number,
  texts: readonly string[],
  note = '',
): Line {
  return { key, t, cpu: step.context.cpu, indent, texts, note };
}

/** Two characters for every kernel context below a slice; a user or idle thread at the bottom counts nothing. */
function indentOf(trace: Trace, slice: number): number {
  const below = enclosing(trace, slice)
    .slice(1)
    .filter((row) => isContext(trace.slices.kind[row]));
  const kernel = below.filter((row) => !['user', 'idle', 'sys'].includes(KINDS[trace.slices.kind[row]]));
  return 2 * kernel.length;
}

/** BSD says softint, Linux says softirq. */
function wordFor(trace: Trace, context: Context): string {
  if (context.kind !== 'softirq') return context.kind;
  const { summary } = trace;
  return summary !== undefined && isModelSummary(summary) && summary.kernel.includes('bsd')
    ? 'softint'
    : 'softirq';
}

function closing(trace: Trace, step: Step): readonly string[] {
  const below = enclosing(trace, step.slice).filter((row) => KINDS[trace.slices.kind[row]] === 'hardirq');
  const alone = step.context.kind === 'softirq' && below.length === 0 && !followsHardirq(trace, step.slice);
  return [alone ? `</${wordFor(trace, step.context)}>` : '</hardirq>'];
}

/** True for a soft interrupt that runs on the way out of a hard one: its sibling just before it. */
function followsHardirq(trace: Trace, slice: number): boolean {
  const { slices } = trace;
  for (let row = slice - 1; row >= 0; row--) {
    if (slices.cpu[row] !== slices.cpu[slice] || slices.depth[row] > slices.depth[slice]) continue;
    return (
      slices.depth[row] === slices.depth[slice] &&
      slices.kind[row] === KIND.hardirq &&
      slices.end[row] === slices.start[slice]
    );
  }
  return false;
}

/** The hard interrupt since the step before that only woke the thread of this step. */
function wakingStub(trace: Trace, step: Step): number | undefined {
  const { slices } = trace;
  if (step.context.kind !== 'irqthread') return undefined;
  for (let row = step.slice - 1; row >= 0 && slices.start[row] > step.after; row--) {
    const named = textOf(trace, slices.name[row]) === step.context.thread;
    if (slices.kind[row] === KIND.hardirq && named && slices.cpu[row] === step.context.cpu) return row;
  }
  return undefined;
}

function wakeNote(trace: Trace, stub: number): string {
  return `wakes its thread, ${duration(trace.slices.end[stub] - trace.slices.start[stub])}`;
}

/** Begin of the trap that leads into a hardirq slice, ns; of the slice itself where the trace has no traps. */
function trapStart(trace: Trace, hardirq: number): number {
  const { slices } = trace;
  for (let row = hardirq - 1; row >= 0 && slices.start[row] >= slices.start[hardirq] - 1e6; row--) {
    const adjoins = slices.end[row] === slices.start[hardirq] && slices.cpu[row] === slices.cpu[hardirq];
    if (adjoins && slices.kind[row] === KIND.trap) return slices.start[row];
  }
  return slices.start[hardirq];
}

/** When the way back from the interrupts of `before` begins: the trap leaf just before the step, or the step. */
function exitStart(trace: Trace, step: Step, before: Step): number {
  const { slices } = trace;
  for (let row = before.slice; row < slices.length && slices.start[row] <= step.t; row++) {
    const adjoins = slices.end[row] === step.t && slices.cpu[row] === step.context.cpu;
    if (adjoins && slices.kind[row] === KIND.trap) return slices.start[row];
  }
  return step.t;
}
