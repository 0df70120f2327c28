import { KIND } from '../../../trace/kinds.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { handlerFrame, stubFrame } from '../../engine/interrupt-frames.ts';
import type { EntryKind, Line } from '../../engine/line.ts';
import type { Policy } from '../../engine/sched/entity.ts';
import type { Thread } from '../../engine/thread.ts';
import type { LinuxCoreCall } from '../../types.ts';
import { admit, IRQS, NORMAL, threadStack, type LinuxContext } from './context.ts';
import type { Softirqs } from './softirq.ts';
import { tookNotice } from './toggle.ts';

/** What a line's handler does. */
export interface IrqWork {
  run(k: Frame): KernelCode;
  /** Id of the packet that it would take next, for labels; -1 = none. */
  nextPacket(): number;
}

/**
 * How one action of a line is run: in the hard interrupt; in a thread that the driver asked for; in a thread that the kernel
 * forced on it, with bottom halves disabled (kernels.md 5c.11).
 */
export interface IrqAction {
  readonly mode: 'hardirq' | 'thread' | 'forced-thread';
  /** Name of its slice in hard interrupt context, and of its thread. */
  readonly name: string;
  readonly threadName: string;
  readonly policy: Policy;
  /** CPUs that its thread may run on; absent = the line's (IRQF_NO_THREAD_AFFINITY as proposed, kernels.md 6.2). */
  readonly allowed?: readonly Cpu[];
  readonly work: IrqWork;
  /** Functions that its handler stands on; absent = those of a device's vector, or of the local timer's. */
  readonly entry?: readonly LinuxCoreCall[];
}

/** The way from the vector to the handler, by what the line is for. */
const ENTRY: Readonly<Record<EntryKind, readonly LinuxCoreCall[]>> = {
  device: ['interruptEntry', 'interruptHandler'],
  tick: ['timerEntry', 'timerInterrupt'],
  ipi: [],
  hypervisor: [],
};

/** SCHED_FIFO priority of interrupt threads (kernels.md 5a.3, 5c.10). */
export const IRQ_THREAD: Policy = { class: 'fifo', priority: 50 };

interface Installed extends Omit<IrqAction, 'mode'> {
  readonly line: Line;
  mode: IrqAction['mode'];
  /** Mode from the next interrupt on. */
  nextMode: IrqAction['mode'];
  thread: Thread | undefined;
  wanted: boolean;
}

/** Hard interrupts of a Linux kernel: entry, handler or wake-up of its thread, softirqs, the scheduler's chance, return. */
export class Irqs {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly actions = new Map<Line, Installed>();

  constructor(context: LinuxContext, softirqs: Softirqs) {
    this.context = context;
    this.softirqs = softirqs;
  }

  /** Installs the handler of a line: request_irq() or request_threaded_irq(). */
  request(line: Line, action: IrqAction): void {
    const installed: Installed = {
      ...action,
      nextMode: action.mode,
      line,
      thread: undefined,
      wanted: false,
    };
    this.actions.set(line, installed);
    if (action.mode !== 'hardirq') this.addThread(installed);
  }

  /**
   * Installs a handler that no kernel threads and that is about no packet: of a timer, or of an interrupt between CPUs. `entry`
   * is the function that it stands on, where that is not the local timer's.
   */
  requestHard(line: Line, run: IrqWork['run'], entry?: LinuxCoreCall): void {
    this.request(line, {
      mode: 'hardirq',
      name: line.name,
      threadName: '',
      policy: NORMAL,
      ...(entry === undefined ? {} : { entry: [entry] }),
      work: { run, nextPacket: () => -1 },
    });
  }

  /** Threads an action at run time, or no longer: from the next interrupt on (assumed; kernels.md 6.1 does not say). */
  changeMode(line: Line, mode: IrqAction['mode']): void {
    const action = this.actions.get(line)!;
    action.nextMode = mode;
    if (mode !== 'hardirq' && action.thread === undefined) this.addThread(action);
  }

