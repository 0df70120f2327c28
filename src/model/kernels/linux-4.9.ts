import type { LinuxKernel } from '../types.ts';

export const linux49: LinuxKernel = {
  family: 'linux',
  id: 'linux-4.9',
  title: 'Linux 4.9, ksoftirqd does its job',
  status: 'shipped',
  era: '4.9 to 4.16 (2016)',
  source: 'commit 4cd13c21b207, "softirq: Let ksoftirqd do its job"',
  summary:
    'As before, but once ksoftirqd is runnable it alone runs softirqs, in competition with everybody else.',
  functions: '4',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'always' },
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
