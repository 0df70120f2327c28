import type { LinuxKernel } from '../types.ts';

export const linuxThreadirqs: LinuxKernel = {
  family: 'linux',
  id: 'linux-threadirqs',
  title: 'threadirqs',
  status: 'shipped',
  era: '2.6.39 on with the boot option threadirqs; as of 6.1',
  source: 'kernel/irq/manage.c, irq_forced_thread_fn',
  summary:
    'Every handler runs in a SCHED_FIFO thread with bottom halves disabled, and what it raised runs in that thread when they are enabled.',
  functions: '6',
  hz: 250,
  irq: 'forced-thread',
  softirq: 'in-thread',
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
