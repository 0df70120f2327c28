import { KIND } from '../../../trace/kinds.ts';
import { Activity } from '../../engine/activity.ts';
import type { Cpu } from '../../engine/cpu.ts';
import { Frame, NO_SLICE, type KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Sections } from '../../../trace/summary.ts';
import { BhLock } from './bh-lock.ts';
import {
  admit,
  byPriority,
  cpuNumber,
  IRQS,
  jiffies,
  threadStack,
  twoMilliseconds,
  type LinuxContext,
} from './context.ts';
import { SectionTally, sumOf } from './sections.ts';

/** Softirq vectors in the order in which they run (kernels.md 4.1.2); those that the model raises. */
export const VECTOR = { netTx: 2, netRx: 3, tasklet: 6, hrtimer: 8 } as const;
export type Vector = (typeof VECTOR)[keyof typeof VECTOR];

const NAMES: Readonly<Record<Vector, { readonly softirq: string; readonly thread: string }>> = {
  2: { softirq: 'NET_TX', thread: 'sirq-net-tx' },
  3: { softirq: 'NET_RX', thread: 'sirq-net-rx' },
  6: { softirq: 'TASKLET', thread: 'sirq-tasklet' },
  8: { softirq: 'HRTIMER', thread: 'sirq-hrtimer' },
};
const ALL = Object.values(VECTOR);

/** What a vector runs. */
export interface VectorWork {
  run(k: Frame): KernelCode;
  /** Id of the packet that it would take next, for labels; -1 = none. */
  nextPacket(cpu: Cpu): number;
}

/** SCHED_FIFO priority of the threads of one vector each in 2.6.31 with PREEMPT_SOFTIRQS (kernels.md 5a.2). */
const VECTOR_THREAD_PRIORITY = 49;

/** The softirqs of one CPU. */
interface CpuSoftirqs {
  readonly cpu: Cpu;
  readonly bhLock: BhLock;
  readonly ksoftirqd: Thread;
  readonly threads: Map<Vector, Thread>;
  readonly activities: ReadonlyMap<Vector, Activity>;
  /** A bit per raised vector, and which slice raised it. */
  pending: number;
  readonly raisedBy: Map<Vector, number>;
  /** Hard interrupt handlers on the stack. */
  hardirqs: number;
  /** True while the loop runs vectors: they do not nest (kernels.md I2). */
  serving: boolean;
  /** Time spent in the loop on top of other threads, and when the present run began; -1 = none, ns. */
  stolenTime: number;
  servingSince: number;
  /** Sections with bottom halves disabled; no thread switch happens inside one, except on PREEMPT_RT. */
  bhDisabled: number;
  readonly tally: SectionTally;
}

/** Raising, running and putting off softirqs, by the rules of the kernel's era. */
export class Softirqs {
  private readonly context: LinuxContext;
  private readonly works = new Map<Vector, VectorWork>();
  private readonly states: PerCpu<CpuSoftirqs>;

  constructor(context: LinuxContext) {
    this.context = context;
    this.states = new PerCpu(context.cpus, (cpu) => this.make(cpu));
  }

  register(vector: Vector, work: VectorWork): void {
    this.works.set(vector, work);
  }

  /** Whom packets that wait for `vector` on `cpu` wait for. */
  activity(vector: Vector, cpu: Cpu): Activity {
    return this.states.of(cpu).activities.get(vector)!;
  }

  /** True while `cpu` runs the softirq loop itself. */
  serving(cpu: Cpu): boolean {
    return this.states.of(cpu).serving;
  }

  /** Time that softirqs took of `cpu` on top of its threads, ns: what CONFIG_IRQ_TIME_ACCOUNTING adds up; not ksoftirqd's. */
  timeOn(cpu: Cpu): number {
    const { stolenTime, servingSince } = this.states.of(cpu);
    return servingSince < 0 ? stolenTime : stolenTime + this.context.machine.now - servingSince;
  }

  hardirqEntered(cpu: Cpu): void {
    this.states.of(cpu).hardirqs++;
  }

