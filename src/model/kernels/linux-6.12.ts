import type { LinuxKernel } from '../types.ts';

export const linux612: LinuxKernel = {
  family: 'linux',
  id: 'linux-6.12',
  title: 'Linux 6.12',
  status: 'shipped',
  era: '6.6 on; as of 6.12 (2024)',
  source: 'kernel/softirq.c after d15121be7485 and net/core/dev.c of 6.12',
  summary:
    'Softirqs run on the way out of the interrupt and wherever bottom halves are enabled, ksoftirqd or not; the scheduler is EEVDF.',
  functions: '6',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'softirq',
  nicThreadPriority: 50,
  budget: 300,
  repollLater: true,
  netRxRestarts: true,
  preemptRt: false,
  bhLock: false,
  fair: 'eevdf',
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
