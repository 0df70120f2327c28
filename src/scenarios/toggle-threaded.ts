import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const toggleThreaded: Scenario = {
  id: 'toggle-threaded',
  title: 'Threaded polling switched on and off under traffic',
  question: 'When does a running kernel take notice, and what changes for the receiver?',
  source: 'Paolo Abeni, genirq and NAPI patches of May and June 2016; commit 29863d41bb6e (5.12)',
  // Forced threads stay as they are, whoever polls.
  kernels: linuxThat(({ runtimeSwitch, irq }) => runtimeSwitch !== undefined && irq === 'hardirq'),
  defaultKernels: ['linux-napi-threaded', 'linux-genirq-threaded'],
  extraKernel: 'linux-6.12',
  defaultCosts: 'skylake-2016',
  parameters: [
    'rate',
    'payload',
    'flows',
    'threads',
    'readerNice',
    'readerAffinity',
    'cpus',
    'queues',
    'irqRouting',
    'rps',
    'vectors',
    'otherEvents',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'deferHardIrqs',
    'groFlushTimeout',
    'background',
  ],
  defaults: {
    rate: 100_000,
    payload: 256,
    otherEvents: 2000,
    linkGbps: 10,
    ringSize: 512,
    background: 'idle',
    irqRouting: 'spread',
  },
  maxima: { cpus: 16 },
  workload: { nics: 1, protocol: 'udp', packets: 'stream', receiver: 'sink', duration: 10_000_000 },
  actions: [
    { at: 3_000_000, what: 'threaded on' },
    { at: 7_000_000, what: 'threaded off' },
  ],
  leavesOut: [
    'the write to sysfs or procfs itself, and the making of the thread',
    'answers, and the interrupts of their transmission',
  ],
};
