import { RECEIVER_DEFAULTS, RECEIVER_MAXIMA, RECEIVER_PARAMETERS } from './linux-receivers.ts';
import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const udpEcho: Scenario = {
  id: 'udp-echo',
  title: 'A program that answers each packet',
  question: 'What does it cost until a program has read a packet and its answer is on the wire?',
  source: 'the recordings that come with the page: udp_echo under moderate traffic, Linux 6.1 and 6.12',
  kernels: ofFamily('linux'),
  defaultKernels: ['linux-6.12', 'linux-rt-6.12'],
  extraKernel: 'linux-napi-threaded',
  defaultCosts: 'zen-2022',
  parameters: RECEIVER_PARAMETERS,
  defaults: {
    ...RECEIVER_DEFAULTS,
    rate: 20_000,
    payload: 64,
    linkGbps: 1,
  },
  maxima: RECEIVER_MAXIMA,
  workload: { nics: 1, protocol: 'udp', packets: 'stream', receiver: 'echo', duration: 5_000_000 },
  actions: [],
  // One packet and its answer.
  opens: { start: 1_024_000, end: 1_036_000 },
  leavesOut: [
    'the other end: packets come at a constant rate, answered or not',
    'idle states: a CPU wakes at once',
  ],
};
