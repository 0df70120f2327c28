import type { Recorder } from '../../trace/recorder.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame } from '../engine/frame.ts';
import type { Line } from '../engine/line.ts';
import { Machine, type Personality } from '../engine/machine.ts';
import { Cfs } from '../engine/sched/cfs.ts';
import { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import { Eevdf } from '../engine/sched/eevdf.ts';
import type { FairQueue } from '../engine/sched/fair-queue.ts';
import type { Thread } from '../engine/thread.ts';
import type { LinuxKernel } from '../types.ts';
import type { Settings } from './settings.ts';
import { switchCosts } from './switch-costs.ts';

/** What the machine asks of code that exists only after it. */
export interface MachineHooks {
  interrupt(cpu: Cpu, line: Line): Frame;
  contextResumed(cpu: Cpu): void;
  /** Chooses a CPU for a thread that `waker` makes ready. */
  place(waker: Cpu, thread: Thread): void;
}

/** The same, where one CPU interrupts another. */
export interface SmpHooks extends MachineHooks {
  /** CPU `from` has marked `target`, of the same kernel, for a reschedule. */
  kick(from: Cpu, target: Cpu): void;
}

export interface LinuxMachine {
  readonly machine: Machine;
  readonly scheduler: ClassScheduler;
}

/** A machine with the scheduler and the preemption model of `kernel` and `settings`. */
export function linuxMachine(
  kernel: LinuxKernel,
  settings: Settings,
  recorder: Recorder,
  hooks: SmpHooks,
): LinuxMachine {
  const made: { scheduler: ClassScheduler | undefined } = { scheduler: undefined };
  const machine = new Machine(recorder, settings.cpus, (clock) => {
    const move = clock.migrate.bind(clock);
    const queue = (): FairQueue => fairQueue(kernel, settings.cpus);
    made.scheduler = new ClassScheduler(clock, settings.cpus, queue, { move, balances: true });
    return linuxPersonality(kernel, settings, made.scheduler, hooks);
  });
  return { machine, scheduler: made.scheduler! };
}

/** Who may take the CPU from kernel code, and when (kernels.md 4.5). */
export function linuxPersonality(
  kernel: LinuxKernel,
  settings: Settings,
  scheduler: ClassScheduler,
  hooks: SmpHooks,
): Personality {
  const model = kernel.preemptRt ? 'full' : settings.preemption;
  const preemptible = model === 'full' || model === 'lazy';
  const lazy = model === 'lazy' ? { wakesLazily: scheduler.isFair.bind(scheduler) } : {};
  return {
    scheduler,
    kernelPreemption: preemptible,
    ...lazy,
    ...switchCosts(settings),
    levelNames: ['interrupts on', 'interrupts off'],
    interrupt: (cpu, line) => hooks.interrupt(cpu, line),
    contextResumed: (cpu) => hooks.contextResumed(cpu),
    place: (waker, thread) => hooks.place(waker, thread),
    kick: (from, target) => hooks.kick(from, target),
  };
}

/** Tunables by era, ns; they grow with the logarithm of the number of CPUs, up to eight (kernels.md 4.2.9). */
export function fairQueue(kernel: Pick<LinuxKernel, 'fair' | 'hz'>, cpus: number): FairQueue {
  const factor = 32 - Math.clz32(Math.min(cpus, 8));
  const ms = (value: number): number => value * factor * 1e6;
  switch (kernel.fair) {
    case 'cfs-2.6.31':
      return new Cfs({
        latency: ms(20),
        minGranularity: ms(4),
        wakeupGranularity: ms(5),
        sleeperCredit: ms(20),
      });
    case 'cfs':
      return new Cfs({
        latency: ms(6),
        minGranularity: ms(0.75),
        wakeupGranularity: ms(1),
        sleeperCredit: ms(3),
      });
    case 'eevdf':
      return new Eevdf(ms(0.75), 1e9 / kernel.hz);
  }
}
