import {
  GUEST_DEFAULTS,
  GUEST_LEAVES_OUT,
  GUEST_PARAMETERS,
  GUEST_SOURCES,
  runsGuests,
} from './guest-udp-flood.ts';
import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const guestUdpFlood2vcpu: Scenario = {
  id: 'guest-udp-flood-2vcpu',
  title: 'A guest with two virtual CPUs under a UDP flood',
  question: "What does it bring a guest if the hypervisor's receive interrupts are ordinary threads?",
  source:
    'Paolo Abeni, June 2016, "genirq: threadable IRQ support": guest with two vCPUs, tun without queueing discipline, random source addresses',
  kernels: linuxThat(runsGuests),
  defaultKernels: ['linux-4.6', 'linux-genirq-threaded'],
  extraKernel: 'linux-napi-threaded-rfc',
  defaultCosts: 'skylake-2016',
  parameters: GUEST_PARAMETERS,
  defaults: { ...GUEST_DEFAULTS, flows: 25, vcpus: 2, rxHash: 'sources' },
  sources: {
    ...GUEST_SOURCES,
    flows: 'the middle row of the table of the series',
    vcpus: '"The guest runs 2vCPU"',
  },
  minima: { payload: 1 },
  maxima: { payload: 64_000, cpus: 16 },
  workload: {
    nics: 1,
    protocol: 'udp',
    packets: 'flood',
    receiver: 'sink',
    guest: true,
    duration: 9_000_000,
  },
  // The queue of the tun device has overflown by then.
  opens: { start: 900_000, end: 1_300_000 },
  leavesOut: [
    ...GUEST_LEAVES_OUT,
    'interrupts of several queues in the guest: its card has one, on the first virtual CPU',
    'balancing for a virtual CPU that halts: a lone program that shares its CPU with the softirq stays there',
  ],
};
