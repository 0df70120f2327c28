import type { ChoiceParameter, NumberParameter } from './types.ts';

type NumberDraft = Omit<NumberParameter, 'type'>;

/** Every number that a scenario or a kernel may offer, with the range and default that hold everywhere. */
export const NUMBERS: readonly NumberDraft[] = [
  number(
    'rate',
    'Packet rate',
    'Packets per second over all links together.',
    'traffic',
    'packets/s',
    1,
    14_880_000,
    1000,
    50_000,
    'tech-kern 2007-02-21: 50,000 packets/s',
  ),
  number(
    'payload',
    'Payload',
    'Bytes of UDP payload in each packet.',
    'traffic',
    'bytes',
    0,
    8900,
    1,
    128,
    'assumed',
  ),
  number('cpus', 'CPUs', 'Number of CPUs.', 'hardware', 'count', 1, 8, 1, 1, 'the mail argues about one'),
  number(
    'linkGbps',
    'Link speed',
    'Speed of each link.',
    'hardware',
    'Gbit/s',
    0.01,
    100,
    0.01,
    1,
    'gigabit Ethernet, as in the mail',
  ),
  number(
    'ringSize',
    'Receive ring',
    'Receive descriptors of each NIC; a full ring drops for free.',
    'hardware',
    'count',
    1,
    4096,
    1,
    256,
    'wm(4) descriptor count',
  ),
  number(
    'coalesceGap',
    'Mitigation gap',
    'Least time between two interrupts of a NIC; 0 = none.',
    'hardware',
    'ns',
    0,
    10_000_000,
    1000,
    0,
    'none, so that one packet is one interrupt',
  ),
  number(
    'blockProbability',
    'Mutex found held',
    'Probability that interrupt or softint code finds its mutex held elsewhere and blocks.',
    'path',
    'probability',
    0,
    1,
    0.01,
    0,
    'no contention unless asked for',
  ),
  number(
    'quota',
    'Polling quota',
    'Packets that the polling thread takes from one card before it turns to the next; 0 = no quota.',
    'path',
    'count',
    0,
    10_000,
    1,
    10,
    'Mogul and Ramakrishnan 1996: 10 to 20 packets are near the best',
  ),
  number(
    'cpuLimit',
    'CPU share of packets',
    'Percent of each 10 ms that the polling thread may take; 100 = no limit.',
    'path',
    'count',
    1,
    100,
    1,
    100,
    'Mogul and Ramakrishnan 1996 try 25, 50, 75 and 100',
  ),
  number(
    'vcpus',
    'Virtual CPUs of dom0',
    'Virtual CPUs of the domain whose lanes these are.',
    'hardware',
    'count',
    1,
    8,
    1,
    4,
    'Wei Liu 2013: %Cpu0 to %Cpu3',
  ),
  number(
    'cores',
    'Physical cores',
    'Cores that dom0 and the guests share.',
    'hardware',
    'count',
    1,
    16,
    1,
    4,
    'Wei Liu 2013: "4 cores"',
  ),
  number(
    'window',
    'Window',
    'Bytes that a guest may have sent and not seen acknowledged.',
    'traffic',
    'bytes',
    1448,
    6_291_456,
    1448,
    1_048_576,
    'assumed: grown by autotuning, below tcp_rmem of 4 to 6 MB',
  ),
];

/** Numbers that only kernels have which ask for them. */
export const KERNEL_NUMBERS: ReadonlySet<string> = new Set(['quota', 'cpuLimit']);

/** Every choice that a scenario may offer. */
export const CHOICES: readonly Omit<ChoiceParameter, 'type'>[] = [
  {
    name: 'irqRouting',
    label: 'Interrupt routing',
    help: 'Where NIC interrupts go: all to the boot CPU, or one NIC to each CPU in turn.',
    group: 'hardware',
    values: ['boot', 'spread'],
    default: 'boot',
  },
  {
    name: 'screend',
    label: 'Filter in user mode',
    help: 'Whether each packet waits for the verdict of a program, screend.',
    group: 'path',
    values: ['off', 'on'],
    default: 'off',
  },
  {
    name: 'background',
    label: 'Background',
    help: 'What each CPU does when no packet is there: a computing program, or nothing.',
    group: 'traffic',
    values: ['user', 'idle'],
    default: 'user',
  },
];

/** What the choices of kernels are called; their values are in the kernels' records. */
export const KERNEL_CHOICES: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
  crypto: {
    label: 'Cipher runs on',
    help: 'The crypto card (hw; on Linux its driver completes in a tasklet or in its interrupt thread), a kernel worker (cryptd), or the CPU itself at once (sync).',
  },
  ipMode: { label: 'ESP mode', help: 'Tunnel or transport mode of ESP.' },
  feedback: {
    label: 'Feedback',
    help: "Whether input waits while the filter's queue is nearly full.",
  },
  irqRouting: {
    label: 'Event channels',
    help: 'Where event channels interrupt: all on the first CPU, as they come up, or one vif on each CPU in turn, by hand.',
  },
  eoi: {
    label: 'End of interrupt',
    help: 'When an event channel may bring its next event: after its handler, or after the poll (2020 on).',
  },
  preemption: {
    label: 'Kernel preemption',
    help: 'Whether a woken thread of higher priority takes the CPU from kernel code at once.',
  },
};

/** Choices that only an encrypted packet notices. */
export const OF_IPSEC: ReadonlySet<string> = new Set(['crypto', 'ipMode']);

function number(
  name: string,
  label: string,
  help: string,
  group: NumberDraft['group'],
  unit: NumberDraft['unit'],
  min: number,
  max: number,
  step: number,
  value: number,
  source: string,
): NumberDraft {
  return { name, label, help, group, unit, min, max, step, default: value, source };
}
