import { NEW_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsdIthreads: BsdKernel = {
  id: 'netbsd-ithreads',
  title: 'As the mail describes it: every level a thread',
  plain: 'Interrupt threads',
  column: 'threads',
  status: 'as argued',
  era: 'argued 2007, never shipped by NetBSD',
  source: 'Jonathan Stone reading Andrew Doran, tech-kern, 2007-02-22',
  summary:
    'Every interrupt only wakes a thread: the driver, the protocols and the crypto driver each run in one of their own and are switched to.',
  family: 'netbsd',
  functions: 'netbsd5',
  hz: 100,
  hard: 'thread',
  deferred: 'thread',
  softints: 'per-cpu',
  input: 'queue',
  cryptoDone: 'immediate',
  locks: 'fine',
  preemption: 'immediate',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: NEW_LEVELS,
  mayBlock: true,
  choices: { crypto: ['hw', 'sync'], ipMode: ['tunnel', 'transport'] },
  leavesOut: [
    'locks between the threads: they are taken to be free',
    'cache that nested handlers displace: only switches are followed by a refill',
  ],
};
