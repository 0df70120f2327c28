import type { Charges } from '../../costs/charges.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { Roster } from '../../engine/roster.ts';
import type { ClassScheduler } from '../../engine/sched/class-scheduler.ts';
import type { Policy } from '../../engine/sched/entity.ts';
import type { Thread } from '../../engine/thread.ts';
import type { LinuxCoreCall, LinuxKernel } from '../../types.ts';

/** Writes the kernel stack. What this kernel does in the caller, and not in a function of its own, is left out. */
export interface CallStack {
  /** Index of the stack that `calls` make, one called by the other, on top of stack `parent` (-1 = bottom). */
  on(parent: number, ...calls: readonly LinuxCoreCall[]): number;
  enter(k: Frame, call: LinuxCoreCall): void;
  leave(k: Frame): void;
}

/** What every policy of a Linux kernel works with. */
export interface LinuxContext {
  readonly kernel: LinuxKernel;
  readonly machine: Machine;
  /** The CPUs of this kernel: not all of the machine's, where it is the host of others or their guest. */
  readonly cpus: readonly Cpu[];
  readonly roster: Roster;
  readonly scheduler: ClassScheduler;
  readonly cost: Charges;
  readonly calls: CallStack;
  /** Share of a CPU that interrupts have left to threads; absent = all of it, whatever they took. */
  readonly capacity?: (cpu: Cpu) => number;
  /** How the threads of NET_RX compete, by chrt; undefined = as the kernel makes them. */
  readonly netRxThreads?: Policy | undefined;
}

/** Interrupt levels: interrupts enabled or disabled on this CPU. No two interrupts nest (kernels.md 4.1.1). */
export const IRQS = { on: 0, off: 1 } as const;

/** What this kernel calls `cpu`: its number from 0, as in `ksoftirqd/0`. */
export function cpuNumber({ cpus }: LinuxContext, cpu: Cpu): number {
  return cpus.indexOf(cpu);
}

/** Number of the clock tick that is current (jiffies). */
export function jiffies(context: LinuxContext): number {
  return Math.floor((context.machine.now * context.kernel.hz) / 1e9);
}

/** 2 ms in jiffies, rounded up: msecs_to_jiffies(2) (kernels.md 4.2.7). */
export function twoMilliseconds(hz: number): number {
  return Math.ceil((2 * hz) / 1000);
}

/** Tells the scheduler how a new thread competes, and returns it. */
export function admit(context: LinuxContext, thread: Thread, policy: Policy): Thread {
  context.scheduler.admit(thread, policy);
  return thread;
}

/** The stack of a kernel thread that runs `calls`. */
export function threadStack(context: LinuxContext, ...calls: readonly LinuxCoreCall[]): number {
  return context.calls.on(-1, 'threadEntry', 'kthread', ...calls);
}

export const NORMAL: Policy = { class: 'fair', nice: 0 };

/** SCHED_FIFO with `priority`, or an ordinary thread if that is 0. */
export function byPriority(priority: number): Policy {
  return priority > 0 ? { class: 'fifo', priority } : NORMAL;
}
