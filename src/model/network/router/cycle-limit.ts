import type { Frame, KernelCode } from '../../engine/frame.ts';

/** Length of the periods over which the share is counted, ns (kernels.md 1.6.27f). */
const PERIOD = 10_000_000;

/** Holds input back once packets have had their share of the CPU in a period, so that programs get the rest. */
export class CycleLimit {
  private readonly allowance: number;
  private readonly resume: (k: Frame) => KernelCode;
  private used = 0;
  private periodEnd = PERIOD;

  /** `share`: 0 to 1. */
  constructor(share: number, resume: (k: Frame) => KernelCode) {
    this.allowance = share * PERIOD;
    this.resume = resume;
  }

  get exhausted(): boolean {
    return this.used >= this.allowance;
  }

  /** The polling thread has worked for `ns`. */
  spend(ns: number): void {
    this.used += ns;
  }

  /** A clock tick: a new period begins when the old one is over. */
  *tick(k: Frame): KernelCode {
    if (k.now < this.periodEnd) return;
    this.periodEnd += PERIOD;
    const held = this.exhausted;
    this.used = 0;
    if (held) yield* this.resume(k);
  }
}
