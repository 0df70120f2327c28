import { Recorder } from '../../src/trace/recorder.ts';
import type { Run, Sink } from '../../src/trace/run.ts';
import type { Experiment } from '../../src/model/types.ts';
import type { WorkerLike } from '../../src/worker/client.ts';
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts';
import * as catalogue from '../../src/scenarios/index.ts';

/** An experiment as the catalogue resolves it. Throws where the catalogue has a problem with it. */
export function experimentOf(kernel = 'netbsd3', scenario = 'ipsec-round-trip', set = {}): Experiment {
  const resolved = catalogue.resolve({ scenario, kernel, set });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  return resolved.experiment;
}

/** A run of `total` events that writes one slice of 10 ns for each. */
export function countingRun(
  total: number,
  sink: Sink,
  onAdvance: (events: number) => void = () => undefined,
): Run {
  const recorder = new Recorder('model');
  let now = 0;
  return {
    advance: (events) => {
      onAdvance(events);
      for (let i = 0; i < events && now < total; i++, now++) {
        const row = recorder.openSlice(now * 10, 0, 0, 'user', recorder.name('work'), -1, -1, -1);
        recorder.closeSlice(row, now * 10 + 10);
      }
      sink.batch(recorder.flush(now * 10));
      return now === total;
    },
    get progress() {
      return { now: now * 10, total: total * 10 };
    },
  };
}

/** A worker that a test plays: it keeps what it was told and says what the test tells it to. */
export class FakeWorker extends EventTarget implements WorkerLike {
  readonly heard: ToWorker[] = [];
  terminated = false;

  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  /** An uncaught error, as the browser reports it to the page; without words where the script could not be loaded. */
  crash(message = ''): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}