  hardirqLeft(cpu: Cpu): void {
    this.states.of(cpu).hardirqs--;
  }

  /** Marks `vector` pending on this CPU. From a thread with bottom halves enabled ksoftirqd is woken (kernels.md 4.1.5). */
  *raise(k: Frame, vector: Vector): KernelCode {
    const { machine, kernel, cost } = this.context;
    const state = this.states.of(k.cpu);
    const bit = 1 << vector;
    if ((state.pending & bit) === 0) {
      state.pending |= bit;
      state.raisedBy.set(vector, k.slice);
      machine.recordInstant('raise', k.cpu.id, machine.recorder.name(NAMES[vector].softirq), k, k.packet, -1);
    }
    if (kernel.softirq === 'vector-threads') {
      const thread = state.threads.get(vector)!;
      if (thread.state === 'blocked') thread.frames[0].packet = k.packet;
      yield k.wake(thread, cost.wakeupCost);
      return;
    }
    if (!this.inInterrupt(state, k)) yield* this.wakeKsoftirqd(k, state, k.stack);
  }

  /**
   * What irq_exit() of the outermost handler does about pending softirqs; interrupts are disabled. `entry`: the stack that the
   * handler stood on.
   */
  *irqExit(k: Frame, entry: number): KernelCode {
    const { kernel, calls } = this.context;
    const state = this.states.of(k.cpu);
    if (state.pending === 0 || state.hardirqs > 0 || state.serving || state.bhDisabled > 0) return;
    switch (kernel.softirq) {
      case 'vector-threads':
        return;
      case 'in-thread':
        yield* this.wakeKsoftirqd(k, state, calls.on(entry, 'irqExit'));
        return;
      case 'inline': {
        if (this.leftToKsoftirqd(state)) return;
        yield* this.handle(k, calls.on(entry, 'irqExit', 'exitDoSoftirq', 'exitOwnStack'));
        k.setIpl(IRQS.off);
        return;
      }
    }
  }

  /** local_bh_disable(); with the lock of PREEMPT_RT it may sleep until another thread's section ends. */
  *disableBh(k: Frame): KernelCode {
    const { kernel } = this.context;
    // On PREEMPT_RT the lock of bottom halves is a local one, and who holds or awaits it does not migrate.
    if (kernel.preemptRt) k.cpu.current.pinned++;
    const state = this.states.of(k.cpu);
    if (kernel.bhLock) yield* state.bhLock.take(k);
    else if (!kernel.preemptRt) this.forbidSwitches(k, state);
    if (kernel.softirq !== 'vector-threads') state.bhDisabled++;
  }

  /** local_bh_enable(): the outermost runs what is pending, here, in this thread (kernels.md 4.1.4). */
  *enableBh(k: Frame): KernelCode {
    const { kernel } = this.context;
    const state = this.states.of(k.cpu);
    if (kernel.softirq !== 'vector-threads') {
      if (state.bhDisabled === 1) yield* this.runBeforeEnabling(k, state);
      state.bhDisabled--;
    }
    if (kernel.bhLock) yield* state.bhLock.leave(k);
    else if (!kernel.preemptRt) this.allowSwitches(k, state);
    if (kernel.preemptRt) k.cpu.current.pinned--;
  }

  /** Sections in which bottom halves were disabled or run so that no other thread could have the CPU. */
  get sections(): Sections {
    return sumOf(this.states.all().map(({ tally }) => tally.sections));
  }

  private forbidSwitches(k: Frame, { tally }: CpuSoftirqs): void {
    k.cpu.current.preemptCount++;
    tally.enter(k.now);
  }

  private allowSwitches(k: Frame, { tally }: CpuSoftirqs): void {
    k.cpu.current.preemptCount--;
    tally.leave(k.now);
  }

  private *runBeforeEnabling(k: Frame, state: CpuSoftirqs): KernelCode {
    const { calls, kernel } = this.context;
    if (state.pending === 0 || state.serving || state.hardirqs > 0 || this.leftToKsoftirqd(state)) return;
    calls.enter(k, 'bhEnable');
    // PREEMPT_RT has softirqs run on the thread's own stack: it may be preempted there.
    yield* this.handle(k, kernel.bhLock ? k.stack : calls.on(k.stack, 'bhDoSoftirq', 'bhOwnStack'));
    calls.leave(k);
  }

