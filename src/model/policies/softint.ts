import { KIND } from '../../trace/kinds.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Frame, type KernelCode } from '../engine/frame.ts';
import type { Thread } from '../engine/thread.ts';
import { PRIORITY, type PolicyContext } from './context.ts';
import { IPL } from './levels.ts';

/** The protocol softint of one CPU. */
interface Softint {
  readonly activity: Activity;
  /** Its own thread, or the LWP whose stack it borrows; undefined where it runs in the context that it interrupts. */
  thread: Thread | undefined;
  /** Asked for, and not yet begun. */
  pending: boolean;
  /** Its level is taken until it finishes (kernels.md I2). */
  active: boolean;
  causeSlice: number;
}

/** What the softint runs, and what the packet queue in front of it holds. */
export interface SoftintWork {
  run(k: Frame, activity: Activity): KernelCode;
  nextPacket(): number;
}

/** Deferred protocol work: on the way out of an interrupt, in a thread of its own, or on a borrowed stack. */
export class Softints {
  private readonly context: PolicyContext;
  private readonly work: SoftintWork;
  private readonly softints: readonly Softint[];

  constructor(context: PolicyContext, work: SoftintWork) {
    this.context = context;
    this.work = work;
    const { cpus } = context.machine;
    const one = context.kernel.softints === 'one' ? this.make(context.serviceCpu) : undefined;
    this.softints = cpus.map((cpu) => one ?? this.make(cpu));
  }

  /** Whom packets queued on this CPU wait for. */
  activity(k: Frame): Activity {
    return this.softints[k.cpu.id].activity;
  }

  /** Asks for a run on this CPU. */
  *request(k: Frame): KernelCode {
    const softint = this.softints[k.cpu.id];
    if (!softint.pending) {
      softint.pending = true;
      softint.causeSlice = k.slice;
    }
    switch (this.context.kernel.deferred) {
      case 'inline':
        softint.pending = false;
        return;
      case 'thread': {
        const thread = softint.thread!;
        if (thread.state === 'blocked') thread.frames[0].packet = k.packet;
        yield k.wake(thread, this.context.cost.wakeupCost);
        return;
      }
      case 'dispatch':
      case 'borrow':
        // A thread lowers its level when it lets go of the queue, and the softint runs there and then, nested on it.
        if (k.cpu.current.frames.length === 1)
          yield* this.runPending(k, k.cpu.ipl, this.context.stacks.softintAtSplx);
        return;
    }
  }

  /**
   * Runs what is pending on the stack of `k`, which is about to return to `level`, unless that level blocks it or one is
   * active already: then the running instance sees the new packets (kernels.md 1.2.10, 1.2.12). `stack`: what it stands on,
   * the way out of an interrupt or a level that is lowered (1.1.4).
   */
  *runPending(k: Frame, level: number, stack: number): KernelCode {
    const { deferred } = this.context.kernel;
    if (deferred !== 'dispatch' && deferred !== 'borrow') return;
    const softint = this.softints[k.cpu.id];
    while (softint.pending && !softint.active && level < IPL.softnet) {
      softint.active = true;
      k.setIpl(IPL.softnet);
      yield k.call(this.frame(k, softint, deferred === 'borrow', stack));
      k.setIpl(level);
    }
  }

  private make(cpu: Cpu): Softint {
    const { kernel, roster, stacks, names } = this.context;
    const name = names.softint(cpu.id);
    const activity = new Activity(name);
    const softint: Softint = { activity, thread: undefined, pending: false, active: false, causeSlice: -1 };
    const options = {
      name,
      kind: 'kthread',
      priority: PRIORITY.softint,
      cpu,
      note: 'Runs the protocols.',
    } as const;
    if (kernel.deferred === 'thread') {
      softint.thread = roster.addSleeper(options, activity, stacks.softintThread, (k) =>
        this.loop(k, softint),
      );
    }
    if (kernel.deferred === 'borrow') {
      softint.thread = roster.add({ ...options, exitsViaIdle: true });
      softint.thread.activity = activity;
    }
    return softint;
  }

  private *loop(k: Frame, softint: Softint): KernelCode {
    const { machine, mutex } = this.context;
    const waits = machine.recorder.name('softint');
    for (;;) {
      while (!softint.pending) yield k.block(waits);
      softint.pending = false;
      if (mutex !== undefined) yield* mutex.enter(k);
      yield* this.work.run(k, softint.activity);
    }
  }

  private frame(k: Frame, softint: Softint, borrowed: boolean, stack: number): Frame {
    const { machine } = this.context;
    const thread = borrowed ? softint.thread! : k.cpu.current;
    const frame = new Frame(k.cpu, {
      kind: KIND.softirq,
      name: machine.recorder.name(borrowed ? thread.name : 'softnet'),
      thread,
      activity: softint.activity,
      borrowed,
    });
    frame.causeSlice = softint.causeSlice;
    frame.causeWhy = machine.recorder.name('schednetisr');
    frame.packet = this.work.nextPacket();
    frame.stack = stack;
    frame.code = this.dispatch(frame, softint, borrowed);
    return frame;
  }

  private *dispatch(k: Frame, softint: Softint, borrowed: boolean): KernelCode {
    const { machine, cost, bigLock, mutex } = this.context;
    machine.tally.softintDispatches++;
    yield k.work(cost.softintDispatch);
    if (borrowed) yield k.work(cost.borrowCost);
    // Before the kernel lock: nobody sleeps with that in hand.
    if (borrowed && mutex !== undefined) yield* mutex.enter(k);
    if (bigLock !== undefined) yield k.acquire(bigLock);
    while (softint.pending) {
      softint.pending = false;
      yield* this.work.run(k, softint.activity);
    }
    if (bigLock !== undefined) k.release(bigLock);
    softint.active = false;
  }
}
