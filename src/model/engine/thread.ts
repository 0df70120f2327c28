import { KIND, type Kind } from '../../trace/kinds.ts';
import type { Activity } from './activity.ts';
import type { Frame } from './frame.ts';

export type RunState = 'running' | 'runnable' | 'blocked' | 'device' | 'parked';

export interface ThreadOptions {
  readonly name: string;
  readonly kind: 'idle' | 'user' | 'kthread' | 'irqthread';
  /** Larger runs first. */
  readonly priority: number;
  /** Index of the CPU that it starts on. */
  readonly cpu: number;
  /** Indices of the CPUs that it may run on; absent = that one only. */
  readonly allowed?: readonly number[];
  /** Most that a refill after a switch to it can cost, ns: its working set in cache lines times the miss. */
  readonly refillCap: number;
  /** Which address space it needs; undefined = any (a kernel thread with a lazy TLB). */
  readonly addressSpace: number | undefined;
  /** True if the thread ends by way of the idle thread, as NetBSD's softint threads do (kernels.md 2c.21). */
  readonly exitsViaIdle: boolean;
}

/** A schedulable thread with its kernel stack: `frames`, outermost first, interrupts taken on it included. */
export class Thread {
  readonly index: number;
  readonly name: string;
  readonly kind: Kind;
  readonly kindCode: number;
  /** Index of the CPU that it runs on, or is to run on; `Machine.migrate` changes it. */
  cpu: number;
  /** Its affinity: indices of the CPUs that it may run on. */
  allowed: readonly number[];
  /** Above 0 while it may not change its CPU whatever its affinity: migrate_disable(). */
  pinned = 0;
  readonly refillCap: number;
  readonly addressSpace: number | undefined;
  readonly exitsViaIdle: boolean;
  priority: number;
  readonly frames: Frame[] = [];
  state: RunState = 'parked';
  /** Since when it is in `state`, ns, and what it waits for (index of a name, -1 = nothing). */
  since = 0;
  waitsOn = -1;
  /** Told when it goes to sleep, before the next thread is picked; undefined = nobody wants to know. */
  sleeps: (() => void) | undefined;
  /** What its packets see of it; undefined for threads that handle none. */
  activity: Activity | undefined;
  /** Above 0 while it may not lose the CPU: preemption or bottom halves are disabled. */
  preemptCount = 0;
  /** Interrupt level at which it goes on when it is switched to. */
  ipl = 0;
  /** Refill still to be paid, ns, and the number of frames it was due on. */
  refillLeft = 0;
  refillFrames = 0;
  /** The slice in which it last had a CPU; -1 = none. */
  lastSlice = -1;
  /** The slice that made it runnable, and why; -1 = none. */
  causeSlice = -1;
  causeWhy = -1;

  constructor(index: number, options: ThreadOptions) {
    this.index = index;
    this.name = options.name;
    this.kind = options.kind;
    this.kindCode = KIND[options.kind];
    this.priority = options.priority;
    this.cpu = options.cpu;
    this.allowed = options.allowed ?? [options.cpu];
    this.refillCap = options.refillCap;
    this.addressSpace = options.addressSpace;
    this.exitsViaIdle = options.exitsViaIdle;
  }
}
