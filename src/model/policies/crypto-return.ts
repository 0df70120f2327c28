import { Activity } from '../engine/activity.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import type { Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { Thread } from '../engine/thread.ts';
import { PRIORITY, type PolicyContext } from './context.ts';

/** What the return thread runs for each completed operation. */
export interface CallbackWork {
  run(k: Frame, packet: Packet): KernelCode;
}

/** OCF's return thread: completed operations are queued for it, and it runs their callbacks (kernels.md 1.4.23, 3.13). */
export class CryptoReturn {
  private readonly context: PolicyContext;
  private readonly work: CallbackWork;
  private readonly queue: BoundedQueue<Packet>;
  private readonly thread: Thread;

  constructor(context: PolicyContext, work: CallbackWork) {
    const { roster, machine, serviceCpu, stacks, names } = context;
    this.context = context;
    this.work = work;
    this.queue = new BoundedQueue('crp_ret_q', Infinity, machine.recorder);
    this.thread = roster.addSleeper(
      {
        name: names.cryptoReturn,
        kind: 'kthread',
        priority: PRIORITY.kthread,
        cpu: serviceCpu,
        note: 'OCF: runs the callbacks of completed operations.',
      },
      new Activity(names.cryptoReturn),
      stacks.kthread,
      (k) => this.loop(k),
    );
  }

  /** Queues a finished operation; the thread is signalled only if the queue was empty (kernels.md 2c.26). */
  *hand(k: Frame, packet: Packet): KernelCode {
    const wasEmpty = this.queue.length === 0;
    this.queue.put(packet, k.now);
    packet.handTo(k.now, this.thread.activity);
    if (!wasEmpty) return;
    if (this.thread.state === 'blocked') this.thread.frames[0].packet = packet.id;
    yield k.wake(this.thread, this.context.cost.wakeupCost);
  }

  private *loop(k: Frame): KernelCode {
    const { kernel, machine, bigLock, names } = this.context;
    const waits = machine.recorder.name(names.cryptoReturnWait);
    // Only where one lock covers the whole kernel does a kernel thread take it.
    const lock = kernel.locks === 'big' ? bigLock : undefined;
    for (;;) {
      while (this.queue.length === 0) yield k.block(waits);
      if (lock !== undefined) yield k.acquire(lock);
      const packet = this.queue.take(k.now)!;
      k.packet = packet.id;
      yield* this.work.run(k, packet);
      k.packet = -1;
      if (lock !== undefined) k.release(lock);
    }
  }
}
