/** Where in the trace a line's time and indent come from. */
import { enclosing, isContext, isInterrupt, textOf, type Context, type Step } from '../../analysis/index.ts';
import { KIND, KINDS } from '../../trace/kinds.ts';
import { isModelSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Line } from './line.ts';

/** A line of a step; `t` in ns. */
export function line(
  step: Step,
  key: string,
  t: number | undefined,
  indent: number,
  texts: readonly string[],
  notes: readonly string[] = [],
): Line {
  return { key, t, cpu: step.context.cpu, indent, texts, notes };
}

/** Two characters for every interrupt below a slice and for a kernel thread at the bottom; user and idle count nothing. */
export function indentOf(trace: Trace, slice: number): number {
  const { kind } = trace.slices;
  const [, ...below] = enclosing(trace, slice).filter((row) => isContext(kind[row]) || row === slice);
  const interrupts = below.filter((row) => isInterrupt(kind[row]));
  const onThread = below.some((row) => kind[row] === KIND.kthread || kind[row] === KIND.irqthread);
  const isThread = !isInterrupt(kind[slice]);
  return 2 * (interrupts.length + (onThread && !isThread ? 1 : 0));
}

/** Begin of the trap that leads into a hardirq slice, ns; of the slice itself where the trace has no traps. */
export function trapStart(trace: Trace, hardirq: number): number {
  const { slices } = trace;
  for (let row = hardirq - 1; row >= 0; row--) {
    if (slices.cpu[row] !== slices.cpu[hardirq]) continue;
    if (slices.kind[row] === KIND.trap && slices.end[row] === slices.start[hardirq]) return slices.start[row];
    if (slices.end[row] < slices.start[hardirq]) break;
  }
  return slices.start[hardirq];
}

/** When the way back from the interrupts of `before` begins: the trap leaf just before the step, or the step. */
export function exitStart(trace: Trace, step: Step, before: Step): number {
  const { slices } = trace;
  for (let row = before.slice; row < slices.length && slices.start[row] <= step.t; row++) {
    const adjoins = slices.end[row] === step.t && slices.cpu[row] === step.context.cpu;
    if (adjoins && slices.kind[row] === KIND.trap) return slices.start[row];
  }
  return step.t;
}

/** `hardirq`, `softint` (BSD) or `softirq` (Linux). */
export function wordFor(trace: Trace, kind: Context['kind']): string {
  const { summary } = trace;
  const bsd = summary !== undefined && isModelSummary(summary) && summary.kernel.includes('bsd');
  return kind === 'softirq' && bsd ? 'softint' : kind;
}

/** `<hardirq nic0>`, and in brief what it is called where there is little room. */
export function tagOf(trace: Trace, slice: number): { readonly tag: string; readonly brief: string } {
  const kind = KINDS[trace.slices.kind[slice]];
  const name = textOf(trace, trace.slices.name[slice]);
  const word = wordFor(trace, kind);
  return { tag: `<${word} ${name}>`, brief: kind === 'hardirq' ? name : word };
}

/** What closes the interrupts of a step: the outermost of them gives it its name. */
export function closingTag(trace: Trace, step: Step): string {
  const hard = enclosing(trace, step.slice).some((row) => trace.slices.kind[row] === KIND.hardirq);
  const alone = step.context.kind === 'softirq' && !hard && !followsHardirq(trace, step.slice);
  return alone ? `</${wordFor(trace, 'softirq')}>` : '</hardirq>';
}

/** True for a soft interrupt that runs on the way out of a hard one: its sibling just before it. */
function followsHardirq({ slices }: Trace, slice: number): boolean {
  for (let row = slice - 1; row >= 0; row--) {
    if (slices.cpu[row] !== slices.cpu[slice] || slices.depth[row] > slices.depth[slice]) continue;
    const adjoins = slices.depth[row] === slices.depth[slice] && slices.end[row] === slices.start[slice];
    return adjoins && slices.kind[row] === KIND.hardirq;
  }
  return false;
}
