import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const fourGbe: Scenario = {
  id: 'four-gbe',
  title: 'Four gigabit links, inbound',
  question: 'What does mitigation leave: 350,000 packets/s at 25,000 interrupts/s?',
  source: 'tech-kern, 2007-02-22: "350,000 packets/sec at 25,000 interrupts/sec"',
  kernels: ofFamily('netbsd', 'freebsd', 'linux'),
  defaultKernels: ['netbsd3', 'netbsd-ithreads'],
  extraKernel: 'netbsd-doran',
  defaultCosts: 'core2-2007',
  parameters: [
    'rate',
    'payload',
    'flows',
    'queues',
    'rps',
    'vectors',
    'otherEvents',
    'cpus',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'irqRouting',
    'background',
    'blockProbability',
  ],
  // 1,362 bytes of payload make an IP length of 1,390; 160 us a link are 25,000 interrupts/s on four.
  defaults: { rate: 350_000, payload: 1362, coalesceGap: 160_000 },
  sources: {
    rate: 'tech-kern 2007-02-22: 350,000 packets/s at 25,000 interrupts/s on four links',
    payload: 'an IP length of 1,390 bytes, the most that four links carry at that rate',
    coalesceGap: 'tech-kern 2007-02-22: 350,000 packets/s at 25,000 interrupts/s on four links',
  },
  workload: { nics: 4, protocol: 'udp', packets: 'stream', duration: 40_000_000 },
  // After the first packets, which come alone: from then on the cards hand over fourteen at a time.
  opens: { start: 2_000_000, end: 2_250_000 },
  leavesOut: [
    'the receiving programs: nobody reads the socket buffers and they never fill',
    'bursts: each link brings frames at a constant rate',
    'transmission: acknowledgements, and the interrupts that they cause',
  ],
};
