import { Activity } from '../../engine/activity.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import { admit, cpuNumber, threadStack, type LinuxContext } from './context.ts';
import type { Softirqs } from './softirq.ts';

/** By how much the other CPU must offer more (imbalance_pct of CPUs that share a cache). */
const IMBALANCE = 1.17;
/** How often an idle CPU looks, ns for each CPU that there is. */
const INTERVAL = 1_000_000;

/** The stopper of one CPU, and what it is to move where. */
interface Stopper {
  readonly thread: Thread;
  job: { readonly thread: Thread; readonly to: Cpu } | undefined;
}

/** After more tries in vain a running thread is moved as well (cache_nice_tries + 2). */
const PATIENCE = 3;

/**
 * Moves a running thread to a CPU that idles (need_active_balance()): one that is alone on a CPU that interrupts have most of,
 * from 4.1 on; and, if `insists`, one on a CPU where others wait that could not be pulled over, after some tries.
 * What interrupts leave of a CPU is averaged over the run so far; the kernel forgets half of it each half second.
 */
export class ActiveBalance {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly insists: boolean;
  private readonly stoppers: PerCpu<Stopper>;
  private readonly nextLook: PerCpu<number>;
  /** Threads moved. */
  moves = 0;

  constructor(context: LinuxContext, softirqs: Softirqs, insists = false) {
    this.insists = insists;
    this.context = context;
    this.softirqs = softirqs;
    this.stoppers = new PerCpu(context.cpus, (cpu) => this.addStopper(cpu));
    this.nextLook = new PerCpu(context.cpus, () => 0);
  }

  /** The tick of CPU `k.cpu`. */
  *tick(k: Frame): KernelCode {
    const { cpu, now } = k;
    if (cpu.current !== cpu.idle || now < this.nextLook.of(cpu)) return;
    this.nextLook.set(cpu, now + INTERVAL * this.context.cpus.length);
    const from = this.worst(cpu) ?? this.stuck(cpu);
    if (from === undefined) return;
    const stopper = this.stoppers.of(from);
    stopper.job = { thread: from.current, to: cpu };
    yield k.wake(stopper.thread, this.context.cost.wakeupCost);
  }

  /** The CPU with the least left for its one thread, if that is clearly less than `idle` offers. */
  private worst(idle: Cpu): Cpu | undefined {
    const { cpus, scheduler } = this.context;
    if (this.context.kernel.fair === 'cfs-2.6.31') return undefined;
    let worst: Cpu | undefined;
    let least = this.capacity(idle) / IMBALANCE;
    for (const cpu of cpus) {
      const { current } = cpu;
      const alone = scheduler.load(cpu.id) === 1 && current !== cpu.idle && scheduler.isFair(current);
      if (!alone || !current.allowed.includes(idle.id) || this.stoppers.of(cpu).job !== undefined) continue;
      const capacity = this.capacity(cpu);
      if (capacity >= Math.min(least, 1 / IMBALANCE)) continue;
      least = capacity;
      worst = cpu;
    }
    return worst;
  }

  /** The fullest CPU whose running thread could come over, once pulling those that wait has failed too often. */
  private stuck(idle: Cpu): Cpu | undefined {
    const { cpus, scheduler } = this.context;
    if (!this.insists || scheduler.failedBalances(idle.id) <= PATIENCE) return undefined;
    let fullest: Cpu | undefined;
    for (const cpu of cpus) {
      const { current, id } = cpu;
      const movable = scheduler.isFair(current) && current.allowed.includes(idle.id) && current.pinned === 0;
      if (!movable || scheduler.load(id) < 2 || this.stoppers.of(cpu).job !== undefined) continue;
      if (fullest === undefined || scheduler.load(id) > scheduler.load(fullest.id)) fullest = cpu;
    }
    return fullest;
  }

  /** Share of `cpu` that softirqs have left to threads. */
  capacity(cpu: Cpu): number {
    const { now } = this.context.machine;
    return now === 0 ? 1 : 1 - this.softirqs.timeOn(cpu) / now;
  }

  private addStopper(cpu: Cpu): Stopper {
    const { roster } = this.context;
    const name = `migration/${cpuNumber(this.context, cpu)}`;
    const thread = roster.addSleeper(
      {
        name,
        kind: 'kthread',
        priority: 0,
        cpu,
        note: 'Takes a thread off this CPU and gives it to another.',
      },
      new Activity(name),
      threadStack(this.context, 'smpboot'),
      (k) => this.stopper(k),
    );
    admit(this.context, thread, { class: 'fifo', priority: 99 });
    return { thread, job: undefined };
  }

  /** active_load_balance_cpu_stop(): runs before everybody else, so that the thread has lost its CPU. */
  private *stopper(k: Frame): KernelCode {
    const { scheduler, machine, cost } = this.context;
    const waits = machine.recorder.name('stopper work');
    const mine = this.stoppers.of(k.cpu);
    for (;;) {
      while (mine.job === undefined) yield k.block(waits);
      const { thread, to } = mine.job;
      mine.job = undefined;
      yield k.work(cost.wakeupCost);
      if (thread.state !== 'runnable' || thread.cpu !== k.cpu.id) continue;
      scheduler.migrate(thread, to.id);
      this.moves++;
      to.needResched = true;
      to.poke();
    }
  }
}
