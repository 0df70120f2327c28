import { SLIDES, SLIDES_PARAMETERS } from './slides-2009.ts';
import type { Scenario } from './types.ts';

export const desktopUnderLoad: Scenario = {
  ...SLIDES,
  id: 'desktop-under-load',
  title: 'A desktop under network load',
  question: 'Does a program that has to be done in time still get the CPU while packets flood in?',
  source:
    'Steven Rostedt, slides on threaded network interrupts (2009): "Smoother desktop experience", "Prioritize interrupts"; rates and times are assumed',
  parameters: [...SLIDES_PARAMETERS, 'frameRate', 'frameWork', 'appPolicy'],
  defaults: {
    rate: 350_000,
    payload: 64,
    linkGbps: 1,
    ringSize: 512,
    coalesceGap: 50_000,
    background: 'idle',
    frameWork: 12_000_000,
    appPolicy: 'fifo-60',
  },
  workload: {
    nics: 1,
    protocol: 'udp',
    packets: 'flood',
    receiver: 'sink',
    interactive: true,
    duration: 120_000_000,
  },
  // Two frames, each due every 16.7 ms.
  opens: { start: 2_200_000, end: 37_200_000 },
  leavesOut: [
    'other CPUs: card, sink and program share one',
    'the display: a frame is in time if it is computed before the next one is due',
    'functions on the stack of each packet: a poll is one slice',
  ],
};
