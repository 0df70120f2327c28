import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const napiForwarding: Scenario = {
  id: 'napi-forwarding',
  title: 'A router with NAPI',
  question: 'How many interrupts does a packet cost as the rate goes up?',
  source:
    'NAPI_HOWTO (Salim, Olsson, Kuznetsov, about 2002): 17 receive interrupts at 890,000 packets/s, 946,576 at 85,193',
  kernels: linuxThat(({ irq, softirq }) => irq === 'hardirq' && softirq === 'inline'),
  defaultKernels: ['linux-2.4-napi', 'linux-6.12'],
  extraKernel: undefined,
  defaultCosts: 'p4-2002',
  parameters: ['rate', 'payload', 'linkGbps', 'ringSize', 'coalesceGap', 'background'],
  // The table's row of 512-byte packets, where polling begins to find more than one; both links are equally fast.
  defaults: { rate: 232_666, payload: 466, linkGbps: 1, ringSize: 256, background: 'idle' },
  sources: {
    rate: 'NAPI_HOWTO, the row of 512 bytes',
    payload: 'NAPI_HOWTO: frames of 512 bytes',
  },
  workload: { nics: 1, protocol: 'udp', packets: 'flood', forwards: true, duration: 20_000_000 },
  leavesOut: [
    'bursts: packets come at a constant rate',
    'traffic in the other direction',
    'functions on the stack of each packet: a poll is one slice',
  ],
};
