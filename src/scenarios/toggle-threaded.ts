import { RECEIVER_DEFAULTS, RECEIVER_MAXIMA, RECEIVER_PARAMETERS } from './linux-receivers.ts';
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
  parameters: RECEIVER_PARAMETERS,
  defaults: {
    ...RECEIVER_DEFAULTS,
    rate: 100_000,
    payload: 256,
    otherEvents: 2000,
    linkGbps: 10,
  },
  maxima: RECEIVER_MAXIMA,
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
