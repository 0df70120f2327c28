import type { LinuxKernel } from '../types.ts';

export const linux2631IrqSoftirqThreads: LinuxKernel = {
  family: 'linux',
  id: 'linux-2.6.31-irq-softirq-threads',
  title: '2.6.31, interrupts and softirqs in threads',
  status: 'shipped',
  era: 'PREEMPT_HARDIRQS and PREEMPT_SOFTIRQS of the 2.6.31-rt patch (2009)',
  source: 'Steven Rostedt, slides on threaded network interrupts (2009)',
  summary:
    'An interrupt wakes a SCHED_FIFO thread for its handler, and that wakes the thread of its softirq.',
  functions: '2.6',
  hz: 1000,
  irq: 'thread',
  softirq: 'vector-threads',
  loop: { rounds: 10, bounded: false, leftToKsoftirqd: 'never' },
  ksoftirqdNice: -5,
  napi: 'softirq',
  nicThreadPriority: 50,
  budget: 300,
  repollLater: false,
  netRxRestarts: false,
  preemptRt: false,
  bhLock: false,
  fair: 'cfs-2.6.31',
  tunnelReentry: 'netif_rx',
  transportReentry: 'direct',
  mayBlock: false,
  choices: {
    crypto: ['hw-tasklet', 'hw-threaded', 'cryptd', 'sync'],
    ipMode: ['tunnel', 'transport'],
    preemption: ['voluntary', 'none', 'full'],
  },
  leavesOut: [
    'timers, RCU and load balancing: no softirq but NET_RX and TASKLET is raised',
    "group scheduling and the scheduler's buddies",
    'the priority of softirq threads is 49; some builds had 50',
  ],
};