  /** __do_softirq(): rounds over the pending vectors, as many as the era allows (kernels.md 4.2). */
  private *handle(k: Frame, stack: number): KernelCode {
    const { machine, kernel, calls } = this.context;
    const state = this.states.of(k.cpu);
    const { loop } = kernel;
    const end = jiffies(this.context) + twoMilliseconds(kernel.hz);
    let rounds = loop.rounds === 'each-vector-once' ? Infinity : loop.rounds;
    let seen = 0;
    state.serving = true;
    if (k.cpu.current !== state.ksoftirqd) state.servingSince = k.now;
    if (!kernel.bhLock) this.forbidSwitches(k, state);
    machine.tally.softintDispatches++;
    const handler = calls.on(stack, 'handleSoftirqs');
    for (;;) {
      const { pending } = state;
      state.pending = 0;
      seen |= pending;
      k.setIpl(IRQS.on);
      for (const vector of ALL) {
        if ((pending & (1 << vector)) !== 0) yield k.call(this.frame(k, state, vector, handler));
      }
      if (state.pending === 0) break;
      const again =
        loop.rounds === 'each-vector-once'
          ? (state.pending & ~seen) !== 0
          : --rounds > 0 && (!loop.bounded || (jiffies(this.context) < end && !k.cpu.needResched));
      if (again) continue;
      yield* this.wakeKsoftirqd(k, state, handler);
      break;
    }
    if (!kernel.bhLock) this.allowSwitches(k, state);
    state.serving = false;
    if (state.servingSince >= 0) state.stolenTime += k.now - state.servingSince;
    state.servingSince = -1;
  }

  private frame(k: Frame, state: CpuSoftirqs, vector: Vector, stack: number): Frame {
    const { machine, kernel, cost } = this.context;
    const work = this.works.get(vector)!;
    const name = NAMES[vector].softirq;
    const frame = new Frame(k.cpu, {
      kind: KIND.softirq,
      name: machine.recorder.name(name),
      thread: k.cpu.current,
      activity: state.activities.get(vector),
      borrowed: false,
      preemptible: kernel.bhLock,
    });
    frame.packet = work.nextPacket(k.cpu);
    frame.stack = stack;
    frame.causeSlice = state.raisedBy.get(vector) ?? -1;
    frame.causeWhy = machine.recorder.name(`raises ${name}`);
    frame.code = (function* run(): KernelCode {
      yield frame.work(cost.softintDispatch);
      yield* work.run(frame);
    })();
    return frame;
  }

  private inInterrupt(state: CpuSoftirqs, k: Frame): boolean {
    if (state.hardirqs > 0) return true;
    if (this.context.kernel.bhLock) return state.bhLock.heldBy(k.cpu.current);
    return state.serving || state.bhDisabled > 0;
  }

  /** ksoftirqd_running(): what is pending waits for the thread (kernels.md 4.2, 4.9 to 6.4). */
  private leftToKsoftirqd(state: CpuSoftirqs): boolean {
    const rule = this.context.kernel.loop.leftToKsoftirqd;
    if (rule === 'never') return false;
    if (rule === 'unless-tasklet' && (state.pending & (1 << VECTOR.tasklet)) !== 0) return false;
    const { state: run } = state.ksoftirqd;
    return run === 'runnable' || run === 'running';
  }

  /**
   * wakeup_softirqd(), called from `stack`. An interrupt stub is not drawn itself, and this time is not the interrupted
   * program's.
   */
  private *wakeKsoftirqd(k: Frame, state: CpuSoftirqs, stack: number): KernelCode {
    const { machine, calls, cost } = this.context;
    if (k.kind !== NO_SLICE || state.ksoftirqd.state !== 'blocked') {
      yield k.wake(state.ksoftirqd, cost.wakeupCost);
      return;
    }
    const frame = new Frame(k.cpu, {
      kind: KIND.softirq,
      name: machine.recorder.name('wakeup_softirqd'),
      thread: k.cpu.current,
      activity: undefined,
      borrowed: false,
    });
    frame.stack = calls.on(stack, 'wakeKsoftirqd');
    frame.code = (function* wake(): KernelCode {
      yield frame.wake(state.ksoftirqd, cost.wakeupCost);
    })();
    yield k.call(frame);
  }

