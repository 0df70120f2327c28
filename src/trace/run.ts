/** How anything that makes a trace hands it over: a model that runs, a recording that is read. */
import type { TraceBatch } from './recorder.ts';

/** Where a run's trace goes. */
export interface Sink {
  batch(batch: TraceBatch): void;
}

/** A run that is going on. Call `advance` until it says true. */
export interface Run {
  /** Processes up to `maxEvents` events and sends a batch; true when the run is over and its summary was sent. */
  advance(maxEvents: number): boolean;
  /** How far it is and how far it goes: ns of simulated time for a model, bytes for a recording. `total` may shrink. */
  readonly progress: { readonly now: number; readonly total: number };
}
