import { linuxThat } from './which-kernels.ts';

/** What the scenarios on the slides' pros and cons share: which kernels stand against each other, and on which machine. */
export const SLIDES = {
  // Linux 2.4 has no timers but the tick, and no threads to choose.
  kernels: linuxThat(({ functions }) => functions !== '2.4'),
  defaultKernels: ['linux-2.6.31', 'linux-2.6.31-netthread'],
  extraKernel: 'linux-2.6.31-rt',
  defaultCosts: 'nehalem-2009',
} as const;

export const SLIDES_PARAMETERS = [
  'rate',
  'payload',
  'linkGbps',
  'ringSize',
  'coalesceGap',
  'background',
  'netThreadPriority',
] as const;
