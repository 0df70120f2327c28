/** The client over a real worker, and the browser's own parts of the store, as functions that a test may call. */
import { resolve } from '../../../src/scenarios/index.ts';
import { elementWants } from '../../../src/store/keys.ts';
import { createShelf } from '../../../src/store/shelf.ts';
import { traceHash } from '../../../src/trace/format.ts';
import { applyBatch } from '../../../src/trace/recorder.ts';
import { createTrace } from '../../../src/trace/trace.ts';
import { createClient, spawnWorker, type JobHandlers } from '../../../src/worker/client.ts';

/** How a job ended; `hash` is of the trace that its batches made. */
export interface Outcome {
  readonly end: 'done' | 'cancelled' | string;
  readonly hash: string;
  readonly batches: number;
}

export interface WorkerPage {
  run(scenario: string, kernel: string, until?: number): Promise<Outcome>;
  /** Begins a run that lasts long and cancels it after its first batch. */
  cancelled(): Promise<Outcome>;
  importFile(bytes: readonly number[]): Promise<Outcome>;
  /** Puts files on the shelf one after the other; which of them it still has. */
  keep(names: readonly string[]): Promise<readonly string[]>;
  /** Which of these elements want a key for themselves. */
  wanting(ids: readonly string[], key: string, code: string): readonly string[];
}

const client = createClient(spawnWorker, { tickMs: 200 });

function outcome(
  origin: 'model' | 'recording',
  begin: (handlers: JobHandlers) => { cancel(): void },
  cancel = false,
) {
  const trace = createTrace(origin);
  let batches = 0;
  return new Promise<Outcome>((settle) => {
    const over = (end: string): void => {
      void traceHash(trace).then((hash) => settle({ end, hash, batches }));
    };
    const job = begin({
      batch: (batch) => {
        batches += 1;
        applyBatch(trace, batch);
        if (cancel) job.cancel();
      },
      progress: () => undefined,
      done: () => over('done'),
      cancelled: () => over('cancelled'),
      failed: ({ message }) => over(message),
    });
  });
}

function experiment(scenario: string, kernel: string, until?: number) {
  const resolved = resolve({ scenario, kernel, until });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  return resolved.experiment;
}

const page: WorkerPage = {
  run: (scenario, kernel, until) =>
    outcome('model', (handlers) => client.run(experiment(scenario, kernel, until), handlers)),
  cancelled: () =>
    outcome(
      'model',
      (handlers) => client.run(experiment('four-gbe', 'netbsd3', 10_000_000_000), handlers),
      true,
    ),
  importFile: (bytes) =>
    outcome('recording', (handlers) => client.importFile(Uint8Array.from(bytes), 'trace', handlers)),
  keep: async (names) => {
    let now = 0;
    const shelf = createShelf(() => now, `test-${performance.now()}`);
    for (const name of names) {
      now += 1;
      await shelf.put(name, new TextEncoder().encode(name));
    }
    const kept: string[] = [];
    for (const name of names) {
      const bytes = await shelf.get(name);
      if (bytes !== undefined) kept.push(new TextDecoder().decode(bytes));
    }
    return kept;
  },
  wanting: (ids, key, code) => ids.filter((id) => elementWants(document.getElementById(id), { key, code })),
};

Object.assign(window, { workerPage: page });
