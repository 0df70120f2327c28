import type { LinuxKernel } from '../types.ts';

export const linux2631: LinuxKernel = {
  family: 'linux',
  id: 'linux-2.6.31',
  title: 'Linux 2.6.31',
  plain: 'Linux 2.6.31',
  column: '2.6.31',
  status: 'shipped',
  era: '2.6.23 to 3.18; as of 2.6.31 (2009)',
  source:
    "kernel/softirq.c and net/core/dev.c of 2.6.31; the vanilla kernel of Steven Rostedt's slides (2009)",
  summary:
    'The handler only schedules a poll; the protocols run as a softirq on the way out of the interrupt, up to ten rounds, and then in ksoftirqd.',
  functions: '2.6',
  hz: 1000,
  irq: 'hardirq',
  softirq: 'inline',
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
  wakeAffine: 'load',
  socketBuffer: 126_976,
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
    'MSI-X registers: the handler reads its cause register',
  ],
};
