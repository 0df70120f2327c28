/** The page's end of the worker: starts it when there is something to run, and again when it has died. */
import type { Experiment } from '../model/types.ts';
import type { TraceBatch } from '../trace/recorder.ts';
import type { Failure, FromWorker, Progress, RunId, ToWorker } from './protocol.ts';
import { createWatchdog } from './watchdog.ts';

export type { Failure, Progress } from './protocol.ts';
export { spawnWorker } from './spawn.ts';

/** What the client needs of a `Worker`. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: string, listener: (event: Event) => void, options: { signal: AbortSignal }): void;
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
  /** The watchdog's tick, in ms: a worker with work that says nothing for eight of them counts as dead. */
  readonly tickMs?: number;
}

const TICK_MS = 1000;

/** A worker, and the way to stop listening to it. */
interface Living {
  readonly worker: WorkerLike;
  readonly listeners: AbortController;
}

/**
 * A client over workers that `makeWorker` starts, one at a time. A worker that reports an error or falls silent is ended,
 * its jobs fail with a message that says so, and the next job gets a new worker.
 */
export function createClient(makeWorker: () => WorkerLike, options: ClientOptions = {}): Client {
  const jobs = new Map<RunId, JobHandlers>();
  let living: Living | undefined;
  let lastId = 0;
  const watchdog = createWatchdog(options.tickMs ?? TICK_MS, {
    ask: () => living?.worker.postMessage({ type: 'ping' }, []),
    silent: () => buryWorker('it did not answer for too long'),
  });

  function begin(handlers: JobHandlers, message: (run: RunId) => ToWorker, transfer: Transferable[]): Job {
    const id = ++lastId;
    jobs.set(id, handlers);
    try {
      living ??= startWorker();
      living.worker.postMessage(message(id), transfer);
      watchdog.start();
    } catch (error) {
      // Told later, because the caller does not hold the job yet.
      queueMicrotask(() => end(id)?.failed(workerFailure(`it could not be started: ${String(error)}`)));
    }
    return { id, cancel: () => cancel(id) };
  }

  function startWorker(): Living {
    const started: Living = { worker: makeWorker(), listeners: new AbortController() };
    const { signal } = started.listeners;
    const on = (type: string, listener: (event: Event) => void): void => {
      started.worker.addEventListener(type, listener, { signal });
    };
    on('message', (event) => hear((event as MessageEvent<FromWorker>).data));
    on('error', (event) => buryWorker(causeOf(event)));
    on('messageerror', () => buryWorker('a message from it could not be read'));
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
    living?.worker.postMessage({ type: 'cancel', run: id }, []);
    handlers.cancelled();
  }

  function buryWorker(why: string): void {
    endWorker();
    endAll((handlers) => handlers.failed(workerFailure(why)));
  }

  function endWorker(): void {
    living?.listeners.abort();
    living?.worker.terminate();
    living = undefined;
  }

  function endAll(tell: (handlers: JobHandlers) => void): void {
    const ids = Array.from(jobs.keys());
    for (const id of ids) {
      const handlers = end(id);
      if (handlers !== undefined) tell(handlers);
    }
  }

  return {
    run: (experiment, handlers) => begin(handlers, (run) => ({ type: 'run', run, experiment }), []),
    importFile: (bytes, name, handlers) => {
      const copy = bytes.slice();
      return begin(handlers, (run) => ({ type: 'import', run, name, bytes: copy }), [copy.buffer]);
    },
    dispose: () => {
      endAll((handlers) => handlers.cancelled());
      endWorker();
    },
  };
}

/** An error without words is what a browser reports when the worker's script could not be loaded. */
function causeOf(event: Event): string {
  const { message } = event as Partial<ErrorEvent>;
  return message === undefined || message === '' ? 'its script could not be loaded' : message;
}

function workerFailure(why: string): Failure {
  return {
    kind: 'worker',
    message: `The worker that runs the model died (${why}). The next run starts a new one.`,
  };
}
