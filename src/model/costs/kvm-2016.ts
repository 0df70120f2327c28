import type { Cost, KvmCostName } from '../types.ts';

/** What a hypervisor with KVM, vhost-net and a tun device pays on a server of about 2016, and the machine that sends to it. */
export const kvm2016: Readonly<Record<KvmCostName, Cost>> = {
  bridge: {
    value: 250,
    range: [100, 800],
    source:
      'estimate: br_handle_frame, forwarding table and netfilter hooks, up to the queue of the tun device',
  },
  tunXmit: {
    value: 150,
    range: [80, 400],
    source: 'estimate: ring or queue with its lock, and sk_data_ready, which finds vhost awake',
  },
  vhostPacket: {
    value: 450,
    range: [250, 1000],
    source: 'estimate: take from the tun device, fetch a descriptor, write the header, free the buffer',
  },
  vhostCopyPerByte: {
    value: 0.1,
    range: [0.03, 0.3],
    source: "estimate: from the last-level cache, where the card put it, to the guest's memory",
  },
  irqfd: { value: 600, range: [300, 1500], source: 'estimate: ring notification 0.3 us, eventfd 0.3 us' },
  postedInterrupt: {
    value: 800,
    range: [300, 2000],
    source: 'estimate: as an interrupt between CPUs, without an exit (Ivy Bridge-EP and later)',
  },
  irqInject: {
    value: 1000,
    range: [500, 2500],
    source:
      'estimate: injection at the next entry and one exit for its end; the kick out of guest mode is apart',
  },
  vmExit: {
    value: 700,
    range: [400, 2500],
    source: 'estimate: 900 to 1,200 cycles by hardware, and 1,000 to 1,500 in KVM, entry included',
  },
  haltPoll: {
    value: 200_000,
    range: [0, 500_000],
    source: 'KVM_HALT_POLL_NS_DEFAULT: 200 us; some kernels before 4.13 had 400 or 500 us',
  },
  ipDefrag: {
    value: 200,
    range: [80, 600],
    source: 'estimate: lookup of the queue, insertion, memory accounts',
  },
  guestCopyPerByte: {
    value: 0.07,
    range: [0.03, 0.2],
    source: 'estimate: copy to the program from the cache, where vhost has just put the packet',
  },
  senderSend: {
    value: 950,
    range: [600, 2000],
    source:
      'estimate: sendto() of a small datagram down to the card; the series saw 1,024,000 packets/s of one flow',
  },
  senderPerByte: {
    value: 0.3,
    range: [0.1, 0.6],
    source: 'estimate: copy from the program, and its checksum',
  },
  senderFragment: {
    value: 450,
    range: [200, 1200],
    source: 'assumed: half of a datagram of its own for each fragment after the first',
  },
  senderShared: {
    value: 320,
    range: [80, 600],
    source:
      'assumed: where several CPUs send, each datagram moves lines of memory that all share (the reference count of the route, taken and dropped, and locks) four times, at 80 ns',
  },
};
