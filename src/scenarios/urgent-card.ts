import { SLIDES, SLIDES_PARAMETERS } from './slides-2009.ts';
import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const urgentCard: Scenario = {
  ...SLIDES,
  id: 'urgent-card',
  title: 'Four cards, one more urgent',
  question: 'How long do the packets of one card wait while the others are flooded?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009): "Prioritize interrupts"; rates and priorities are assumed',
  // Four threads that never sleep do not fit on one CPU.
  kernels: linuxThat(({ functions, napi }) => functions !== '2.4' && napi !== 'kthread-busy'),
  parameters: [...SLIDES_PARAMETERS, 'nic1Priority'],
  defaults: {
    rate: 1_400_000,
    payload: 64,
    linkGbps: 10,
    ringSize: 512,
    coalesceGap: 0,
    nic1Priority: 60,
  },
  workload: {
    nics: 4,
    shares: [0.333, 0.001, 0.333, 0.333],
    protocol: 'udp',
    packets: 'flood',
    duration: 28_000_000,
  },
  // The second packet of the urgent card: the others are flooded by then.
  opens: { start: 690_000, end: 930_000 },
  leavesOut: [
    'the programs that the packets are for: a packet is delivered when it is in its socket buffer',
    'other CPUs: all cards interrupt one',
    'functions on the stack of each packet: a poll is one slice',
  ],
};