  private make(cpu: Cpu): CpuSoftirqs {
    const { kernel, roster } = this.context;
    const number = cpuNumber(this.context, cpu);
    const activities = new Map(
      ALL.map((vector) => [vector, new Activity(`${NAMES[vector].softirq}/${number}`)]),
    );
    const ksoftirqd = roster.addSleeper(
      {
        name: `ksoftirqd/${number}`,
        kind: 'kthread',
        priority: 0,
        cpu,
        note: 'Runs the softirqs that were too many to run at once.',
      },
      activities.get(VECTOR.netRx)!,
      threadStack(this.context, 'smpboot', 'ksoftirqd'),
      (k) => this.ksoftirqd(k),
    );
    admit(this.context, ksoftirqd, { class: 'fair', nice: kernel.ksoftirqdNice });
    const state: CpuSoftirqs = {
      cpu,
      bhLock: new BhLock(this.context, cpu),
      ksoftirqd,
      threads: new Map(),
      activities,
      pending: 0,
      raisedBy: new Map(),
      hardirqs: 0,
      serving: false,
      stolenTime: 0,
      servingSince: -1,
      bhDisabled: 0,
      tally: new SectionTally(),
    };
    for (const [vector, activity] of activities) {
      activity.server = ksoftirqd;
      // The kernels with a thread for each vector wake sleepers from the hard interrupt, and nothing else uses timers here.
      const threaded = kernel.softirq === 'vector-threads' && vector !== VECTOR.hrtimer;
      if (threaded) this.addThread(state, vector, activity);
    }
    return state;
  }

  private addThread(state: CpuSoftirqs, vector: Vector, activity: Activity): void {
    const { roster } = this.context;
    const thread = roster.addSleeper(
      {
        name: `${NAMES[vector].thread}/${cpuNumber(this.context, state.cpu)}`,
        kind: 'kthread',
        priority: 0,
        cpu: state.cpu,
        note: `Runs the softirq ${NAMES[vector].softirq}.`,
      },
      activity,
      threadStack(this.context, 'smpboot', 'ksoftirqd'),
      (k) => this.vectorThread(k, state, vector),
    );
    const own = vector === VECTOR.netRx ? this.context.netRxThreads : undefined;
    admit(this.context, thread, own ?? byPriority(VECTOR_THREAD_PRIORITY));
    activity.server = thread;
    state.threads.set(vector, thread);
  }

  /** run_ksoftirqd(): the same loop under the same limits, then the scheduler's chance (kernels.md 4.2.6). */
  private *ksoftirqd(k: Frame): KernelCode {
    const state = this.states.of(k.cpu);
    const { kernel, machine } = this.context;
    const waits = machine.recorder.name('softirq');
    for (;;) {
      while (state.pending === 0) yield k.block(waits);
      if (kernel.bhLock) {
        yield* state.bhLock.take(k);
        state.bhDisabled++;
      }
      if (state.pending !== 0) yield* this.handle(k, k.stack);
      if (kernel.bhLock) {
        state.bhDisabled--;
        yield* state.bhLock.leave(k);
      }
      yield k.yieldCpu();
    }
  }

  private *vectorThread(k: Frame, state: CpuSoftirqs, vector: Vector): KernelCode {
    const bit = 1 << vector;
    const work = this.works;
    const waits = this.context.machine.recorder.name('softirq');
    const { cost } = this.context;
    for (;;) {
      while ((state.pending & bit) === 0) yield k.block(waits);
      state.pending &= ~bit;
      yield k.work(cost.softintDispatch);
      yield* work.get(vector)!.run(k);
      k.packet = -1;
      yield k.yieldCpu();
    }
  }
}