  private addThread(installed: Installed): void {
    const { line } = installed;
    const { roster } = this.context;
    installed.thread = roster.addSleeper(
      {
        name: installed.threadName,
        kind: 'irqthread',
        priority: 0,
        cpu: line.cpu,
        allowed: installed.allowed ?? [line.cpu],
        note: `Runs the interrupt handler of ${installed.name}.`,
      },
      line.activity,
      threadStack(this.context, 'irqThread'),
      (k) => this.irqThread(k, installed),
    );
    admit(this.context, installed.thread, installed.policy);
  }

  /** The frame that a CPU runs when it takes `line`. */
  stub(cpu: Cpu, line: Line): Frame {
    return stubFrame(cpu, (k) => this.stubCode(k, this.actions.get(line)!));
  }

  /** Softirqs run beside the handler, not in it, with interrupts enabled; the return itself is not interrupted. */
  private *stubCode(k: Frame, action: Installed): KernelCode {
    const { cost } = this.context;
    yield k.leafFor(KIND.trap, cost.trapEntry, action.line.activity);
    this.softirqs.hardirqEntered(k.cpu);
    yield k.call(this.handlerFrame(k, action));
    this.softirqs.hardirqLeft(k.cpu);
    yield* this.softirqs.irqExit(k, this.entryOf(action));
    if (k.cpu.needResched || k.cpu.lazyResched) {
      k.setIpl(k.savedIpl);
      yield k.reschedulePoint();
      k.setIpl(IRQS.off);
    }
    yield k.leafFor(KIND.trap, cost.trapExit, undefined);
    k.setIpl(k.savedIpl);
  }

  private handlerFrame(k: Frame, action: Installed): Frame {
    const { machine } = this.context;
    const { line } = action;
    if (action.mode !== action.nextMode) tookNotice(this.context, k.cpu, action.nextMode !== 'hardirq');
    action.mode = action.nextMode;
    const threaded = action.mode !== 'hardirq';
    const frame = handlerFrame(k.cpu, line, {
      kind: KIND.hardirq,
      name: machine.recorder.name(action.name),
      thread: k.cpu.current,
      // The primary handler of a threaded action handles no packet: they wait for the thread.
      activity: threaded || line.entry !== 'device' ? undefined : line.activity,
      borrowed: false,
    });
    frame.packet = action.work.nextPacket();
    frame.stack = this.entryOf(action);
    frame.code = threaded ? this.wakeThread(frame, action) : action.work.run(frame);
    return frame;
  }

  /** The stack that the handler of a line stands on. */
  private entryOf({ line, entry }: Installed): number {
    return this.context.calls.on(-1, ...(entry ?? ENTRY[line.entry]));
  }

  /** irq_default_primary_handler(): the line stays masked until the thread is done (IRQF_ONESHOT). */
  private *wakeThread(k: Frame, action: Installed): KernelCode {
    action.line.mask();
    action.wanted = true;
    const thread = action.thread!;
    if (thread.state === 'blocked') thread.frames[0].packet = action.work.nextPacket();
    yield k.wake(thread, this.context.cost.wakeupCost);
  }

  private *irqThread(k: Frame, action: Installed): KernelCode {
    const { machine } = this.context;
    const waits = machine.recorder.name(`interrupt ${action.line.name}`);
    for (;;) {
      while (!action.wanted) yield k.block(waits);
      action.wanted = false;
      if (action.mode === 'forced-thread') yield* this.forced(k, action);
      else {
        yield* action.work.run(k);
        action.line.unmask();
      }
      k.packet = -1;
    }
  }

  /** irq_forced_thread_fn(): what the handler raised runs where it enables bottom halves (kernels.md 5c.12). */
  private *forced(k: Frame, action: Installed): KernelCode {
    const { kernel, calls } = this.context;
    calls.enter(k, 'forcedThread');
    yield* this.softirqs.disableBh(k);
    if (!kernel.bhLock) k.setIpl(IRQS.off);
    yield* action.work.run(k);
    action.line.unmask();
    k.setIpl(IRQS.on);
    yield* this.softirqs.enableBh(k);
    calls.leave(k);
  }
}
