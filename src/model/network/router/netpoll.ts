import type { Charge, Frame, KernelCode } from '../../engine/frame.ts';
import type { Thread } from '../../engine/thread.ts';
import type { CycleLimit } from './cycle-limit.ts';
import type { Feedback } from './feedback.ts';
import { receive, transmitDone } from './forward.ts';
import { F } from './functions.ts';
import type { RouterPath } from './path.ts';

/**
 * The polling thread of Mogul and Ramakrishnan: interrupts do no more than wake it, it serves each card's receive and
 * transmit side in turn with at most a quota of packets, and enables interrupts again when there is no work (kernels.md
 * 1.6.27).
 */
export class NetPoll {
  private readonly path: () => RouterPath;
  private readonly quota: number;
  private readonly feedback: Feedback | undefined;
  private readonly limit: CycleLimit | undefined;
  private readonly wakeupCost: Charge;
  private wanted = false;
  private thread: Thread | undefined;

  /** `quota`: packets per card and direction in one round; Infinity = until there are no more. */
  constructor(
    path: () => RouterPath,
    quota: number,
    holds: { readonly feedback: Feedback | undefined; readonly limit: CycleLimit | undefined },
    wakeupCost: Charge,
  ) {
    this.path = path;
    this.quota = quota;
    this.feedback = holds.feedback;
    this.limit = holds.limit;
    this.wakeupCost = wakeupCost;
  }

  /** `thread` is the one that runs `loop`. */
  servedBy(thread: Thread): void {
    this.thread = thread;
  }

  /** All that an interrupt does: its source stays silent until the thread has no work left. */
  *wake(k: Frame): KernelCode {
    this.wanted = true;
    if (this.thread !== undefined) yield k.wake(this.thread, this.wakeupCost);
  }

  *loop(k: Frame): KernelCode {
    const { calls, machine } = this.path();
    const waits = machine.recorder.name('netpoll');
    calls.enter(k, F.pollThread);
    for (;;) {
      while (!this.wanted) yield k.block(waits);
      this.wanted = false;
      while (this.hasInput || this.path().to.finished !== undefined) yield* this.round(k);
      this.enableInterrupts();
    }
  }

  private get hasInput(): boolean {
    return !this.inhibited && this.path().from.peek() !== undefined;
  }

  private get inhibited(): boolean {
    return this.feedback?.inhibited === true || this.limit?.exhausted === true;
  }

  private *round(k: Frame): KernelCode {
    const path = this.path();
    const { calls, cost } = path;
    const began = k.now;
    calls.enter(k, F.receiveCallback);
    yield k.work(cost.pollDevice);
    yield* receive(k, path, this.quota, () => this.inhibited);
    calls.leave(k);
    calls.enter(k, F.transmitCallback);
    yield k.work(cost.pollDevice);
    yield* transmitDone(k, path, this.quota);
    calls.leave(k);
    this.limit?.spend(k.now - began);
  }

  private enableInterrupts(): void {
    const { from, to } = this.path();
    if (!this.inhibited) from.done();
    to.serviced();
  }
}
