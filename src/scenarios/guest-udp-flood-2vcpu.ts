import { GUEST_LEAVES_OUT, guestUdpFlood } from './guest-udp-flood.ts';
import type { Scenario } from './types.ts';

export const guestUdpFlood2vcpu: Scenario = {
  ...guestUdpFlood,
  id: 'guest-udp-flood-2vcpu',
  title: 'A guest with two virtual CPUs under a UDP flood',
  question: "What does it bring a guest if the hypervisor's receive interrupts are ordinary threads?",
  source:
    'Paolo Abeni, June 2016, "genirq: threadable IRQ support": guest with two vCPUs, tun without queueing discipline, random source addresses',
  defaultKernels: ['linux-4.6', 'linux-genirq-threaded'],
  extraKernel: 'linux-napi-threaded-rfc',
  defaults: { ...guestUdpFlood.defaults, vcpus: 2, rxHash: 'sources' },
  sources: { ...guestUdpFlood.sources, vcpus: '"The guest runs 2vCPU"' },
  workload: { ...guestUdpFlood.workload, duration: 9_000_000 },
  leavesOut: [
    ...GUEST_LEAVES_OUT,
    'interrupts of several queues in the guest: its card has one, on the first virtual CPU',
    'balancing for a virtual CPU that halts: a lone program that shares its CPU with the softirq stays there',
  ],
};
