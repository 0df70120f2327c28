import { NEW_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsdDoran: BsdKernel = {
  id: 'netbsd-doran',
  title: 'Borrowed stacks: threads only when they block',
  plain: 'Borrowed stacks',
  column: 'borrowed',
  status: 'proposed',
  era: 'proposed 2006 to 2007',
  source: 'Andrew Doran, tech-kern, 2006-12-01 and quoted 2007-02-21',
  summary:
    "Interrupts run as threads that borrow the interrupted one's place: another stack, 29 instructions, no scheduler; a real switch only if the handler blocks.",
  family: 'netbsd',
  functions: 'netbsd5',
  hz: 100,
  hard: 'borrow',
  deferred: 'borrow',
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
    'how the proposal handled a level whose thread is blocked, beyond keeping it closed',
    'cache that nested handlers displace: only switches are followed by a refill',
  ],
};
