/** What runs inside the worker, apart from the worker itself, so that it runs in a test as well. */
import type { Experiment } from '../model/types.ts';
import { buffersOfBatch, type TraceBatch } from '../trace/recorder.ts';
import type { Run, Sink } from '../trace/run.ts';
import { checkFile } from './check-file.ts';
import { explain } from './explain.ts';
import type { FromWorker, RunId, ToWorker } from './protocol.ts';
import { splitBatch } from './split.ts';

/** Time that runs get before the worker listens again, in ms: short enough that a cancel is heard at once. */
const SLICE_MS = 6;
/** Time that one `advance` should take, in ms: several to a slice, so that a slice ends when it should. */
const ADVANCE_MS = 2;
/** Events of a run's first `advance`: few, so that there is something to see at once. */
const FIRST_EVENTS = 256;
const MOST_EVENTS = 1 << 18;
/** Rows of one message. Copying them into the page's trace takes well under a frame. */
const MAX_ROWS = 16_384;
/** A slower tick of progress for runs that send no batch for long. */
const PROGRESS_MS = 100;

/** How the host speaks, yields to messages and tells the time (ms). */
export interface HostPort {
  post(message: FromWorker, transfer: ArrayBuffer[]): void;
  /** Calls the task after the messages that have already come. */
  defer(task: () => void): void;
  now(): number;
}

/** The doors that the host opens; given from outside so that tests can put a run that fails behind them. */
export interface Starters {
  startRun(experiment: Experiment, sink: Sink): Run;
  startImport(bytes: Uint8Array, name: string, sink: Sink): Run;
}

export interface Host {
  receive(message: ToWorker): void;
}

interface Job {
  readonly id: RunId;
  readonly start: (sink: Sink) => Run;
  run: Run | undefined;
  events: number;
  upTo: number;
  saidAt: number;
}

/**
 * Advances any number of runs in turn, a few ms each, and sends what they write as it comes. A run that throws ends with
 * `failed`; the others go on.
 */
export function createHost(port: HostPort, starters: Starters): Host {
  const jobs: Job[] = [];
  let scheduled = false;

  function receive(message: ToWorker): void {
    switch (message.type) {
      case 'run':
        return add(message.run, (sink) => starters.startRun(message.experiment, sink));
      case 'import':
        return add(message.run, (sink) => {
          const { bytes, name } = checkFile(message.bytes, message.name);
          return starters.startImport(bytes, name, sink);
        });
      case 'cancel':
        return remove(message.run);
      case 'ping':
        return port.post({ type: 'pong' }, []);
    }
  }

  function add(id: RunId, start: Job['start']): void {
    jobs.push({ id, start, run: undefined, events: FIRST_EVENTS, upTo: 0, saidAt: port.now() });
    schedule();
  }

  function remove(id: RunId): void {
    const at = jobs.findIndex((job) => job.id === id);
    if (at >= 0) jobs.splice(at, 1);
  }

  function schedule(): void {
    if (scheduled || jobs.length === 0) return;
    scheduled = true;
    port.defer(() => {
      scheduled = false;
      const job = jobs.shift();
      if (job !== undefined && !finished(job)) jobs.push(job);
      schedule();
    });
  }

  /** Gives one job its slice of time; true when it is over, well or badly, and that has been said. */
  function finished(job: Job): boolean {
    try {
      if (!advance(job)) return false;
      port.post({ type: 'done', run: job.id }, []);
    } catch (error) {
      port.post({ type: 'failed', run: job.id, failure: explain(error) }, []);
    }
    return true;
  }

  function advance(job: Job): boolean {
    job.run ??= job.start({ batch: (batch) => send(job, batch) });
    const { run } = job;
    const until = port.now() + SLICE_MS;
    let before = port.now();
    for (;;) {
      if (run.advance(job.events)) return true;
      const after = port.now();
      job.events = nextEvents(job.events, after - before);
      before = after;
      if (after >= until) break;
    }
    if (before - job.saidAt >= PROGRESS_MS) {
      job.saidAt = before;
      port.post({ type: 'progress', run: job.id, progress: run.progress }, []);
    }
    return false;
  }

  function send(job: Job, batch: TraceBatch): void {
    const progress = job.run?.progress ?? { now: 0, total: 0 };
    for (const part of splitBatch(batch, MAX_ROWS, job.upTo)) {
      port.post({ type: 'batch', run: job.id, batch: part, progress }, buffersOfBatch(part));
    }
    job.upTo = batch.upTo;
    job.saidAt = port.now();
  }

  return { receive };
}

/** Events for the next `advance`, from those of the last one and the ms it took. */
function nextEvents(events: number, ms: number): number {
  if (ms < ADVANCE_MS / 2) return Math.min(MOST_EVENTS, events * 2);
  if (ms > ADVANCE_MS * 2) return Math.max(FIRST_EVENTS, events >> 1);
  return events;
}
