import { RECEIVER_DEFAULTS, RECEIVER_MAXIMA, RECEIVER_PARAMETERS } from './linux-receivers.ts';
import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const netperf10gbe: Scenario = {
  id: 'netperf-10gbe',
  title: 'netperf over 10 Gb/s',
  question: 'What do interrupts and softirqs in threads cost in throughput, and why not at 1 Gb/s?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009); their graphs are not at hand, none is imitated',
  kernels: ofFamily('linux'),
  defaultKernels: ['linux-2.6.31', 'linux-2.6.31-rt'],
  extraKernel: 'linux-2.6.31-netthread',
  defaultCosts: 'nehalem-2009',
  parameters: RECEIVER_PARAMETERS,
  // ixgbe starts at 20,000 interrupts/s.
  defaults: {
    ...RECEIVER_DEFAULTS,
    rate: 800_000,
    payload: 1448,
    linkGbps: 10,
    coalesceGap: 50_000,
  },
  maxima: RECEIVER_MAXIMA,
  workload: { nics: 1, protocol: 'udp', packets: 'window', receiver: 'sink', duration: 20_000_000 },
  actions: [],
  leavesOut: [
    'TCP: a sender with a fixed window of 48 frames stands for it, and acknowledgements cost nothing here',
    'merging of packets (LRO, GRO)',
  ],
};
