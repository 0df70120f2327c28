import type { RouterKernel } from '../types.ts';
import { VAX_LEVELS } from './levels.ts';

export const bsdUnmodified: RouterKernel = {
  id: 'bsd-unmodified',
  title: 'BSD router: interrupts first',
  plain: 'Interrupts first',
  column: 'interrupts',
  status: 'shipped',
  era: '4.2BSD to Digital UNIX 3.2 (1983 to 1996)',
  source: 'J. Mogul and K. Ramakrishnan, "Eliminating receive livelock in an interrupt-driven kernel", 1996',
  summary:
    'Receive interrupts outrank the protocols, and both outrank programs: under overload the CPU takes in packets that it then throws away.',
  family: 'router',
  receive: 'interrupt',
  hard: 'nested',
  deferred: 'dispatch',
  softints: 'per-cpu',
  locks: 'fine',
  midQueue: { name: 'ipintrq', limit: 50 },
  levels: VAX_LEVELS,
  mayBlock: false,
  choices: {},
  leavesOut: [
    'the buffers that all queues share, and what running out of them does',
    "the screening program's rules: it lets every packet through after a fixed time",
    'cache that nested handlers displace: only switches are followed by a refill',
  ],
};
