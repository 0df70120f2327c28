import type { Scenario } from './types.ts';

export const NETBSD_KERNELS: readonly string[] = [
  'netbsd3',
  'netbsd3-cryptoret',
  'netbsd-ithreads',
  'netbsd-puller',
  'netbsd-doran',
  'netbsd5',
  'netbsd5-cryptoret',
];

export const BSD_KERNELS: readonly string[] = [...NETBSD_KERNELS, 'freebsd6', 'freebsd6-direct'];

export const LINUX_KERNELS: readonly string[] = [
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
  'linux-napi-busypoll',
];

export const ipsecRoundTrip: Scenario = {
  id: 'ipsec-round-trip',
  title: 'One IPsec packet, one CPU',
  question: 'How many context switches does one encrypted packet cost, and what do they cost?',
  source: 'tech-kern, 2007-02-22, "Interrupt, interrupt threads, continuations, and kernel lwps"',
  kernels: [...BSD_KERNELS, ...LINUX_KERNELS],
  defaultKernels: ['netbsd3', 'netbsd-ithreads'],
  extraKernel: 'netbsd-doran',
  defaultCosts: 'core2-2007',
  parameters: ['rate', 'payload', 'linkGbps', 'ringSize', 'coalesceGap', 'background', 'blockProbability'],
  defaults: { payload: 1300 },
  workload: { nics: 1, protocol: 'esp', packets: 'one', duration: 10_000_000 },
  leavesOut: [
    'the receiving program: the packet is delivered when it is in the socket buffer, and nobody is woken',
    'transmission and its interrupts',
  ],
};
