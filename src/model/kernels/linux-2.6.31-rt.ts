import type { LinuxKernel } from '../types.ts';

export const linux2631Rt: LinuxKernel = {
  family: 'linux',
  id: 'linux-2.6.31-rt',
  title: '2.6.31-rt, full preemption',
  status: 'shipped',
  era: '2.6.31-rt10 (2009)',
  source: 'Steven Rostedt, slides on threaded network interrupts (2009)',
  summary:
    'Handlers and softirqs are SCHED_FIFO threads, and a woken thread takes the CPU from kernel code too.',
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
  preemptRt: true,
  bhLock: false,
  fair: 'cfs-2.6.31',
  tunnelReentry: 'netif_rx',
  transportReentry: 'direct',
  mayBlock: false,
  choices: {
    crypto: ['hw-threaded', 'hw-tasklet', 'cryptd', 'sync'],
    ipMode: ['tunnel', 'transport'],
  },
  leavesOut: [
    'timers, RCU and load balancing: no softirq but NET_RX and TASKLET is raised',
    "group scheduling and the scheduler's buddies",
    'spin locks that sleep: none is ever contended here',
    'the priority of softirq threads is 49; some builds had 50',
  ],
};
