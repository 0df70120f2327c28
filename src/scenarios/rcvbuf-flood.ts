import { RECEIVER_DEFAULTS, RECEIVER_MAXIMA, RECEIVER_PARAMETERS } from './linux-receivers.ts';
import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const rcvbufFlood: Scenario = {
  id: 'rcvbuf-flood',
  title: 'A UDP flood and its receiver on one CPU',
  question: 'How many packets does the program still read when more arrive than the CPU can take?',
  source:
    'commit 4cd13c21b207, "softirq: Let ksoftirqd do its job" (2016): about 2,000 against 900,000 packets/s',
  kernels: ofFamily('linux'),
  defaultKernels: ['linux-4.6', 'linux-4.9'],
  extraKernel: 'linux-napi-threaded',
  defaultCosts: 'skylake-2016',
  parameters: RECEIVER_PARAMETERS,
  defaults: {
    ...RECEIVER_DEFAULTS,
    rate: 2_500_000,
    payload: 18,
    linkGbps: 10,
  },
  maxima: RECEIVER_MAXIMA,
  workload: { nics: 1, protocol: 'udp', packets: 'flood', receiver: 'sink', duration: 18_000_000 },
  actions: [],
  // A packet that 4.6 drops, although its program has the CPU, and 4.9 delivers.
  opens: { start: 14_600_000, end: 15_070_000 },
  leavesOut: [
    'answers, and the interrupts of their transmission',
    'functions on the stack of each packet: a poll is one slice',
  ],
};
