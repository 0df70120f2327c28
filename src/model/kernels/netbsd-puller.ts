import { NEW_LEVELS } from './levels.ts';
import type { BsdKernel } from '../types.ts';

export const netbsdPuller: BsdKernel = {
  id: 'netbsd-puller',
  title: 'One thread pulls the packet through',
  plain: 'Puller thread',
  column: 'puller',
  status: 'as argued',
  era: 'argued 2007',
  source: 'Jason Thorpe, tech-kern, 2007-02-21',
  summary:
    'The interrupt thread takes the packet to completion without a softint in between, so each interrupt costs one switch there and one back.',
  family: 'netbsd',
  functions: 'netbsd5',
  hz: 100,
  hard: 'thread',
  deferred: 'inline',
  softints: 'per-cpu',
  input: 'direct',
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
