/** What may be set where programs on a Linux of up to sixteen CPUs read what cards with queues bring. */
export const RECEIVER_PARAMETERS = [
  'rate',
  'payload',
  'flows',
  'threads',
  'readerNice',
  'readerAffinity',
  'cpus',
  'queues',
  'irqRouting',
  'rps',
  'vectors',
  'otherEvents',
  'linkGbps',
  'ringSize',
  'coalesceGap',
  'deferHardIrqs',
  'groFlushTimeout',
  'background',
] as const;

/** Each queue of a card interrupts a CPU of its own, and nothing runs but the readers. */
export const RECEIVER_DEFAULTS = { ringSize: 512, background: 'idle', irqRouting: 'spread' } as const;

export const RECEIVER_MAXIMA = { cpus: 16 } as const;
