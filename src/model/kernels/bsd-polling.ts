import type { RouterKernel } from '../types.ts';
import { VAX_LEVELS } from './levels.ts';

export const bsdPolling: RouterKernel = {
  id: 'bsd-polling',
  title: 'BSD router: polling with a quota',
  plain: 'Polling',
  column: 'polling',
  status: 'proposed',
  era: 'modified Digital UNIX 3.2 (1996)',
  source: 'J. Mogul and K. Ramakrishnan, "Eliminating receive livelock in an interrupt-driven kernel", 1996',
  summary:
    'An interrupt only wakes a thread, which takes packets to completion, a quota from each card in turn; overload is dropped in the card for nothing.',
  family: 'router',
  receive: 'polling',
  hard: 'nested',
  deferred: 'inline',
  softints: 'per-cpu',
  locks: 'fine',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: VAX_LEVELS,
  mayBlock: false,
  numbers: ['quota', 'cpuLimit'],
  choices: { feedback: ['on', 'off'] },
  leavesOut: [
    'the buffers that all queues share, and what running out of them does',
    "the screening program's rules: it lets every packet through after a fixed time",
  ],
};
