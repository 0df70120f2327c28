import type { Scenario } from './types.ts';
import { kernelsThat } from './which-kernels.ts';

export const ipsecRoundTrip: Scenario = {
  id: 'ipsec-round-trip',
  title: 'One IPsec packet, one CPU',
  question: 'How many context switches does one encrypted packet cost, and what do they cost?',
  source: 'tech-kern, 2007-02-22, "Interrupt, interrupt threads, continuations, and kernel lwps"',
  kernels: kernelsThat(({ choices }) => 'ipMode' in choices),
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
