import type { Cpu } from '../../engine/cpu.ts';
import { Activity } from '../../engine/activity.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Line } from '../../engine/line.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import { admit, byPriority, cpuNumber, threadStack, type LinuxContext } from './context.ts';
import type { Irqs } from './irq.ts';
import { VECTOR, type Softirqs } from './softirq.ts';

/** SCHED_FIFO priority of the thread that runs timers on PREEMPT_RT where it has one (kernels.md 5d.16). */
const KTIMERS_PRIORITY = 1;

/** A thread that sleeps until a given time. */
interface Sleeper {
  readonly thread: Thread;
  readonly due: number;
  expired: boolean;
}

/** The high-resolution timers of one CPU. */
interface TimerBase {
  readonly line: Line;
  readonly ktimers: Thread | undefined;
  sleepers: readonly Sleeper[];
  /** Timers have expired that `ktimers` has not run yet. */
  wanted: boolean;
}

/**
 * clock_nanosleep() by high-resolution timers. hrtimer_wakeup() runs in the timer's hard interrupt, 2.6.31-rt included; from
 * 5.4 on PREEMPT_RT puts off the wake-ups of ordinary threads to the HRTIMER softirq (kernel/time/hrtimer.c,
 * __hrtimer_init_sleeper), and the patches for it have a thread that runs it.
 */
export class Hrtimers {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly bases: PerCpu<TimerBase>;
  private readonly waits: number;

  /** `lineOf` makes the timer's interrupt line of a CPU. */
  constructor(context: LinuxContext, softirqs: Softirqs, irqs: Irqs, lineOf: (cpu: Cpu) => Line) {
    this.context = context;
    this.softirqs = softirqs;
    this.waits = context.machine.recorder.name('timer');
    this.bases = new PerCpu(context.cpus, (cpu) => this.makeBase(cpu, lineOf(cpu)));
    for (const { line } of this.bases.all()) irqs.requestHard(line, (k) => this.interrupt(k));
    softirqs.register(VECTOR.hrtimer, { run: (k) => this.softirq(k), nextPacket: () => -1 });
  }

  /** Sleeps until `due`, ns; returns at once if that is over. */
  *sleepUntil(k: Frame, due: number): KernelCode {
    if (due <= k.now) return;
    const sleeper = this.arm(k.thread, k.cpu, due);
    while (!sleeper.expired) yield k.block(this.waits);
  }

  /** Has `thread`, which sleeps, woken at `due` by the timer of `cpu`. */
  arm(thread: Thread, cpu: Cpu, due: number): { readonly expired: boolean } {
    const base = this.bases.of(cpu);
    const sleeper: Sleeper = { thread, due, expired: false };
    base.sleepers = [...base.sleepers, sleeper];
    this.context.machine.schedule(due, { onEvent: () => base.line.assert() }, 0);
    return sleeper;
  }

  private makeBase(cpu: Cpu, line: Line): TimerBase {
    const ktimers = this.context.kernel.sleepers === 'ktimers' ? this.addThread(cpu) : undefined;
    return { line, ktimers, sleepers: [], wanted: false };
  }

  /** hrtimer_interrupt(). Assumed: to read the clock and to program the next timer is as much work as a driver's handler. */
  private *interrupt(k: Frame): KernelCode {
    const { calls, cost } = this.context;
    calls.enter(k, 'hrtimerInterrupt');
    yield k.work(cost.driverIrq);
    yield* this.wakeDue(k, (thread) => !this.isPutOff(thread));
    if (this.due(k.cpu).length > 0) yield* this.putOff(k);
    calls.leave(k);
  }

  private *softirq(k: Frame): KernelCode {
    const { calls } = this.context;
    calls.enter(k, 'hrtimerSoftirq');
    yield* this.wakeDue(k, () => true);
    calls.leave(k);
  }

  private *wakeDue(k: Frame, mayWake: (thread: Thread) => boolean): KernelCode {
    const base = this.bases.of(k.cpu);
    const woken = this.due(k.cpu).filter(({ thread }) => mayWake(thread));
    base.sleepers = base.sleepers.filter((sleeper) => !woken.includes(sleeper));
    for (const sleeper of woken) {
      sleeper.expired = true;
      yield k.wake(sleeper.thread, this.context.cost.wakeupCost);
    }
  }

  private due(cpu: Cpu): readonly Sleeper[] {
    const { now } = this.context.machine;
    return this.bases.of(cpu).sleepers.filter(({ due }) => due <= now);
  }

  private isPutOff(thread: Thread): boolean {
    const { kernel, scheduler } = this.context;
    return kernel.sleepers !== undefined && scheduler.isFair(thread);
  }

  private *putOff(k: Frame): KernelCode {
    const base = this.bases.of(k.cpu);
    if (base.ktimers === undefined) {
      yield* this.softirqs.raise(k, VECTOR.hrtimer);
      return;
    }
    base.wanted = true;
    yield k.wake(base.ktimers, this.context.cost.wakeupCost);
  }

  private addThread(cpu: Cpu): Thread {
    const { roster } = this.context;
    const name = `ktimers/${cpuNumber(this.context, cpu)}`;
    const thread = roster.addSleeper(
      {
        name,
        kind: 'kthread',
        priority: 0,
        cpu,
        note: 'Runs the timers that must not run in the interrupt.',
      },
      new Activity(name),
      threadStack(this.context, 'smpboot', 'ktimers'),
      (k) => this.ktimers(k),
    );
    return admit(this.context, thread, byPriority(KTIMERS_PRIORITY));
  }

  /** run_timersd(): raises what the interrupt left to it, and runs it as it enables bottom halves. */
  private *ktimers(k: Frame): KernelCode {
    for (;;) {
      const base = this.bases.of(k.cpu);
      while (!base.wanted) yield k.block(this.waits);
      base.wanted = false;
      yield* this.softirqs.disableBh(k);
      yield* this.softirqs.raise(k, VECTOR.hrtimer);
      yield* this.softirqs.enableBh(k);
    }
  }
}
