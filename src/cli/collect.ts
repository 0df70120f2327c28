import { applyBatch } from '../trace/recorder.ts';
import type { Run, Sink } from '../trace/run.ts';
import { createTrace, type Trace } from '../trace/trace.ts';
import type { Terminal } from './terminal.ts';

/** Events between two looks at the progress: some tenths of a second of work. */
const EVENTS_PER_TURN = 500_000;

/** Runs to the end and gives the whole trace, showing progress under the given name. */
export function collect(
  origin: Trace['origin'],
  start: (sink: Sink) => Run,
  name: string,
  terminal: Terminal,
): Trace {
  const trace = createTrace(origin);
  const run = start({ batch: (batch) => applyBatch(trace, batch) });
  while (!run.advance(EVENTS_PER_TURN)) {
    const { now, total } = run.progress;
    terminal.progress(`${name}: ${Math.floor((100 * now) / Math.max(total, 1))} %`);
  }
  terminal.progress(undefined);
  return trace;
}
