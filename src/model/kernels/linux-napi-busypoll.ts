import type { LinuxKernel } from '../types.ts';

export const linuxNapiBusypoll: LinuxKernel = {
  family: 'linux',
  id: 'linux-napi-busypoll',
  title: 'Threaded NAPI that never sleeps',
  status: 'shipped',
  era: '6.19 on (2026), by the date of the patch',
  source: 'Samiullah Khawaja, "net: Add support to do threaded napi busy poll", v10, October 2025',
  summary:
    'A thread polls the card for ever and the card never interrupts; other threads get the CPU when the scheduler says so.',
  functions: '6',
  hz: 250,
  irq: 'hardirq',
  softirq: 'inline',
  loop: { rounds: 10, bounded: true, leftToKsoftirqd: 'never' },
  ksoftirqdNice: 0,
  napi: 'kthread-busy',
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
    preemption: ['lazy', 'full'],
  },
  leavesOut: [
    'timers, RCU and load balancing: no softirq but NET_RX and TASKLET is raised',
    "group scheduling and the scheduler's buddies",
  ],
};
