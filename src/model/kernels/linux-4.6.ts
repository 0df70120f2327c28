import type { LinuxKernel } from '../types.ts';

export const linux46: LinuxKernel = {
  family: 'linux',
  id: 'linux-4.6',
  title: 'Linux 4.6',
  status: 'shipped',
  era: '3.19 to 4.8; as of 4.6 (2016)',
  source: 'kernel/softirq.c and net/core/dev.c of 4.6',
  summary:
    'Softirqs run on the way out of the interrupt for up to two milliseconds, ten rounds or until somebody must be scheduled, and then in ksoftirqd; every later interrupt takes them up again.',
  functions: '4',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'softirq',
  nicThreadPriority: 50,
  budget: 300,
  repollLater: true,
  netRxRestarts: false,
  preemptRt: false,
  bhLock: false,
  fair: 'cfs',
  socketBuffer: 212_992,
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
  ],
};
