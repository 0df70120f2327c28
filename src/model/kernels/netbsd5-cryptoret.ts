import { NEW_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsd5Cryptoret: BsdKernel = {
  id: 'netbsd5-cryptoret',
  title: 'Fast softints, stock OCF',
  plain: 'Fast softints with cryptoret',
  column: 'nb5-cryptor.',
  status: 'shipped',
  era: 'NetBSD 5 to 8 (2009 to 2018)',
  source: 'NetBSD sys/kern/kern_softint.c, sys/opencrypto/crypto.c',
  summary:
    'As fast softints, but completed crypto operations go to the kernel thread cryptoret; its softint borrows the stack of that thread.',
  family: 'netbsd',
  functions: 'netbsd5',
  hz: 100,
  hard: 'nested',
  deferred: 'borrow',
  softints: 'per-cpu',
  input: 'queue',
  cryptoDone: 'return-thread',
  locks: 'interrupt-big',
  preemption: 'user-return',
  midQueue: { name: 'ipintrq', limit: 256 },
  levels: NEW_LEVELS,
  mayBlock: true,
  choices: { crypto: ['hw', 'sync'], ipMode: ['tunnel', 'transport'] },
  leavesOut: [
    'the short trap of an interrupt that comes while its level is blocked: here it waits and traps once',
    'cache that nested handlers displace: only switches are followed by a refill',
    'kernel preemption for real-time threads',
  ],
};
