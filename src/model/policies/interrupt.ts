import { KIND } from '../../trace/kinds.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { handlerFrame, stubFrame } from '../engine/interrupt-frames.ts';
import type { Line } from '../engine/line.ts';
import type { Thread } from '../engine/thread.ts';
import { IPL } from './levels.ts';
import { PRIORITY, type PolicyContext } from './context.ts';
import type { Softints } from './softint.ts';

/** One device's handler, however the kernel runs it. */
interface Handler {
  readonly line: Line;
  readonly work: HandlerWork;
  /** The thread that runs it or lends it a stack. */
  thread: Thread | undefined;
  /** True when an interrupt has asked for its thread. */
  wanted: boolean;
}

export interface HandlerWork {
  run(k: Frame): KernelCode;
  /** Id of the packet that it would take next, for the slice's label; -1 = none. */
  nextPacket(): number;
}

/** Hard interrupts: nested in the interrupted context, in threads, or on borrowed stacks. */
export class Interrupts {
  private readonly context: PolicyContext;
  private readonly softints: Softints;
  private readonly handlers = new Map<Line, Handler>();

  constructor(context: PolicyContext, softints: Softints) {
    this.context = context;
    this.softints = softints;
  }

  /** Registers the handler of a line. The clock's is never threaded (kernels.md 2b.10). */
  establish(line: Line, work: HandlerWork): void {
    const handler: Handler = { line, work, thread: undefined, wanted: false };
    this.handlers.set(line, handler);
    const { kernel, roster, stacks, names } = this.context;
    if (line.entry !== 'device' || kernel.hard === 'nested') return;
    const options = {
      name: names.ithread(line.name),
      kind: 'irqthread',
      priority: PRIORITY.ithread,
      cpu: line.cpu,
      note: `Runs the interrupt handler of ${line.name}.`,
    } as const;
    if (kernel.hard === 'thread') {
      handler.thread = roster.addSleeper(options, line.activity, stacks.ithread, (k) =>
        this.loop(k, handler),
      );
      return;
    }
    handler.thread = roster.add({ ...options, exitsViaIdle: true });
    handler.thread.activity = line.activity;
  }

  /** The frame that a CPU runs when it takes `line`. */
  stub(cpu: Cpu, line: Line): Frame {
    return stubFrame(cpu, (k) => this.stubCode(k, this.handlers.get(line)!));
  }

  /** Entry, handler, deferred work, the scheduler's chance, return: what the assembly around every handler does. */
  private *stubCode(k: Frame, handler: Handler): KernelCode {
    const { cost } = this.context;
    yield k.leafFor(KIND.trap, cost.trapEntry, handler.line.activity);
    yield k.call(this.handlerFrame(k, handler));
    k.setIpl(k.savedIpl);
    yield* this.softints.runPending(k, k.savedIpl, this.context.stacks.softint);
    yield k.reschedulePoint();
    yield k.leafFor(KIND.trap, cost.trapExit, undefined);
  }

  private handlerFrame(k: Frame, handler: Handler): Frame {
    const { kernel, machine, stacks } = this.context;
    const { line } = handler;
    const threaded = line.entry === 'device' && kernel.hard === 'thread';
    const borrowed = line.entry === 'device' && kernel.hard === 'borrow';
    const frame = handlerFrame(k.cpu, line, {
      kind: KIND.hardirq,
      name: machine.recorder.name(line.name),
      thread: borrowed ? handler.thread! : k.cpu.current,
      // The stub of a threaded kernel handles no packet: they wait for the thread.
      activity: threaded ? undefined : line.activity,
      borrowed,
    });
    frame.packet = handler.work.nextPacket();
    frame.stack = line.entry === 'tick' ? stacks.clock : stacks.interrupt;
    frame.code = threaded
      ? this.wake(frame, handler)
      : borrowed
        ? this.borrow(frame, handler)
        : this.nest(frame, handler);
    return frame;
  }

  /**
   * The lock is taken iff the interrupted level is below the clock's, which nothing here interrupts (kernels.md 1.3.15);
   * NetBSD 5 wraps only handlers of device level in it (kernels.md 2c.23).
   */
  private *nest(k: Frame, handler: Handler): KernelCode {
    const { kernel } = this.context;
    const exempt = kernel.locks === 'interrupt-big' && handler.line.ipl >= IPL.clock;
    const bigLock = exempt ? undefined : this.context.bigLock;
    if (bigLock !== undefined) yield k.acquire(bigLock);
    yield* handler.work.run(k);
    if (bigLock !== undefined) k.release(bigLock);
  }

  /** While its thread is blocked the line stays masked: its level is closed until it is done. */
  private *borrow(k: Frame, handler: Handler): KernelCode {
    const { cost, mutex, stacks } = this.context;
    handler.line.mask();
    yield k.work(cost.borrowCost);
    if (mutex !== undefined) yield* mutex.enter(k);
    yield* handler.work.run(k);
    if (k.kind !== KIND.hardirq) {
      // It had blocked and runs as a thread now: nobody else lowers the level and looks for softints.
      k.setIpl(IPL.none);
      yield* this.softints.runPending(k, IPL.none, stacks.softintAtSplx);
    }
    // Last of all: its thread cannot lend its stack again before this activation is gone.
    handler.line.unmask();
  }

  /** The source is masked and its thread made runnable; nothing else happens in interrupt context. */
  private *wake(k: Frame, handler: Handler): KernelCode {
    handler.line.mask();
    handler.wanted = true;
    const thread = handler.thread!;
    if (thread.state === 'blocked') thread.frames[0].packet = handler.work.nextPacket();
    yield k.wake(thread, this.context.cost.wakeupCost);
  }

  private *loop(k: Frame, handler: Handler): KernelCode {
    const { machine, mutex } = this.context;
    const waits = machine.recorder.name(`interrupt ${handler.line.name}`);
    for (;;) {
      while (!handler.wanted) yield k.block(waits);
      handler.wanted = false;
      if (mutex !== undefined) yield* mutex.enter(k);
      yield* handler.work.run(k);
      handler.line.unmask();
    }
  }
}
