import { OLD_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsd3: BsdKernel = {
  id: 'netbsd3',
  title: "The mail's path, callback at once",
  plain: 'Big lock',
  column: 'big lock',
  status: 'as argued',
  era: '4.3BSD to NetBSD 3 (1988 to 2006)',
  source: 'Jonathan Stone, tech-kern, 2007-02-22',
  summary:
    'Hard and soft interrupts run in the context that they interrupt; on several CPUs one lock covers the kernel; the crypto callback runs in the crypto interrupt.',
  family: 'netbsd',
  functions: 'netbsd3',
  hz: 100,
  hard: 'nested',
  deferred: 'dispatch',
  softints: 'per-cpu',
  input: 'queue',
  cryptoDone: 'immediate',
  locks: 'big',
  preemption: 'user-return',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: OLD_LEVELS,
  mayBlock: false,
  choices: { crypto: ['hw', 'sync'], ipMode: ['tunnel', 'transport'] },
  leavesOut: [
    'the short trap of an interrupt that comes while its level is blocked: here it waits and traps once',
    'cache that nested handlers displace: only switches are followed by a refill',
    'whether NetBSD 3.1 honoured CRYPTO_F_CBIMM: the mail describes the callback in the crypto interrupt, stock OCF does not',
  ],
};
