/** Recordings of real kernels: from the bytes of an ftrace text to the same trace that a model run makes. */
import { applyBatch } from '../trace/recorder.ts';
import type { Run, Sink } from '../trace/run.ts';
import { createTrace, type Trace } from '../trace/trace.ts';
import { knownTables, Reading, RECORDED_TABLES } from './reading.ts';

export { ImportProblem } from './problem.ts';
export { MAX_TEXT_BYTES } from './unpack.ts';
export { knownTables, RECORDED_TABLES };

/** Lines per step of `importToEnd`. */
const STEP = 100_000;

/**
 * Begins to import a file, plain or gzip; `name` is what messages call it. The trace goes to `sink` in batches, the summary
 * (a RecordingSummary) with the last one; `progress` is in bytes of text, of which each is read twice. Throws ImportProblem,
 * here or from the first calls of `advance`, before anything was sent.
 */
export function startImport(bytes: Uint8Array, name: string, sink: Sink): Run {
  return new Reading(bytes, name, sink);
}

/** Imports a whole file at once. Throws ImportProblem. */
export function importToEnd(bytes: Uint8Array, name: string): Trace {
  const trace = createTrace('recording', RECORDED_TABLES);
  const run = startImport(bytes, name, { batch: (batch) => applyBatch(trace, batch) });
  while (!run.advance(STEP)) continue;
  trace.known = knownTables(trace);
  return trace;
}
