import * as v from 'valibot';

/** One turn of the page's main thread; input waits until it is over. */
export interface Task {
  /** ms of CPU that it took, so that a shared machine does not count what others ran meanwhile. */
  readonly cpu: number;
  /** ms on the clock. */
  readonly wall: number;
}

/** What the browser has to record for `tasksIn`. */
export const CATEGORIES = ['toplevel', 'disabled-by-default-devtools.timeline'];

const TRACE = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      ph: v.string(),
      pid: v.number(),
      tid: v.number(),
      dur: v.optional(v.number()),
      tdur: v.optional(v.number()),
      args: v.optional(v.looseObject({ name: v.optional(v.unknown()) })),
    }),
  ),
});

type TraceEvent = v.InferOutput<typeof TRACE>['traceEvents'][number];

const TASK = 'RunTask';
const US_PER_MS = 1000;

/**
 * The tasks of the busiest main thread in a trace of the browser (trace-event JSON), longest first. Throws ValiError if the
 * text is no such trace, and Error if it has no task.
 */
export function tasksIn(json: string): readonly Task[] {
  const { traceEvents } = v.parse(TRACE, JSON.parse(json));
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const byThread = new Map<string, Task[]>();
  for (const event of traceEvents) {
    const thread = threadOf(event);
    if (event.ph !== 'X' || event.name !== TASK || !mains.has(thread)) continue;
    const tasks = byThread.get(thread) ?? [];
    tasks.push(taskOf(event));
    byThread.set(thread, tasks);
  }
  const [busiest] = [...byThread.values()].toSorted((a, b) => total(b) - total(a));
  if (busiest === undefined) throw new Error('the browser recorded no task of a page');
  return busiest.toSorted((a, b) => b.cpu - a.cpu);
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

function taskOf({ dur = 0, tdur = dur }: TraceEvent): Task {
  return { cpu: tdur / US_PER_MS, wall: dur / US_PER_MS };
}

function total(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { cpu }) => sum + cpu, 0);
}
