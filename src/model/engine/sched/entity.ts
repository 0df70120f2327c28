import type { Thread } from '../thread.ts';

/** How a thread competes: real-time first in first out by priority (1 to 99), or fairly by nice value (-20 to 19). */
export type Policy =
  | { readonly class: 'fifo'; readonly priority: number }
  | { readonly class: 'fair'; readonly nice: number };

/** A thread as the scheduler sees it. Virtual times are in ns, scaled to the weight of nice 0. */
export interface Entity {
  readonly thread: Thread;
  /** Position among real-time threads; 0 = fair. May be raised while it holds a lock that a better one waits for. */
  priority: number;
  readonly weight: number;
  vruntime: number;
  /** EEVDF: virtual time by which its present slice should be done, and its lag when it went to sleep. */
  deadline: number;
  lag: number;
  /** CPU time since it was last picked, ns. */
  ranSincePick: number;
  /** When it last ran, ns: its data may still be in that CPU's cache. */
  lastRan: number;
}

/** Weight of nice 0. */
export const UNIT = 1024;

/** sched_prio_to_weight of kernel/sched/core.c: nice -20 to 19, each step about 25 % of a CPU. */
const WEIGHTS = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121,
  2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23,
  18, 15,
] as const;

/** A new entity that has slept for long. Throws if a nice value or priority is out of range. */
export function entityOf(thread: Thread, policy: Policy): Entity {
  const nice = policy.class === 'fair' ? policy.nice : 0;
  const priority = policy.class === 'fifo' ? policy.priority : 0;
  const weight = WEIGHTS[nice + 20];
  if (weight === undefined) throw new Error(`${thread.name}: nice ${nice} is not from -20 to 19`);
  if (policy.class === 'fifo' && (priority < 1 || priority > 99)) {
    throw new Error(`${thread.name}: SCHED_FIFO priority ${priority} is not from 1 to 99`);
  }
  return {
    thread,
    priority,
    weight,
    vruntime: -Infinity,
    deadline: 0,
    lag: 0,
    ranSincePick: 0,
    lastRan: -Infinity,
  };
}
