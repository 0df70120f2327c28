/** The values of a kernel's record as a reader says them, with the field's word in brackets where there is one. */
import type { Kernel } from '../../scenarios/index.ts';

type Bsd = Extract<Kernel, { family: 'netbsd' | 'freebsd' }>;
type Linux = Extract<Kernel, { family: 'linux' }>;
type Words<T extends string> = Readonly<Record<T, string>>;

export const HARD: Words<Bsd['hard']> = {
  nested: 'on top of what it interrupts',
  thread: 'in a thread of its own (ithread)',
  borrow: 'in a thread that borrows the interrupted stack',
};

export const DEFERRED: Words<Bsd['deferred']> = {
  dispatch: 'on the way out of the interrupt (softint)',
  thread: 'in a thread (swi, softint thread)',
  borrow: 'in a thread that borrows the interrupted stack (fast softint)',
  inline: 'at once, in the same thread, to completion',
};

export const CRYPTO_DONE: Words<Bsd['cryptoDone']> = {
  immediate: 'at once, where the operation ended',
  'return-thread': 'in the return thread (cryptoret)',
  'return-thread-unless-sync': 'in the return thread (crypto returns), unless the CPU did the work',
};

export const LOCKS: Words<Bsd['locks']> = {
  big: 'one for the kernel (big lock)',
  'interrupt-big': 'one for interrupt code',
  fine: 'many (fine-grained)',
};

export const PREEMPTION: Words<Bsd['preemption']> = {
  'user-return': 'when the kernel returns to user mode',
  immediate: 'at once (PREEMPTION)',
};

export const IRQ: Words<Linux['irq']> = {
  hardirq: 'in the hard interrupt',
  thread: 'in a thread of its own (threaded handler)',
  'forced-thread': 'forced into a thread (threadirqs)',
};

export const SOFTIRQ: Words<Linux['softirq']> = {
  inline: 'at interrupt exit and where bottom halves are enabled; the rest in ksoftirqd',
  'vector-threads': 'in one thread a vector (sirq-*)',
  'in-thread': 'only where a thread enables bottom halves',
};

export const NAPI: Words<Linux['napi']> = {
  softirq: 'the softirq NET_RX',
  'irq-thread': 'its interrupt thread',
  'kthread-rfc': 'a thread of its own, as proposed in 2016',
  kthread: 'a thread of its own (napi/*)',
  'kthread-busy': 'a thread that never sleeps (busy polling)',
};

export const FAIR: Words<Linux['fair']> = {
  'cfs-2.6.31': 'CFS, as of 2.6.31',
  cfs: 'CFS',
  eevdf: 'EEVDF',
};

export const LEFT_TO_KSOFTIRQD: Words<Linux['loop']['leftToKsoftirqd']> = {
  never: 'softirqs run elsewhere all the same',
  always: 'no softirq runs elsewhere',
  'unless-tasklet': 'no softirq runs elsewhere, unless a tasklet is pending',
};

export const RUNTIME_SWITCH: Words<NonNullable<Linux['runtimeSwitch']> | 'none'> = {
  napi: 'yes, by the card (threaded NAPI)',
  irq: 'yes, by the interrupt',
  none: 'no',
};

export const NETBACK: Words<Extract<Kernel, { family: 'xen' }>['netback']> = {
  group: 'one thread for each CPU, shared by a group of vifs',
  napi: 'NAPI and one thread for each vif',
};
