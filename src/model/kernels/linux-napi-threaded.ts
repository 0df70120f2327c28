import type { LinuxKernel } from '../types.ts';

export const linuxNapiThreaded: LinuxKernel = {
  family: 'linux',
  id: 'linux-napi-threaded',
  title: 'Threaded NAPI as merged',
  status: 'shipped',
  era: '5.12 on (2021); as of 6.1',
  source: 'commit 29863d41bb6e; net/core/dev.c, napi_threaded_poll',
  summary:
    'The handler wakes an ordinary thread of the NAPI instance, which polls 64 packets at a time and can be scheduled between polls.',
  functions: '6',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'unless-tasklet' },
  ksoftirqdNice: 0,
  napi: 'kthread',
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
