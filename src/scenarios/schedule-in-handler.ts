import { SLIDES, SLIDES_PARAMETERS } from './slides-2009.ts';
import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const scheduleInHandler: Scenario = {
  ...SLIDES,
  id: 'schedule-in-handler',
  title: 'A driver whose lock is taken',
  question: 'What does the CPU do while the driver waits for a lock that another CPU holds?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009): "Can schedule in handler", "Easier locking algorithms"; how often and how long is assumed',
  kernels: ofFamily('linux'),
  parameters: SLIDES_PARAMETERS,
  defaults: {
    rate: 10_000,
    payload: 64,
    linkGbps: 1,
    ringSize: 512,
    coalesceGap: 0,
    blockProbability: 0.3,
    lockHold: 50_000,
  },
  workload: { nics: 1, protocol: 'udp', packets: 'stream', contended: true, duration: 20_000_000 },
  leavesOut: [
    'the CPU that holds the lock, and why it does',
    'other locks, and the inheritance of priority by their holders',
    'other CPUs: all threads share one',
  ],
};
