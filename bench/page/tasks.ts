import * as v from 'valibot';

/** One turn of the page's main thread; input waits until it is over. */
export interface Task {
  /** ms of CPU that it took, so that a shared machine does not count what others ran meanwhile. */
  readonly cpu: number;
  /** ms on the clock. */
  readonly wall: number;
}

/** What the browser has to record for `tasksIn`. */
export const CATEGORIES = ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
/** The page sets this mark (`performance.mark`) while it is recorded: the browser's own interface has pages too. */
export const MARK = 'irqlanes-bench';

const TRACE = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      ph: v.string(),
      pid: v.number(),
      tid: v.number(),
      ts: v.number(),
      dur: v.optional(v.number()),
      tdur: v.optional(v.number()),
      args: v.optional(
        v.looseObject({
          chrome_mojo_event_info: v.optional(v.looseObject({ mojo_interface_tag: v.optional(v.string()) })),
        }),
      ),
    }),
  ),
});

type TraceEvent = v.InferOutput<typeof TRACE>['traceEvents'][number];

const TASK = 'RunTask';
/** How what drives the page from outside speaks to it: its turns are not the page's. */
const DRIVER = 'blink.mojom.DevToolsSession';
const US_PER_MS = 1000;

/**
 * The tasks of the main thread of the page that was marked, in a trace of the browser (trace-event JSON), longest first. Throws
 * ValiError if the text is no such trace, and Error if it has no mark.
 */
export function tasksIn(json: string): readonly Task[] {
  const { traceEvents } = v.parse(TRACE, JSON.parse(json));
  const mark = traceEvents.find(({ name }) => name === MARK);
  if (mark === undefined) throw new Error(`the browser recorded no mark ${MARK} of a page`);
  const own = traceEvents.filter(({ pid, tid, ph }) => pid === mark.pid && tid === mark.tid && ph === 'X');
  const driven = own.filter(({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === DRIVER);
  return own
    .filter((event) => event.name === TASK && !driven.some((turn) => contains(event, turn)))
    .map(taskOf)
    .toSorted((a, b) => b.cpu - a.cpu);
}

function contains(outer: TraceEvent, inner: TraceEvent): boolean {
  return inner.ts >= outer.ts && inner.ts < outer.ts + (outer.dur ?? 0);
}

function taskOf({ dur = 0, tdur = dur }: TraceEvent): Task {
  return { cpu: tdur / US_PER_MS, wall: dur / US_PER_MS };
}
