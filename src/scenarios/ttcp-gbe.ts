import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const ttcpGbe: Scenario = {
  id: 'ttcp-gbe',
  title: 'ttcp on four gigabit links',
  question: 'What can one CPU with the big lock read, and what can FreeBSD 6 with threads on one or two?',
  source:
    'tech-kern, 2007-02-22: "multiple ttcp sessions on multiple NICs", uniprocessor NetBSD 3.1 against FreeBSD 6',
  kernels: ofFamily('netbsd', 'freebsd'),
  defaultKernels: ['netbsd3', 'freebsd6'],
  extraKernel: 'freebsd6-direct',
  defaultCosts: 'core2-2007',
  parameters: [
    'rate',
    'payload',
    'cpus',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'irqRouting',
    'background',
    'blockProbability',
  ],
  defaults: { rate: 350_000, payload: 1362, coalesceGap: 160_000, background: 'idle' },
  sources: {
    rate: 'tech-kern 2007-02-22: 350,000 packets/s at 25,000 interrupts/s on four links',
    payload: 'an IP length of 1,390 bytes, the most that four links carry at that rate',
    coalesceGap: 'tech-kern 2007-02-22: 350,000 packets/s at 25,000 interrupts/s on four links',
  },
  workload: { nics: 4, protocol: 'udp', packets: 'stream', receiver: 'sink', duration: 40_000_000 },
  // Socket buffers are full by then.
  opens: { start: 10_040_000, end: 10_260_000 },
  leavesOut: [
    'TCP: the streams are those of ttcp -u, without acknowledgements, windows and the interrupts of transmission',
    "what locks cost where they are fine-grained: FreeBSD's ten or so for a packet are free here",
    'bursts: each link brings frames at a constant rate',
    'where readers run: each stays on one CPU, in turn',
  ],
};
