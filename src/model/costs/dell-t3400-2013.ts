import type { Cost, CostProfile, XenCostName } from '../types.ts';
import { core22007 } from './core2-2007.ts';

const xen: Readonly<Record<XenCostName, Cost>> = {
  hypercall: { value: 500, range: [200, 1500], source: 'estimate: SYSCALL into Xen and back, entry checks' },
  grantCopy: {
    value: 300,
    range: [150, 1000],
    source: 'estimate: look up and pin one grant, map its page in Xen; the bytes are apart',
  },
  grantCopyPerByte: {
    value: 1,
    range: [0.3, 3],
    source: "assumed: as the copy to user space, both pages in another core's cache or in memory",
  },
  netbackRequest: {
    value: 250,
    range: [100, 800],
    source: 'assumed: read and check one request, allocate a page for it, write its response',
  },
  tcpInput: {
    value: 1500,
    range: [300, 4000],
    source: 'assumed: tcp_v4_rcv of a packet in sixteen fragments, socket lookup and queue included',
  },
  tcpAck: {
    value: 1500,
    range: [500, 4000],
    source: 'assumed: an acknowledgement built and sent down to the vif',
  },
  vcpuSwitch: {
    value: 2500,
    range: [1000, 10000],
    source: "assumed: Xen's schedule() and context switch, with CR3 and segment state",
  },
  guestSend: {
    value: 20000,
    range: [5000, 60000],
    source:
      "assumed: four system calls of 16 KB (netperf's default), a page allocated for every 4 KB, TCP and netfront; without copy and requests",
  },
  guestRequest: {
    value: 500,
    range: [200, 1500],
    source: 'assumed: grant one page, write its request, and end the grant when the response is there',
  },
  guestUpcall: {
    value: 2000,
    range: [800, 6000],
    source: 'assumed: event upcall, interrupt and NAPI poll of netfront',
  },
  guestAck: { value: 2000, range: [500, 5000], source: 'assumed: tcp_ack and the buffers that it frees' },
};

/** The machine of the patch series of 2013; dom0 is a 64-bit paravirtualised domain. */
export const dellT34002013 = {
  id: 'dell-t3400-2013',
  title: 'Dell T3400 with Xen, 2013',
  machine: 'Core 2 Quad workstation with four cores, Xen, paravirtualised domains',
  year: 2013,
  costs: {
    ...core22007.costs,
    trapCost: {
      value: 1500,
      range: [800, 4000],
      source: 'assumed: the trap of a Core 2, through Xen and back into the domain as an upcall',
    },
    mmioRead: { value: 0, range: [0, 1000], source: 'an event channel has no cause register' },
    switchCost: {
      value: 1500,
      range: [600, 5000],
      source: 'assumed: as on a Core 2; stack and segment changes are hypercalls',
    },
    addressSpaceCost: {
      value: 800,
      range: [300, 3000],
      source: 'assumed: MMUEXT_NEW_BASEPTR is a hypercall, and the TLB is flushed',
    },
    syscallCost: {
      value: 500,
      range: [200, 1500],
      source: 'assumed: every system call of a 64-bit paravirtualised domain passes through Xen twice',
    },
    recvCost: {
      value: 2000,
      range: [500, 6000],
      source: 'assumed: tcp_recvmsg over sixteen fragments, without the copy; pages are freed',
    },
    copyPerByte: {
      value: 1,
      range: [0.3, 3],
      source: 'assumed: twice that of core2-2007, for all four cores copy through one front-side bus at once',
    },
  },
  xen,
} as const satisfies CostProfile;
