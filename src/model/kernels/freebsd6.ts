import type { BsdKernel } from '../types.ts';
import { FREEBSD_LEVELS } from './levels.ts';

export const freebsd6: BsdKernel = {
  id: 'freebsd6',
  title: 'FreeBSD 6: ithreads, packets queued for swi1',
  plain: 'Queued netisr',
  column: 'queued',
  status: 'shipped',
  era: 'FreeBSD 5 and 6 (2003 to 2008)',
  source: 'FreeBSD sys/kern/kern_intr.c, sys/net/netisr.c, sys/opencrypto/crypto.c',
  summary:
    'An interrupt only masks its source and wakes an ithread; protocols run in the one thread swi1: net; finished crypto operations pass through the thread crypto returns.',
  family: 'freebsd',
  functions: 'freebsd6',
  hz: 1000,
  hard: 'thread',
  deferred: 'thread',
  softints: 'one',
  input: 'queue',
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
