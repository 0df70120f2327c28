import type { NumberParameter } from './types.ts';

/** How interrupts are put off in favour of polls by a timer, in kernels that can do that. */
export const DEFERRALS: readonly Omit<NumberParameter, 'type'>[] = [
  {
    name: 'deferHardIrqs',
    label: 'Polls before interrupts come back',
    help: 'napi_defer_hard_irqs: so many polls in a row that find nothing are made by a timer before the card may interrupt again; 0 = none.',
    group: 'path',
    unit: 'count',
    min: 0,
    max: 1000,
    step: 1,
    default: 0,
    source: "the kernel's default",
  },
  {
    name: 'groFlushTimeout',
    label: 'Time between these polls',
    help: 'gro_flush_timeout: the period of the timer that polls the card while its interrupt is put off; 0 = no timer.',
    group: 'path',
    unit: 'ns',
    min: 0,
    max: 1_000_000,
    step: 1000,
    default: 0,
    source: "the kernel's default",
  },
];
