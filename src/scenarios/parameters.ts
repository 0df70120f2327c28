import { costProfiles } from '../model/costs/index.ts';
import type { CostName, Kernel } from '../model/types.ts';
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
];

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
    name: 'background',
    label: 'Background',
    help: 'What each CPU does when no packet is there: a computing program, or nothing.',
    group: 'traffic',
    values: ['user', 'idle'],
    default: 'user',
  },
];

const KERNEL_CHOICES: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
  crypto: { label: 'Cipher runs on', help: 'The crypto card, or the CPU itself, synchronously.' },
  ipMode: { label: 'ESP mode', help: 'Tunnel or transport mode of ESP.' },
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
};

/** Constants of the profiles that no code of this model charges: they wait for kernels to come and are not offered. */
const NOT_CHARGED: ReadonlySet<string> = new Set(['lockCost', 'ipiCost']);

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
  return [...offered, ...costParameters(scenario, costsId)];
}

function offers(scenario: Scenario, kernel: Kernel, name: string): boolean {
  if (name === 'blockProbability') return kernel.mayBlock;
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

function withDefault(parameter: Parameter, scenario: Scenario): Parameter {
  const value = scenario.defaults[parameter.name];
  if (value === undefined) return parameter;
  return parameter.type === 'number'
    ? { ...parameter, default: Number(value), source: scenario.source }
    : { ...parameter, default: String(value) };
}

function costParameters(scenario: Scenario, costsId: string): Parameter[] {
  const profile = costProfiles.find(({ id }) => id === costsId);
  if (profile === undefined) return [];
  const entries = Object.entries(profile.costs).filter(([name]) => !NOT_CHARGED.has(name));
  return entries.map(([name, cost]) => {
    const perByte = name.endsWith('PerByte');
    const most = Math.max(cost.range[1] * 10, cost.value);
    return withDefault(
      {
        type: 'number',
        name,
        label: COST_LABELS[name as CostName],
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
