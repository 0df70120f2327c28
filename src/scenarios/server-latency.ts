import { SLIDES, SLIDES_PARAMETERS } from './slides-2009.ts';
import type { Scenario } from './types.ts';

export const serverLatency: Scenario = {
  ...SLIDES,
  id: 'server-latency',
  title: 'A server without kernel preemption',
  question: 'How long does a packet wait for its thread while a program is in a long system call?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009): "Horrible latency on server config (no kernel preemption)"; the length of the calls is assumed',
  parameters: [...SLIDES_PARAMETERS, 'syscallTime'],
  defaults: {
    rate: 2000,
    payload: 64,
    linkGbps: 1,
    ringSize: 512,
    coalesceGap: 0,
    syscallTime: 3_000_000,
    preemption: 'none',
  },
  workload: { nics: 1, protocol: 'udp', packets: 'stream', duration: 100_000_000 },
  // One long system call, and the packets that come meanwhile.
  opens: { start: 2_950_000, end: 6_450_000 },
  leavesOut: [
    'the program that the packets are for: a packet is delivered when it is in its socket buffer, as an answer by the kernel would be',
    'cond_resched() on the way of a long system call: without preemption it has none here, with voluntary preemption one each 100 us',
    'other CPUs: all threads share one',
  ],
};
