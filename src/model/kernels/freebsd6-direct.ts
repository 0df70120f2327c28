import type { BsdKernel } from '../types.ts';
import { FREEBSD_LEVELS } from './levels.ts';

export const freebsd6Direct: BsdKernel = {
  id: 'freebsd6-direct',
  title: 'FreeBSD 6: ithreads that call ip_input',
  plain: 'Direct netisr',
  column: 'direct',
  status: 'shipped',
  era: 'FreeBSD 5 and 6 with net.isr.direct=1, the default of 7 (2005 to 2009)',
  source:
    'FreeBSD sys/kern/kern_intr.c, sys/net/netisr.c, sys/opencrypto/crypto.c; R. Watson, freebsd-performance 2005-10-05',
  summary:
    'The ithread of the card calls ip_input itself (net.isr.direct); what comes back from crypto is still queued for the thread swi1: net.',
  family: 'freebsd',
  functions: 'freebsd6',
  hz: 1000,
  hard: 'thread',
  deferred: 'thread',
  softints: 'one',
  input: 'direct',
  cryptoDone: 'return-thread-unless-sync',
  locks: 'fine',
  preemption: 'immediate',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: FREEBSD_LEVELS,
  mayBlock: true,
  choices: { crypto: ['hw', 'sync'], ipMode: ['tunnel', 'transport'], preemption: ['full', 'none'] },
  leavesOut: [
    'when the scheduler tells another CPU: here a woken thread takes the CPU with the least urgent one at once; programs stay where they are',
    'contention for the locks of driver, queue and socket; Giant only as blockProbability says',
    'protection from interrupt storms, fast handlers with a taskqueue, and polling(4)',
    'the receive limit of em(4): a pass of the ithread empties the ring',
  ],
};
