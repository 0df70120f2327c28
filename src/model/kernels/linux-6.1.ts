import type { LinuxKernel } from '../types.ts';

export const linux61: LinuxKernel = {
  family: 'linux',
  id: 'linux-6.1',
  title: 'Linux 6.1',
  status: 'shipped',
  era: '4.17 to 6.4; as of 6.1 (2022)',
  source: 'kernel/softirq.c and net/core/dev.c of 6.1',
  summary:
    'Softirqs run on the way out of the interrupt until ksoftirqd is runnable, which then has them alone unless a tasklet waits.',
  functions: '6',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'unless-tasklet' },
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
  tunnelReentry: 'gro_cells',
  transportReentry: 'work',
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
