import { Activity } from '../engine/activity.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import type { Thread } from '../engine/thread.ts';
import { PRIORITY, type PolicyContext } from './context.ts';

/** FreeBSD's kproc `crypto`: gives the driver the operations that it refused (kernels.md 3.13). */
export class CryptoProc {
  private readonly context: PolicyContext;
  private readonly thread: Thread;
  private wanted = false;

  /** `drain` hands over what waits, as far as the driver has room. */
  constructor(context: PolicyContext, drain: (k: Frame) => KernelCode) {
    const { roster, serviceCpu, stacks } = context;
    this.context = context;
    this.thread = roster.addSleeper(
      {
        name: 'crypto',
        kind: 'kthread',
        priority: PRIORITY.kthread,
        cpu: serviceCpu,
        note: 'OCF: retries operations that the driver had refused.',
      },
      new Activity('crypto'),
      stacks.kthread,
      (k) => this.loop(k, drain),
    );
  }

  /** The driver has room again. */
  *unblock(k: Frame): KernelCode {
    this.wanted = true;
    yield k.wake(this.thread, this.context.cost.wakeupCost);
  }

  private *loop(k: Frame, drain: (k: Frame) => KernelCode): KernelCode {
    const waits = this.context.machine.recorder.name('crypto_wait');
    for (;;) {
      while (!this.wanted) yield k.block(waits);
      this.wanted = false;
      yield* drain(k);
    }
  }
}
