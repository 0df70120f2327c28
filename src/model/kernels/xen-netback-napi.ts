import type { XenKernel } from '../types.ts';
import { xenNetbackKthread } from './xen-netback-kthread.ts';

export const xenNetbackNapi: XenKernel = {
  ...xenNetbackKthread,
  id: 'xen-netback-napi',
  title: 'Xen netback, NAPI and one thread a vif',
  plain: 'Netback NAPI',
  column: 'netback napi',
  status: 'shipped',
  era: 'Linux 3.12 on (2013)',
  source: 'drivers/net/xen-netback of 3.12; the new model of Wei Liu, xen-devel 2013, [PATCH 0/2 V3]',
  summary:
    'An event schedules a poll of the vif: the softirq copies the packets out of the guest and runs the protocols; a thread for each vif carries packets to the guest.',
  netback: 'napi',
  choices: {
    irqRouting: ['spread', 'boot'],
    eoi: ['early', 'late'],
    preemption: ['voluntary', 'none', 'full'],
  },
  leavesOut: [
    'load balancing: a thread that may run anywhere changes its CPU only when it is woken',
    'interrupts between CPUs: an event reaches a virtual CPU on another core at once',
    'several queues a vif, and event channels apart for both directions',
    'rate limits of a vif, and carrier loss',
  ],
};
