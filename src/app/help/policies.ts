import type { Kernel } from '../../scenarios/index.ts';

/** One choice that kernels differ in, as words; undefined where a kernel of this family has no such choice. */
export interface Policy {
  readonly label: string;
  readonly of: (kernel: Kernel) => string | undefined;
}

/** The choices that a kernel's record makes, in the order of a packet's way. */
export const POLICIES: readonly Policy[] = [
  { label: 'status', of: ({ status, era }) => `${status}, ${era}` },
  { label: 'hard handler', of: (kernel) => ('irq' in kernel ? kernel.irq : kernel.hard) },
  { label: 'deferred work', of: (kernel) => ('softirq' in kernel ? kernel.softirq : kernel.deferred) },
  { label: 'NIC polled by', of: (kernel) => ('napi' in kernel ? kernel.napi : undefined) },
  { label: 'crypto callback', of: (kernel) => ('cryptoDone' in kernel ? kernel.cryptoDone : undefined) },
  { label: 'locks', of: (kernel) => ('locks' in kernel ? kernel.locks : undefined) },
  { label: 'preemption', of: (kernel) => ('preemption' in kernel ? kernel.preemption : undefined) },
  {
    label: 'queue in the middle',
    of: (kernel) =>
      'midQueue' in kernel ? `${kernel.midQueue.name}, at most ${kernel.midQueue.limit}` : undefined,
  },
];
