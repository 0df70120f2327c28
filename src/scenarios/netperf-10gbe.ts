import type { Scenario } from './types.ts';

export const netperf10gbe: Scenario = {
  id: 'netperf-10gbe',
  title: 'netperf over 10 Gb/s',
  question: 'What do interrupts and softirqs in threads cost in throughput, and why not at 1 Gb/s?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009); their graphs are not at hand, none is imitated',
  kernels: [
    'linux-2.6.31',
    'linux-2.6.31-softirq-threads',
    'linux-2.6.31-irq-softirq-threads',
    'linux-2.6.31-rt',
    'linux-2.6.31-netthread',
    'linux-4.6',
    'linux-4.9',
    'linux-6.1',
    'linux-6.12',
    'linux-threadirqs',
    'linux-rt-6.1',
    'linux-rt-6.12',
    'linux-genirq-threaded',
    'linux-napi-threaded-rfc',
    'linux-napi-threaded',
  ],
  defaultKernels: ['linux-2.6.31', 'linux-2.6.31-rt'],
  extraKernel: 'linux-2.6.31-netthread',
  defaultCosts: 'nehalem-2009',
  parameters: ['rate', 'payload', 'linkGbps', 'ringSize', 'coalesceGap', 'background'],
  // ixgbe starts at 20,000 interrupts/s.
  defaults: {
    rate: 800_000,
    payload: 1448,
    linkGbps: 10,
    ringSize: 512,
    coalesceGap: 50_000,
    background: 'idle',
  },
  workload: { nics: 1, protocol: 'udp', packets: 'window', receiver: 'sink', duration: 20_000_000 },
  leavesOut: [
    'TCP: a sender with a fixed window of 48 frames stands for it, and acknowledgements cost nothing here',
    'merging of packets (LRO, GRO)',
    'other CPUs: card and program share one',
  ],
};
