import type { LinuxKernel } from '../types.ts';

export const linuxRt612: LinuxKernel = {
  family: 'linux',
  id: 'linux-rt-6.12',
  title: 'PREEMPT_RT 6.12',
  status: 'shipped',
  era: '6.12, in mainline (2024)',
  source: 'kernel/softirq.c of 6.12 with CONFIG_PREEMPT_RT',
  summary:
    'All handlers are SCHED_FIFO threads, softirqs run in them and can be preempted; whoever disables bottom halves second waits for the first.',
  functions: '6',
  hz: 250,
  irq: 'forced-thread',
  softirq: 'in-thread',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'softirq',
  nicThreadPriority: 50,
  budget: 300,
  repollLater: true,
  netRxRestarts: true,
  preemptRt: true,
  bhLock: true,
  fair: 'eevdf',
  socketBuffer: 212_992,
  tunnelReentry: 'gro_cells',
  transportReentry: 'work',
  mayBlock: false,
  choices: {
    crypto: ['hw-threaded', 'hw-tasklet', 'cryptd', 'sync'],
    ipMode: ['tunnel', 'transport'],
  },
  leavesOut: [
    'timers, RCU and load balancing: no softirq but NET_RX and TASKLET is raised',
    "group scheduling and the scheduler's buddies",
    'spin locks that sleep: only the one of bottom halves is modelled',
  ],
};
