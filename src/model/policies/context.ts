import type { Charges } from '../costs/charges.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Machine } from '../engine/machine.ts';
import type { SpinLock } from '../engine/lock.ts';
import type { Roster } from '../engine/roster.ts';
import type { BsdKernel } from '../types.ts';
import type { ContestedMutex } from './blocking.ts';

/** What every policy of a kernel works with. */
export interface PolicyContext {
  readonly kernel: Pick<BsdKernel, 'hard' | 'deferred' | 'softints' | 'locks'>;
  readonly machine: Machine;
  readonly roster: Roster;
  readonly cost: Charges;
  /** The lock around the kernel or its interrupts; undefined on one CPU and in fine-grained kernels. */
  readonly bigLock: SpinLock | undefined;
  /** A mutex that may be found held elsewhere; undefined where nothing can block. */
  readonly mutex: ContestedMutex | undefined;
  readonly stacks: BaseStacks;
  /** Where threads run that serve the whole system. */
  readonly serviceCpu: Cpu;
  readonly names: ThreadNames;
}

/** Indices of the stacks on which everything in a context stands. */
export interface BaseStacks {
  readonly interrupt: number;
  readonly clock: number;
  readonly softint: number;
  readonly softintAtSplx: number;
  readonly kthread: number;
  readonly ithread: number;
  readonly softintThread: number;
}

/** What a kernel calls its threads, and what its crypto return thread sleeps on. */
export interface ThreadNames {
  readonly ithread: (device: string) => string;
  readonly softint: (cpu: number) => string;
  readonly cryptoReturn: string;
  readonly cryptoReturnWait: string;
}

/** Scheduling priorities of the BSD kernels of the seeds; larger runs first; `reader` is a process that sleeps in the kernel again and again (kernels.md 2a.9, 2c.13). */
export const PRIORITY = { ithread: 90, softint: 80, kthread: 40, reader: 20, user: 10, idle: 0 } as const;
