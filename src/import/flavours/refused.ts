/** Why a text without a readable line cannot be read. */
import { READABLE } from '../problem.ts';

export interface Refusal {
  /** Line from 1. */
  readonly line: number;
  readonly what: string;
  readonly right: string;
}

interface Sign {
  readonly pattern: RegExp;
  readonly what: string;
  readonly right: string;
}

const SIGNS: readonly Sign[] = [
  {
    pattern: /^# tracer: function_graph/,
    what: 'is the output of the function_graph tracer, which nests functions and names no events',
    right: 'record events: `echo nop > current_tracer`, then `echo 1 > events/sched/enable` and the like',
  },
  {
    pattern: /^\s{0,20}(?:\d{1,9}\.\d{6} \|\s{1,6})?\d{1,4}\)\s/,
    what: 'is a line of the function_graph tracer, which nests functions and names no events',
    right: 'record events: `echo nop > current_tracer`, then `echo 1 > events/sched/enable` and the like',
  },
  {
    pattern: /^\d{1,10} \d{1,4} \d{1,20} (?:type: |#)/,
    what: 'was printed with the option `raw`, which leaves out what the events are',
    right: 'print it again after `echo 0 > options/raw`',
  },
  {
    pattern: /^\s{0,8}\{/,
    what: 'is JSON',
    right: READABLE,
  },
  {
    pattern: /^.{1,64}? \d{1,10}(?:\/\d{1,10})? \[\d{3,4}\]\s{1,8}\d{1,12}\.\d{6}:\s/,
    what: 'looks like the output of `perf script`',
    right: 'record with trace-cmd or tracefs, and print it with `trace-cmd report`',
  },
  {
    pattern: /^# entries-in-buffer\/entries-written: 0\//,
    what: 'is a recording without events',
    right: 'switch events on (`echo 1 > events/irq/enable`) and `tracing_on` to 1 before recording',
  },
];

/** Names the reason if the text shows one; `lines` are its first lines. */
export function refusalOf(lines: readonly string[]): Refusal | undefined {
  for (let at = 0; at < lines.length; at++) {
    const sign = SIGNS.find(({ pattern }) => pattern.test(lines[at]));
    if (sign !== undefined) return { line: at + 1, what: sign.what, right: sign.right };
  }
  return undefined;
}
