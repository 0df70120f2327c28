import {
  contextOf,
  enclosing,
  isInterrupt,
  realSwitches,
  type RealSwitch,
  type Step,
} from '../../analysis/index.ts';
import { duration, microseconds } from '../../narrate/index.ts';
import { KIND } from '../../trace/kinds.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Line } from './line.ts';
import { closingTag, exitStart, indentOf, line, tagOf, trapStart } from './places.ts';

/** Switches between two steps that are shown one by one; more of them are other packets' business and only counted. */
const SHOWN_BETWEEN = 3;

/**
 * How the CPU comes to the step: interrupt, wake-up, switches, return. What came before `since` (ns) or before the step
 * before is left out.
 */
export function headLines(
  trace: Trace,
  step: Step,
  before: Step | undefined,
  since: number,
): readonly Line[] {
  const lines =
    step.realSwitch === undefined
      ? enterLines(trace, step, before)
      : switchLines(trace, step, before, step.realSwitch, Math.max(since - 1, step.after));
  const { context } = step;
  const runs = context.kind === 'user' || context.kind === 'idle' || context.kind === 'sys';
  return runs
    ? [...lines, line(step, `run:${step.key}`, step.t, 0, [context.thread || context.name])]
    : lines;
}

/** Into an interrupt, or back from one. */
function enterLines(trace: Trace, step: Step, before: Step | undefined): readonly Line[] {
  if (step.context.interrupted !== undefined) return [interruptLine(trace, step)];
  if (before?.context.interrupted === undefined) return [];
  const t = exitStart(trace, step, before);
  return [line(step, `enter:${step.key}`, t, outerIndent(trace, before), [closingTag(trace, before)])];
}

function interruptLine(trace: Trace, step: Step): Line {
  const { context, slice } = step;
  const { tag, brief } = tagOf(trace, slice);
  const indent = indentOf(trace, slice);
  if (trace.slices.start[slice] < step.after) {
    return line(step, `enter:${step.key}`, step.t, indent, [`back in ${tag}`, `back in ${brief}`]);
  }
  const hard = context.kind === 'hardirq';
  const t = hard ? trapStart(trace, slice) : trace.slices.start[slice];
  const texts = context.borrowed ? [`${tag} borrows stack`, `${tag} borrow`, `<${brief}> borrow`] : [tag];
  const notes = [`${context.borrowed ? 'own stack, above' : 'on top of'} ${context.interrupted}`];
  return line(step, `${hard ? 'trap' : 'enter'}:${step.key}`, t, indent, texts, notes);
}

/** The end of an interrupt, the interrupts that only woke or that blocked, and the switches after `since`, by time. */
function switchLines(
  trace: Trace,
  step: Step,
  before: Step | undefined,
  last: RealSwitch,
  since: number,
): readonly Line[] {
  const left = before === undefined ? [] : leaveLines(trace, before);
  const wakers = wakersOf(trace, step, before, since);
  const [first] = before === undefined ? wakers.slice(-1) : [];
  const from = first === undefined ? since : trace.slices.start[first];
  const between = realSwitches(trace, from, last.t).filter(
    (real) => real.cpu === last.cpu && real.number < last.number && real.t > from,
  );
  const few = between.length <= SHOWN_BETWEEN;
  const stubs = (few ? wakers : wakers.slice(-1)).map((slice) => wakerLine(trace, step, slice));
  const switches = few
    ? between.map((real, at) => switchLine(step, real, `between${between.length - at}:${step.key}`))
    : [othersLine(step, between)];
  const entered = switchLine(step, last, `enter:${step.key}`);
  return [...left, ...stubs, ...switches, entered].sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
}

function othersLine(step: Step, others: readonly RealSwitch[]): Line {
  const texts = [`... ${others.length} switches for others`, `... ${others.length} switches`];
  return line(step, `others:${step.key}`, others[0].t, 0, texts);
}

/** The end of an interrupt whose CPU does not simply return to what it interrupted. */
function leaveLines(trace: Trace, before: Step): readonly Line[] {
  if (before.context.interrupted === undefined) return [];
  const outermost = enclosing(trace, before.slice).toReversed()[1] ?? before.slice;
  const t = trace.slices.end[outermost];
  return [line(before, `leave:${before.key}`, t, outerIndent(trace, before), [closingTag(trace, before)])];
}

function outerIndent(trace: Trace, step: Step): number {
  const interrupts = enclosing(trace, step.slice).filter((row) => isInterrupt(trace.slices.kind[row]));
  return indentOf(trace, interrupts[interrupts.length - 1] ?? step.slice);
}

/**
 * The interrupts since the step before that did no more than wake the thread of this step, or that ran on its borrowed
 * stack until it had to block.
 */
function wakersOf(trace: Trace, step: Step, before: Step | undefined, since: number): readonly number[] {
  const { slices, names, threads } = trace;
  const found: number[] = [];
  for (let row = step.slice - 1; row >= 0 && slices.start[row] > since; row--) {
    if (slices.cpu[row] !== step.context.cpu || row === before?.slice || !isInterrupt(slices.kind[row]))
      continue;
    const wakes = slices.kind[row] === KIND.hardirq && names[slices.name[row]] === step.context.thread;
    const blocked = isBlocked(trace, row);
    if ((wakes && threads[slices.thread[step.slice]]?.kind === 'irqthread') || blocked) found.push(row);
  }
  return found.reverse();
}

/** True for a borrowed context that a real switch took the CPU from. */
function isBlocked(trace: Trace, slice: number): boolean {
  const { slices, switches } = trace;
  if (!contextOf(trace, slice).borrowed) return false;
  for (let row = 0; row < switches.length && switches.t[row] <= slices.end[slice]; row++) {
    const ends = switches.t[row] === slices.end[slice] && switches.cpu[row] === slices.cpu[slice];
    if (ends && switches.slice[row] >= 0 && switches.from[row] === slices.thread[slice]) return true;
  }
  return false;
}

function wakerLine(trace: Trace, step: Step, slice: number): Line {
  const { slices } = trace;
  const { tag, brief } = tagOf(trace, slice);
  const length = duration(slices.end[slice] - slices.start[slice]);
  const t = slices.kind[slice] === KIND.hardirq ? trapStart(trace, slice) : slices.start[slice];
  const key = `${slices.kind[slice] === KIND.hardirq ? 'trap' : 'soft'}:${step.key}`;
  if (isBlocked(trace, slice)) {
    const texts = [`${tag} borrows, blocks`, `${tag} blocks`, `<${brief}> blocks`];
    return line(step, key, t, indentOf(trace, slice), texts, ['becomes a thread']);
  }
  const texts = [`${tag} wake ${step.context.thread}`, `${tag} wake`, tag];
  return line(step, key, t, indentOf(trace, slice), texts, [
    `wakes its thread, ${length}`,
    'wakes its thread',
  ]);
}

function switchLine(step: Step, real: RealSwitch, key: string): Line {
  const texts = [
    `--> [${real.number}] ${real.from} -> ${real.to}`,
    `--> [${real.number}] to ${real.to}`,
    `[${real.number}] > ${real.to}`,
  ];
  const refill = real.refill === 0 ? 'no refill' : `${duration(real.refill)} refill`;
  const direct = duration(real.direct);
  const notes = [`${direct} direct, ${refill}`, `${microseconds(real.direct)} + ${duration(real.refill)}`];
  return line(step, key, real.t, 0, texts, real.direct + real.refill === 0 ? [] : notes);
}
