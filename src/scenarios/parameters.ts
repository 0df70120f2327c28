import { costProfiles, xenCostsOf } from '../model/costs/index.ts';
import type { Cost, CostName, Kernel, XenCostName } from '../model/types.ts';
import type { ChoiceParameter, NumberParameter, Parameter, Scenario } from './types.ts';

type NumberDraft = Omit<NumberParameter, 'type'>;

const NUMBERS: readonly NumberDraft[] = [
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
const KERNEL_NUMBERS: ReadonlySet<string> = new Set(['quota']);

const CHOICES: readonly Omit<ChoiceParameter, 'type'>[] = [
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

const KERNEL_CHOICES: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
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
const OF_IPSEC: ReadonlySet<string> = new Set(['crypto', 'ipMode']);

const COST_LABELS: Readonly<Record<CostName, string>> = {
  trapCost: 'Trap, entry and return',
  mmioRead: 'Read of a device register',
  softintDispatch: 'Softint dispatch',
  borrowCost: 'Borrowing a stack, in and out',
  switchCost: 'Context switch, direct',
  addressSpaceCost: 'Change of address space',
  refillCost: 'Cache refill after a switch',
  cacheMiss: 'Cache miss to memory',
  wakeupCost: 'Scheduler wake-up',
  lockCost: 'Spin lock and unlock, free',
  spinTransfer: 'Contended lock changes CPU',
  tickCost: 'Clock tick',
  ipiCost: 'Interrupt between CPUs',
  driverRx: 'Driver, per packet received',
  etherInput: 'ether_input',
  ipInput: 'ip_input',
  udpInput: 'udp_input',
  sbAppend: 'Append to the socket buffer',
  espFixed: 'ESP, fixed per packet',
  espSoftwarePerByte: 'ESP in software, per byte',
  cryptoSubmit: 'Submit to the crypto card',
  cryptoComplete: 'Crypto driver, per completion',
  cryptoTime: 'Crypto card, per operation',
  lockHold: 'Mutex held elsewhere for',
  txComplete: 'Driver, per packet sent and done',
  pollDevice: 'Poll of a device',
  screendFilter: 'screend, per packet',
  driverIrq: 'Driver, per interrupt',
  ipForward: 'Forwarding decision',
  driverTx: 'Driver, per packet sent',
  syscallCost: 'System call, entry and return',
  recvCost: 'recv(), without the copy',
  copyPerByte: 'Copy to user space, per byte',
  appWork: 'Receiving program, per packet',
};

const XEN_LABELS: Readonly<Record<XenCostName, string>> = {
  hypercall: 'Hypercall',
  grantCopy: 'Grant copy, per page',
  grantCopyPerByte: 'Grant copy, per byte',
  netbackRequest: 'netback, per request',
  tcpInput: 'tcp_v4_rcv',
  tcpAck: 'Acknowledgement sent',
  vcpuSwitch: 'Xen changes the virtual CPU of a core',
  guestSend: 'Guest, per packet sent',
  guestRequest: 'Guest, per request',
  guestUpcall: 'Guest, per event',
  guestAck: 'Guest, per acknowledgement',
};

const BSD_NEVER: readonly CostName[] = ['lockCost', 'ipiCost', 'driverIrq'];

/** What Linux calls the stages that the labels name in BSD's words. */
const LINUX_LABELS: Readonly<Partial<Record<CostName, string>>> = {
  softintDispatch: 'Softirq dispatch',
  etherInput: 'netif_receive_skb',
  ipInput: 'ip_rcv',
  udpInput: 'udp_rcv',
};

/** Constants of the profiles that the code of a family never charges; they are not offered with its kernels. */
const NOT_CHARGED: Readonly<Record<Kernel['family'], readonly CostName[]>> = {
  netbsd: BSD_NEVER,
  freebsd: BSD_NEVER,
  router: [],
  linux: ['lockCost', 'ipiCost', 'borrowCost', 'spinTransfer', 'lockHold'],
  xen: [],
};

/** Constants that only a workload with a receiving program, or one that sends, charges. */
const RECEIVER_COSTS: readonly CostName[] = ['syscallCost', 'recvCost', 'copyPerByte', 'appWork'];
const SENDER_COSTS: readonly CostName[] = ['ipForward', 'driverTx'];

/** All that forwarding on a BSD router charges, and what nobody else does. */
const ROUTER_ONLY: readonly CostName[] = ['txComplete', 'pollDevice', 'screendFilter'];
const ROUTER_COSTS: readonly CostName[] = [
  ...ROUTER_ONLY,
  ...SENDER_COSTS,
  'trapCost',
  'mmioRead',
  'softintDispatch',
  'switchCost',
  'addressSpaceCost',
  'refillCost',
  'cacheMiss',
  'wakeupCost',
  'tickCost',
  'driverRx',
  'etherInput',
  'ipInput',
  'syscallCost',
];

/** All that dom0 and its guests charge, Xen's own constants aside. */
const DOM0_COSTS: readonly CostName[] = [
  ...RECEIVER_COSTS,
  'trapCost',
  'softintDispatch',
  'switchCost',
  'addressSpaceCost',
  'refillCost',
  'cacheMiss',
  'wakeupCost',
  'tickCost',
  'driverIrq',
  'driverRx',
  'etherInput',
  'ipInput',
  'sbAppend',
];

/**
 * The parameters that a run of `kernel` in `scenario` with profile `costsId` has, in the order of lists and drawers. Defaults
 * are the scenario's, else the catalogue's, else the profile's.
 */
export function parametersFor(scenario: Scenario, kernel: Kernel, costsId: string): readonly Parameter[] {
  const all: Parameter[] = [
    ...NUMBERS.map((draft) => ({ ...draft, type: 'number' as const })),
    ...CHOICES.map((draft) => ({ ...draft, type: 'choice' as const })),
    ...kernelChoices(kernel),
  ];
  const offered = all
    .filter(({ name }) => offers(scenario, kernel, name))
    .map((entry) => withDefault(entry, scenario));
  return [...offered, ...costParameters(scenario, kernel, costsId)];
}

function offers(scenario: Scenario, kernel: Kernel, name: string): boolean {
  if (name === 'blockProbability') return kernel.mayBlock;
  if (KERNEL_NUMBERS.has(name)) return kernel.numbers?.includes(name) === true;
  if (name in kernel.choices) return scenario.workload.protocol === 'esp' || !OF_IPSEC.has(name);
  return scenario.parameters.includes(name);
}

function kernelChoices(kernel: Kernel): Parameter[] {
  return Object.entries(kernel.choices).map(([name, values]) => ({
    type: 'choice',
    name,
    ...KERNEL_CHOICES[name],
    group: 'path',
    values,
    default: values[0],
  }));
}

function withDefault(catalogued: Parameter, scenario: Scenario): Parameter {
  const parameter = withMaximum(catalogued, scenario.maxima?.[catalogued.name]);
  const value = scenario.defaults[parameter.name];
  if (value === undefined) return parameter;
  return parameter.type === 'number'
    ? { ...parameter, default: Number(value), source: scenario.source }
    : { ...parameter, default: String(value) };
}

function withMaximum(parameter: Parameter, max: number | undefined): Parameter {
  return max === undefined || parameter.type !== 'number' ? parameter : { ...parameter, max };
}

function costParameters(scenario: Scenario, kernel: Kernel, costsId: string): Parameter[] {
  const profile = costProfiles.find(({ id }) => id === costsId);
  if (profile === undefined) return [];
  const entries: readonly (readonly [string, Cost])[] = [
    ...Object.entries(profile.costs).filter(([name]) => isCharged(scenario, kernel, name as CostName)),
    ...(kernel.family === 'xen' ? Object.entries(xenCostsOf(profile)) : []),
  ];
  return entries.map(([name, cost]) => {
    const perByte = name.endsWith('PerByte');
    const most = Math.max(cost.range[1] * 10, cost.value);
    return withDefault(
      {
        type: 'number',
        name,
        label: labelOf(kernel, name as CostName | XenCostName),
        help: `${profile.title}: ${cost.range[0]} to ${cost.range[1]} ns is plausible.`,
        group: 'costs',
        unit: 'ns',
        min: 0,
        max: most,
        step: perByte ? 1 : stepFor(cost.value),
        default: cost.value,
        source: cost.source,
      },
      scenario,
    );
  });
}

function isCharged(scenario: Scenario, kernel: Kernel, name: CostName): boolean {
  const { receiver, forwards } = scenario.workload;
  if (kernel.family === 'xen') return DOM0_COSTS.includes(name);
  if (kernel.family === 'router') return ROUTER_COSTS.includes(name);
  if (ROUTER_ONLY.includes(name)) return false;
  if (RECEIVER_COSTS.includes(name)) return receiver !== undefined;
  if (name === 'ipForward') return forwards === true;
  if (name === 'driverTx') return forwards === true || receiver === 'echo';
  return !NOT_CHARGED[kernel.family].includes(name);
}

function labelOf(kernel: Kernel, name: CostName | XenCostName): string {
  const ofLinux = kernel.family === 'linux' || kernel.family === 'xen';
  const linux = ofLinux ? LINUX_LABELS[name as CostName] : undefined;
  return linux ?? { ...COST_LABELS, ...XEN_LABELS }[name];
}

/** A slider step of about a hundredth of the usual value, as a round number of ns. */
function stepFor(value: number): number {
  if (value >= 10_000) return 500;
  return value >= 1000 ? 100 : 10;
}

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
