import type { Frame, KernelCode } from '../../engine/frame.ts';

/** Input stops when the filter's queue is three quarters full and goes on at one quarter (kernels.md 1.6.27e). */
const HIGH_WATER = 0.75;
const LOW_WATER = 0.25;

/** Holds input back while a queue downstream is full, so that what is dropped is dropped in the card for nothing. */
export class Feedback {
  private readonly limit: number;
  private readonly timeout: number;
  private readonly resume: (k: Frame) => KernelCode;
  private since = -1;

  /** `limit` of the queue; `timeout` in ns after which input goes on anyway, in case the reader hangs. */
  constructor(limit: number, timeout: number, resume: (k: Frame) => KernelCode) {
    this.limit = limit;
    this.timeout = timeout;
    this.resume = resume;
  }

  get inhibited(): boolean {
    return this.since >= 0;
  }

  /** The queue has grown to `length`. */
  grown(length: number, now: number): void {
    if (this.since < 0 && length >= this.limit * HIGH_WATER) this.since = now;
  }

  /** The queue has shrunk to `length`. */
  *shrunk(k: Frame, length: number): KernelCode {
    if (this.since < 0 || length > this.limit * LOW_WATER) return;
    yield* this.release(k);
  }

  /** A clock tick. */
  *tick(k: Frame): KernelCode {
    if (this.since < 0 || k.now - this.since < this.timeout) return;
    yield* this.release(k);
  }

  private *release(k: Frame): KernelCode {
    this.since = -1;
    yield* this.resume(k);
  }
}
