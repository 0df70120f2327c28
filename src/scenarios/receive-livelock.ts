import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const receiveLivelock: Scenario = {
  id: 'receive-livelock',
  title: 'A router under overload',
  question: 'How many packets get through when more come in than the router can forward?',
  source: 'J. Mogul and K. Ramakrishnan, USENIX 1996 and ACM TOCS 1997',
  kernels: ofFamily('router'),
  defaultKernels: ['bsd-unmodified', 'bsd-polling'],
  extraKernel: undefined,
  defaultCosts: 'alpha-1996',
  parameters: ['rate', 'payload', 'linkGbps', 'ringSize', 'coalesceGap', 'screend', 'background'],
  // Four bytes of payload: the smallest UDP packet of the paper, at 10 Mb/s on both links.
  defaults: { rate: 8000, payload: 4, linkGbps: 0.01, ringSize: 32, background: 'idle' },
  workload: { nics: 1, protocol: 'udp', packets: 'stream', forwards: true, duration: 200_000_000 },
  // Queues have been full for a while.
  opens: { start: 100_000_000, end: 105_000_000 },
  leavesOut: [
    'bursts: packets come at a constant rate, in the paper they were nearly so',
    'traffic in the other direction',
    'programs other than the filter and one that computes',
  ],
};
