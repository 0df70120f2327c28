import { costProfiles, kvmCostsOf, tcpCostsOf, xenCostsOf } from '../model/costs/index.ts';
import type { Cost, CostName, Kernel, KvmCostName, TcpCostName, XenCostName } from '../model/types.ts';
import { KVM_LABELS, NEVER_OF_GUEST } from './guest-parameters.ts';
import type { NumberParameter, Scenario } from './types.ts';

/** A constant of whatever part of a profile. */
type AnyCost = CostName | KvmCostName | TcpCostName | XenCostName;

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
  spinTransfer: 'A line of memory changes CPU',
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

const TCP_LABELS: Readonly<Record<TcpCostName, string>> = {
  groReceive: 'GRO, per segment',
  tcpInput: 'tcp_v4_rcv',
  tcpAck: 'Acknowledgement sent',
  tcpClean: 'Acknowledgement received',
  tcpSend: 'tcp_write_xmit',
  epollCallback: 'epoll notes a ready file',
  epollWait: 'epoll_wait()',
  qdisc: 'Queueing discipline, per packet queued',
  doorbell: 'Doorbell of the card',
  socketTransfer: 'Socket comes from another CPU',
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
  linux: ['lockCost', 'borrowCost', 'lockHold'],
  xen: [],
};

/** Constants that Linux charges only where one CPU asks something of another. */
const OF_SEVERAL_CPUS: readonly CostName[] = ['ipiCost', 'spinTransfer'];

/** Constants that only encrypted packets charge. */
const ESP_COSTS: readonly CostName[] = [
  'espFixed',
  'espSoftwarePerByte',
  'cryptoSubmit',
  'cryptoComplete',
  'cryptoTime',
];

/** Constants that only a workload with a receiving program, or one that sends, charges. */
const RECEIVER_COSTS: readonly CostName[] = ['syscallCost', 'recvCost', 'copyPerByte', 'appWork'];
const SENDER_COSTS: readonly CostName[] = ['ipForward', 'driverTx'];

/** Constants that a server of TCP requests never charges. */
const NEVER_OF_TCP: readonly CostName[] = [
  ...ESP_COSTS,
  'lockCost',
  'borrowCost',
  'spinTransfer',
  'lockHold',
  'mmioRead',
  'udpInput',
  'ipForward',
  'pollDevice',
  'screendFilter',
];

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

/** The constants of profile `costsId` that a run of `kernel` in `scenario` charges, as parameters with the profile's values. */
export function costParameters(scenario: Scenario, kernel: Kernel, costsId: string): NumberParameter[] {
  const profile = costProfiles.find(({ id }) => id === costsId);
  if (profile === undefined) return [];
  const entries: readonly (readonly [string, Cost])[] = [
    ...Object.entries(profile.costs).filter(([name]) => isCharged(scenario, kernel, name as CostName)),
    ...(kernel.family === 'xen' ? Object.entries(xenCostsOf(profile)) : []),
    ...(scenario.workload.protocol === 'tcp' ? Object.entries(tcpCostsOf(profile)) : []),
    ...(scenario.workload.guest === true ? Object.entries(kvmCostsOf(profile)) : []),
  ];
  return entries.map(([name, cost]) => {
    const perByte = name.endsWith('PerByte');
    const most = Math.max(cost.range[1] * 10, cost.value);
    return {
      type: 'number',
      name,
      label: labelOf(kernel, name as AnyCost),
      help: `${profile.title}: ${cost.range[0]} to ${cost.range[1]} ns is plausible.`,
      group: 'costs',
      unit: 'ns',
      min: 0,
      max: most,
      step: perByte ? 1 : stepFor(cost.value),
      default: cost.value,
      source: cost.source,
    };
  });
}

function isCharged(scenario: Scenario, kernel: Kernel, name: CostName): boolean {
  const { receiver, forwards } = scenario.workload;
  if (kernel.family === 'xen') return DOM0_COSTS.includes(name);
  if (kernel.family === 'router') return ROUTER_COSTS.includes(name);
  if (scenario.workload.guest === true) return !NEVER_OF_GUEST.includes(name);
  if (scenario.workload.protocol === 'tcp') return !NEVER_OF_TCP.includes(name);
  if (ROUTER_ONLY.includes(name)) return false;
  if (ESP_COSTS.includes(name)) return scenario.workload.protocol === 'esp';
  if (RECEIVER_COSTS.includes(name)) return receiver !== undefined;
  if (name === 'ipForward') return forwards === true;
  if (name === 'driverTx') return forwards === true || receiver === 'echo';
  if (name === 'lockHold' && scenario.workload.contended === true) return true;
  if (OF_SEVERAL_CPUS.includes(name) && kernel.family === 'linux')
    return scenario.parameters.includes('cpus');
  return !NOT_CHARGED[kernel.family].includes(name);
}

function labelOf(kernel: Kernel, name: AnyCost): string {
  const ofLinux = kernel.family === 'linux' || kernel.family === 'xen';
  const linux = ofLinux ? LINUX_LABELS[name as CostName] : undefined;
  return linux ?? { ...COST_LABELS, ...XEN_LABELS, ...TCP_LABELS, ...KVM_LABELS }[name];
}

/** A slider step of about a hundredth of the usual value, as a round number of ns. */
function stepFor(value: number): number {
  if (value >= 10_000) return 500;
  return value >= 1000 ? 100 : 10;
}
