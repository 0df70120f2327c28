import type { CostName, Kernel, KvmCostName } from '../model/types.ts';
import type { ChoiceParameter, NumberParameter } from './types.ts';

/** Numbers that only a hypervisor with a guest has. */
export const GUEST_NUMBERS: readonly Omit<NumberParameter, 'type'>[] = [
  {
    name: 'senderCpus',
    label: 'CPUs of the sender',
    help: 'CPUs of the remote host: so many of its programs send at the same time, in turns of 3 ms.',
    group: 'traffic',
    unit: 'count',
    min: 1,
    max: 64,
    step: 1,
    default: 8,
    source: 'assumed: a machine like the receiver',
  },
  {
    name: 'tunQueue',
    label: 'Queue of the tun device',
    help: 'Frames that the tun device holds for the guest; a full queue drops after all work of the host.',
    group: 'hardware',
    unit: 'count',
    min: 1,
    max: 10_000,
    step: 1,
    default: 500,
    source: 'TUN_READQ_SIZE of drivers/net/tun.c; 1,000 from 4.8 on',
  },
];

const MODES = ['softirq', 'threaded'] as const;

/** Choices that only a hypervisor with a guest has. */
export const GUEST_CHOICES: readonly Omit<ChoiceParameter, 'type'>[] = [
  {
    name: 'hostNapi',
    label: 'Polling in the hypervisor',
    help: "Who polls the card's receive queues: softirqs, or a thread for each queue, in the kernel's own way.",
    group: 'path',
    values: MODES,
    default: 'softirq',
  },
  {
    name: 'guestNapi',
    label: 'Polling in the guest',
    help: "Who polls the guest's card: softirqs, or a thread.",
    group: 'path',
    values: MODES,
    default: 'softirq',
  },
  {
    name: 'injection',
    label: 'Interrupts of the guest',
    help: 'How they reach a running guest: posted by the processor (APICv, the default of 3.10 on), or by an exit from guest mode.',
    group: 'hardware',
    values: ['posted', 'exit'],
    default: 'posted',
  },
  {
    name: 'mitigation',
    label: 'Mitigation by the card',
    help: "Whether the driver sets the least time between two interrupts by the bytes that arrive (ixgbe's default), or leaves it as it is.",
    group: 'hardware',
    values: ['adaptive', 'fixed'],
    default: 'adaptive',
  },
  {
    name: 'rxHash',
    label: 'Receive hash',
    help: 'What the card tells flows apart by: addresses and ports (sdfn; fragments have no ports), addresses only (sd: one sender is one queue), or addresses with a source of its own for each flow (sources).',
    group: 'hardware',
    values: ['sdfn', 'sd', 'sources'],
    default: 'sdfn',
  },
];

/** Who polls by default is the kernel's own way; a threaded interrupt was proposed for the hypervisor's card only. */
export function pollingOf(name: string, kernel: Kernel): 'softirq' | 'threaded' | undefined {
  if (kernel.family !== 'linux' || (name !== 'hostNapi' && name !== 'guestNapi')) return undefined;
  const threaded = kernel.napi !== 'softirq' && (name === 'hostNapi' || kernel.napi !== 'irq-thread');
  return threaded ? 'threaded' : 'softirq';
}

export const KVM_LABELS: Readonly<Record<KvmCostName, string>> = {
  bridge: 'Bridge of the host, per frame',
  tunXmit: 'tun_net_xmit',
  vhostPacket: 'vhost, per frame',
  vhostCopyPerByte: 'vhost, per byte',
  irqfd: 'eventfd and irqfd',
  postedInterrupt: 'Posted interrupt arrives after',
  irqInject: 'Injection by an exit',
  vmExit: 'Exit from guest mode, and entry',
  haltPoll: 'KVM polls before a halt sleeps',
  ipDefrag: 'Reassembly, per fragment',
  guestCopyPerByte: 'Copy to the guest program, per byte',
  senderSend: 'Sender, per datagram',
  senderPerByte: 'Sender, per byte',
  senderFragment: 'Sender, per further fragment',
  senderShared: 'Sender, per datagram over all CPUs',
};

/** Constants that neither a hypervisor nor its guest ever charges. */
export const NEVER_OF_GUEST: readonly CostName[] = [
  'espFixed',
  'espSoftwarePerByte',
  'cryptoSubmit',
  'cryptoComplete',
  'cryptoTime',
  'lockCost',
  'borrowCost',
  'lockHold',
  'ipForward',
  'driverTx',
  'txComplete',
  'pollDevice',
  'screendFilter',
  'copyPerByte',
];
