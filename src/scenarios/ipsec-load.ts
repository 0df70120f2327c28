import type { Scenario } from './types.ts';
import { kernelsThat } from './which-kernels.ts';

export const ipsecLoad: Scenario = {
  id: 'ipsec-load',
  title: '50,000 IPsec packets per second',
  question: 'Who can keep up when every packet makes the round trip to the crypto card?',
  source: 'tech-kern, 2007-02-21: 50,000 packets/s times six switches is 300,000 switches/s',
  kernels: kernelsThat(({ choices }) => 'ipMode' in choices),
  defaultKernels: ['netbsd3', 'netbsd-ithreads'],
  extraKernel: 'netbsd-doran',
  defaultCosts: 'core2-2007',
  parameters: [
    'rate',
    'payload',
    'cpus',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'irqRouting',
    'background',
    'blockProbability',
  ],
  defaults: { rate: 50_000, payload: 128 },
  sources: {
    rate: 'tech-kern 2007-02-21: 50,000 packets/s',
  },
  workload: { nics: 1, protocol: 'esp', packets: 'stream', duration: 20_000_000 },
  leavesOut: [
    'the receiving program: nobody reads the socket buffer and it never fills',
    'bursts: packets come at a constant rate',
    'transmission and its interrupts',
  ],
};
