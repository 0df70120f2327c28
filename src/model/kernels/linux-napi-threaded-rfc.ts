import type { LinuxKernel } from '../types.ts';

export const linuxNapiThreadedRfc: LinuxKernel = {
  family: 'linux',
  id: 'linux-napi-threaded-rfc',
  title: 'Threaded NAPI as proposed',
  status: 'proposed',
  era: 'proposed May 2016',
  source: 'Paolo Abeni, "net: threadable napi poll loop", May 2016',
  summary:
    'The handler wakes an ordinary thread of the NAPI instance, which polls up to the whole budget with bottom halves disabled.',
  functions: '4',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'kthread-rfc',
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
