/** What the page and its worker say to each other. Every message but `ping` and `pong` names the run it is about. */
import type { Experiment } from '../model/types.ts';
import type { TraceBatch } from '../trace/recorder.ts';

/** Counts up from 1 for each client; never used twice. */
export type RunId = number;

export type ToWorker =
  | { readonly type: 'run'; readonly run: RunId; readonly experiment: Experiment }
  | { readonly type: 'import'; readonly run: RunId; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: 'cancel'; readonly run: RunId }
  | { readonly type: 'ping' };

/** `now` of `total` in the run's own measure, as in `Run.progress`. */
export interface Progress {
  readonly now: number;
  readonly total: number;
}

/**
 * Whose fault a failure is: the input's (its message tells the reader what would be right), the program's, or the
 * worker's, which is gone and starts anew with the next run.
 */
export type FailureKind = 'input' | 'program' | 'worker';

export interface Failure {
  readonly kind: FailureKind;
  /** One line for the reader. */
  readonly message: string;
}

export type FromWorker =
  | { readonly type: 'batch'; readonly run: RunId; readonly batch: TraceBatch; readonly progress: Progress }
  | { readonly type: 'progress'; readonly run: RunId; readonly progress: Progress }
  | { readonly type: 'done'; readonly run: RunId }
  | { readonly type: 'failed'; readonly run: RunId; readonly failure: Failure }
  | { readonly type: 'pong' };
