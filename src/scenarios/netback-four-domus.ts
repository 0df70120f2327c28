import type { Scenario } from './types.ts';
import { ofFamily } from './which-kernels.ts';

export const netbackFourDomus: Scenario = {
  id: 'netback-four-domus',
  title: 'Four guests of Xen send to dom0',
  question: 'What changes when netback works in a softirq and not in one thread for each CPU?',
  source: 'Wei Liu, xen-devel 2013, "xen-netback: switch to NAPI + kthread 1:1 model", V3',
  kernels: ofFamily('xen'),
  defaultKernels: ['xen-netback-kthread', 'xen-netback-napi'],
  extraKernel: undefined,
  defaultCosts: 'dell-t3400-2013',
  parameters: ['payload', 'vcpus', 'cores', 'window'],
  // 45 segments of 1,448 bytes: what TCP hands to netfront as one packet.
  defaults: { payload: 65_160 },
  maxima: { payload: 65_160 },
  workload: { nics: 4, protocol: 'udp', packets: 'stream', receiver: 'sink', duration: 300_000_000 },
  // All four send, and wait for cores that dom0 has.
  opens: { start: 60_000_000, end: 64_000_000 },
  leavesOut: [
    'the guests are senders with one virtual CPU, not kernels: they have no lane of their own',
    "TCP's slow start, losses and delayed acknowledgements: one acknowledgement for each packet that was read",
    'memory bandwidth that the cores share: a copied byte costs the same whoever else copies',
    "netserver's control connection and everything else in dom0",
  ],
};
