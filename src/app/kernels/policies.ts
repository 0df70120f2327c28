import type { Kernel } from '../../scenarios/index.ts';
import {
  CRYPTO_DONE,
  DEFERRED,
  FAIR,
  HARD,
  IRQ,
  LEFT_TO_KSOFTIRQD,
  LOCKS,
  NAPI,
  NETBACK,
  PREEMPTION,
  RUNTIME_SWITCH,
  SOFTIRQ,
} from './policy-words.ts';

/** One choice that kernels differ in, as words; undefined where a kernel of this family has no such choice. */
export interface Policy {
  readonly label: string;
  readonly of: (kernel: Kernel) => string | undefined;
}

/** The choices that a kernel's record makes, in the order of a packet's way. */
export const POLICIES: readonly Policy[] = [
  { label: 'hard handler runs', of: (kernel) => ('irq' in kernel ? IRQ[kernel.irq] : HARD[kernel.hard]) },
  {
    label: 'deferred work runs',
    of: (kernel) => ('softirq' in kernel ? SOFTIRQ[kernel.softirq] : DEFERRED[kernel.deferred]),
  },
  { label: 'cards are polled by', of: (kernel) => ('napi' in kernel ? NAPI[kernel.napi] : undefined) },
  {
    label: 'switched to threads as it runs',
    of: (kernel) => ('napi' in kernel ? RUNTIME_SWITCH[kernel.runtimeSwitch ?? 'none'] : undefined),
  },
  { label: 'netback', of: (kernel) => ('netback' in kernel ? NETBACK[kernel.netback] : undefined) },
  {
    label: 'one run of softirqs ends',
    of: (kernel) => ('loop' in kernel ? endOfLoop(kernel.loop) : undefined),
  },
  {
    label: 'while ksoftirqd is runnable',
    of: (kernel) => ('loop' in kernel ? LEFT_TO_KSOFTIRQD[kernel.loop.leftToKsoftirqd] : undefined),
  },
  {
    label: 'crypto callback runs',
    of: (kernel) => ('cryptoDone' in kernel ? CRYPTO_DONE[kernel.cryptoDone] : undefined),
  },
  { label: 'locks', of: (kernel) => ('locks' in kernel ? LOCKS[kernel.locks] : undefined) },
  { label: 'a better thread gets the CPU', of: preemptionOf },
  { label: 'scheduler', of: (kernel) => ('fair' in kernel ? FAIR[kernel.fair] : undefined) },
  {
    label: 'queue in the middle',
    of: (kernel) =>
      'midQueue' in kernel ? `${kernel.midQueue.name}, at most ${kernel.midQueue.limit}` : undefined,
  },
];

function endOfLoop({ rounds, bounded }: Extract<Kernel, { family: 'linux' }>['loop']): string {
  if (rounds === 'each-vector-once') return 'when each vector had its turn';
  return `after ${rounds} rounds${bounded ? ', 2 ms, or when somebody else should run' : ''}`;
}

/** Linux kernels offer it as a parameter, PREEMPT_RT aside. */
function preemptionOf(kernel: Kernel): string | undefined {
  if ('preemption' in kernel) return PREEMPTION[kernel.preemption];
  if (!('preemptRt' in kernel)) return undefined;
  return kernel.preemptRt ? 'at once, nearly everywhere (PREEMPT_RT)' : 'as the parameter preemption says';
}
