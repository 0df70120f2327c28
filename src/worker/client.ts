/** The page's end of the worker: starts it when there is something to run, and again when it has died. */
import type { Experiment } from '../model/types.ts';
import type { TraceBatch } from '../trace/recorder.ts';
import type { Failure, FromWorker, Progress, RunId, ToWorker } from './protocol.ts';
import { createWatchdog } from './watchdog.ts';

export type { Failure, Progress } from './protocol.ts';

/** What the client needs of a `Worker`. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** Hears of one job. After `batch` and `progress` any number of times, exactly one of the other three is called, once. */
export interface JobHandlers {
  batch(batch: TraceBatch, progress: Progress): void;
  progress(progress: Progress): void;
  done(): void;
  failed(failure: Failure): void;
  cancelled(): void;
}

export interface Job {
  readonly id: RunId;
  /** Stops the job at once; does nothing when it is over. */
  cancel(): void;
}

export interface Client {
  run(experiment: Experiment, handlers: JobHandlers): Job;
  /** The bytes are copied, so that the caller may keep them. */
  importFile(bytes: Uint8Array, name: string, handlers: JobHandlers): Job;
  /** Cancels everything and ends the worker. */
  dispose(): void;
}

export interface ClientOptions {
  /** How long a worker with work may say nothing before it counts as dead, in ms. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 20_000;

/**
 * A client over workers that `makeWorker` starts, one at a time. A worker that reports an error or falls silent is ended,
 * its jobs fail with a message that says so, and the next job gets a new worker.
 */
export function createClient(makeWorker: () => WorkerLike, options: ClientOptions = {}): Client {
  const jobs = new Map<RunId, JobHandlers>();
  let worker: WorkerLike | undefined;
  let lastId = 0;
  const watchdog = createWatchdog(options.silenceMs ?? SILENCE_MS, {
    ask: () => worker?.postMessage({ type: 'ping' }, []),
    silent: () => buryWorker('it did not answer for too long'),
  });

  function begin(handlers: JobHandlers, message: (run: RunId) => ToWorker, transfer: Transferable[]): Job {
    const id = ++lastId;
    jobs.set(id, handlers);
    try {
      worker ??= startWorker();
      worker.postMessage(message(id), transfer);
      watchdog.start();
    } catch (error) {
      // Told later, because the caller does not hold the job yet.
      queueMicrotask(() => end(id)?.failed(workerFailure(`it could not be started: ${String(error)}`)));
    }
    return { id, cancel: () => cancel(id) };
  }

  function startWorker(): WorkerLike {
    const started = makeWorker();
    started.onmessage = (event) => hear(event.data);
    started.onerror = (event) => {
      buryWorker(
        event.message === '' || event.message === undefined
          ? 'its script could not be loaded'
          : event.message,
      );
    };
    started.onmessageerror = () => buryWorker('a message from it could not be read');
    return started;
  }

  function hear(message: FromWorker): void {
    watchdog.heard();
    switch (message.type) {
      case 'pong':
        return;
      case 'batch':
        return jobs.get(message.run)?.batch(message.batch, message.progress);
      case 'progress':
        return jobs.get(message.run)?.progress(message.progress);
      case 'done':
        return end(message.run)?.done();
      case 'failed':
        return end(message.run)?.failed(message.failure);
    }
  }

  /** Forgets a job and gives back its handlers, so that nobody can end it twice. */
  function end(id: RunId): JobHandlers | undefined {
    const handlers = jobs.get(id);
    jobs.delete(id);
    if (jobs.size === 0) watchdog.stop();
    return handlers;
  }

  function cancel(id: RunId): void {
    const handlers = end(id);
    if (handlers === undefined) return;
    worker?.postMessage({ type: 'cancel', run: id }, []);
    handlers.cancelled();
  }

  function buryWorker(why: string): void {
    endWorker();
    for (const id of [...jobs.keys()]) end(id)?.failed(workerFailure(why));
  }

  function endWorker(): void {
    if (worker === undefined) return;
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker.terminate();
    worker = undefined;
  }

  return {
    run: (experiment, handlers) => begin(handlers, (run) => ({ type: 'run', run, experiment }), []),
    importFile: (bytes, name, handlers) => {
      const copy = bytes.slice();
      return begin(handlers, (run) => ({ type: 'import', run, name, bytes: copy }), [copy.buffer]);
    },
    dispose: () => {
      for (const id of [...jobs.keys()]) end(id)?.cancelled();
      endWorker();
    },
  };
}

function workerFailure(why: string): Failure {
  return {
    kind: 'worker',
    message: `The worker that runs the model died (${why}). The next run starts a new one.`,
  };
}
