import { OLD_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsd3Cryptoret: BsdKernel = {
  id: 'netbsd3-cryptoret',
  title: 'Interrupt context, stock OCF',
  plain: 'Big lock with cryptoret',
  column: 'cryptoret',
  status: 'shipped',
  era: 'NetBSD 2 to 4 (2004 to 2009)',
  source: 'NetBSD sys/opencrypto/crypto.c, crypto_done and cryptoret',
  summary:
    "As the mail's path, but OCF hands completed operations to its kernel thread cryptoret, which costs a switch there and one back.",
  family: 'netbsd',
  functions: 'netbsd3',
  hz: 100,
  hard: 'nested',
  deferred: 'dispatch',
  softints: 'per-cpu',
  input: 'queue',
  cryptoDone: 'return-thread',
  locks: 'big',
  preemption: 'user-return',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: OLD_LEVELS,
  mayBlock: false,
  choices: { crypto: ['hw', 'sync'], ipMode: ['tunnel', 'transport'] },
  leavesOut: [
    'the short trap of an interrupt that comes while its level is blocked: here it waits and traps once',
    'cache that nested handlers displace: only switches are followed by a refill',
  ],
};
