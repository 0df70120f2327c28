import type { ChoiceParameter } from './types.ts';

/** Every choice that a scenario may offer. */
export const CHOICES: readonly Omit<ChoiceParameter, 'type'>[] = [
  {
    name: 'irqRouting',
    label: 'Interrupt routing',
    help: 'Where NIC interrupts go: all to the boot CPU, or those of each NIC, and of each queue of a NIC, to the CPUs in turn.',
    group: 'hardware',
    values: ['boot', 'spread'],
    default: 'boot',
  },
  {
    name: 'vectors',
    label: 'Interrupt vectors',
    help: 'Whether the other events of the card have a vector of their own (MSI-X), or share that of its first queue.',
    group: 'hardware',
    values: ['msix', 'shared'],
    default: 'msix',
  },
  {
    name: 'rps',
    label: 'Receive packet steering',
    help: 'Whether the CPU that receives a packet hands it to the one that the hash of its flow gives, of all CPUs.',
    group: 'path',
    values: ['off', 'all'],
    default: 'off',
  },
  {
    name: 'readerAffinity',
    label: 'Affinity of the programs that read',
    help: 'Whether they may run on any CPU, or taskset bound each to one: the first to the first CPU, and so on.',
    group: 'traffic',
    values: ['free', 'bound'],
    default: 'free',
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
  {
    name: 'appPolicy',
    label: 'Scheduling of the program',
    help: 'How the interactive program competes: as an ordinary thread, with nice -10, or as SCHED_FIFO below (40) or above (60) the interrupt threads.',
    group: 'traffic',
    values: ['normal', 'nice-10', 'fifo-40', 'fifo-60'],
    default: 'normal',
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
  irqThreadPolicy: {
    label: 'Class of the interrupt thread',
    help: 'What the driver asks for: an ordinary thread (SCHED_NORMAL), or SCHED_FIFO 50 as other interrupt threads have.',
  },
  irqAffinity: {
    label: 'Affinity of the interrupt thread',
    help: 'Whether it may run on any CPU, as the driver asks, or follows its interrupt.',
  },
  napiPolicy: {
    label: 'Class of napi threads',
    help: 'Ordinary threads, or SCHED_FIFO 50 by chrt.',
  },
  napiAffinity: {
    label: 'Affinity of napi threads',
    help: 'Whether they may run on any CPU, as the kernel makes them, or taskset bound each to the CPU of its interrupt.',
  },
  preemption: {
    label: 'Kernel preemption',
    help: 'Whether a woken thread of higher priority takes the CPU from kernel code at once.',
  },
};
