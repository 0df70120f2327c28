import type { LinuxKernel } from '../types.ts';

export const linuxGenirqThreaded: LinuxKernel = {
  family: 'linux',
  id: 'linux-genirq-threaded',
  title: 'Interrupts threaded at run time',
  status: 'proposed',
  era: 'proposed June 2016, never merged',
  source: 'Paolo Abeni, "genirq: threadable IRQ support", June 2016',
  summary:
    "The NIC's interrupt wakes an ordinary thread that polls it to the end with the line masked; other devices stay as they are.",
  functions: '4',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'irq-thread',
  nicThreadPriority: 0,
  budget: 300,
  repollLater: true,
  netRxRestarts: false,
  preemptRt: false,
  bhLock: false,
  fair: 'cfs',
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
    "the mode is set before the run: the patch's own bodies were not read, only its cover letter",
  ],
};
