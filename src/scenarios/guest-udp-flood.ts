import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const GUEST_LEAVES_OUT: readonly string[] = [
  'other guests, and everything else that runs on the host; QEMU itself but for its vCPU threads',
  'hyperthreads, sockets and NUMA: each CPU is a core of its own, all share one cache',
  'the lock of the tun queue that all receive queues contend for, and memory bandwidth',
  'idle states of the host: a CPU that sleeps is there at once',
  'answers of the guest: nothing is sent',
  'host and guest run the same kernel; which of the two polls in threads is chosen apart',
  'the sender as a machine: its programs send as fast as they can, and take turns of 3 ms on its CPUs',
  'functions on the stack of each packet: a poll is one slice; one packet in a hundred is followed step by step',
];

export const guestUdpFlood: Scenario = {
  id: 'guest-udp-flood',
  title: 'A guest with one virtual CPU under a UDP flood',
  question:
    'Why does a guest read a quarter as much when the same flood comes in many flows, and what do threads change?',
  source:
    'Paolo Abeni, netdev, May 2016, "net: threadable napi poll loop": guest with one vCPU, tun without queueing discipline; for its bare-metal case, one CPU and no hypervisor, see rcvbuf-flood',
  // They poll in softirqs or in ordinary threads.
  kernels: linuxThat(
    ({ functions, irq, napi }) => !functions.startsWith('2') && irq === 'hardirq' && napi !== 'kthread-busy',
  ),
  defaultKernels: ['linux-4.6', 'linux-napi-threaded-rfc'],
  extraKernel: 'linux-4.9',
  defaultCosts: 'skylake-2016',
  parameters: [
    'rate',
    'payload',
    'flows',
    'vcpus',
    'cpus',
    'hostNapi',
    'guestNapi',
    'injection',
    'rxHash',
    'senderCpus',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'mitigation',
    'tunQueue',
  ],
  defaults: {
    // As fast as the sender's programs and the wire let it: a lower rate limits them.
    rate: 14_880_000,
    payload: 1,
    cpus: 8,
    linkGbps: 10,
    ringSize: 512,
    coalesceGap: 50_000,
    flows: 25,
    vcpus: 1,
  },
  sources: {
    rate: 'no limit but the wire and the sender: 14.88 million frames/s is what 10 Gbit/s carries at most',
    payload: 'the size/flow tables of the series begin with 1 byte',
    cpus: 'assumed: the series say only that the card has "enough rx queues"; a queue for each CPU',
    linkGbps: 'the series use ixgbe; 1,438 bytes at 829,000 packets/s fill 10 Gbit/s',
    ringSize: 'default of ixgbe',
    coalesceGap: 'ixgbe begins with 20,000 interrupts/s for each vector',
    flows: 'the middle row of the table of the series',
    vcpus: '"single core vCPU guest"',
  },
  minima: { payload: 1 },
  maxima: { payload: 64_000, cpus: 16 },
  workload: {
    nics: 1,
    protocol: 'udp',
    packets: 'flood',
    receiver: 'sink',
    guest: true,
    duration: 10_000_000,
  },
  // The queue of the tun device has overflown by then.
  opens: { start: 900_000, end: 1_300_000 },
  leavesOut: [
    ...GUEST_LEAVES_OUT,
    'an average over many hashes: whether softirqs of the host share a CPU with the virtual one depends on the queues that the flows fall on; with seeds 1 to 4 a guest under Linux 4.6 reads 55,000 to 547,000 packets/s',
  ],
};
