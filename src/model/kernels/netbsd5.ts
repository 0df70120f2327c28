import { NEW_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsd5: BsdKernel = {
  id: 'netbsd5',
  title: 'Fast softints, callback at once',
  plain: 'Fast softints',
  column: 'netbsd5',
  status: 'as argued',
  era: 'NetBSD 5 to 7 (2009 to 2015) with an immediate crypto callback',
  source: 'NetBSD sys/kern/kern_softint.c; callback as the 2007 mail has it',
  summary:
    'Hard interrupts stay in interrupt context; softints are threads that borrow the interrupted stack and become real threads only when they block.',
  family: 'netbsd',
  functions: 'netbsd5',
  hz: 100,
  hard: 'nested',
  deferred: 'borrow',
  softints: 'per-cpu',
  input: 'queue',
  cryptoDone: 'immediate',
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
    'the later shortcut by which a softint that had blocked may skip the idle thread',
  ],
};
