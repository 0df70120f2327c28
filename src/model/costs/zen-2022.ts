import type { Cost, CostProfile, TcpCostName } from '../types.ts';

const tcp: Readonly<Record<TcpCostName, Cost>> = {
  groReceive: { value: 40, range: [13, 160], source: 'estimate: flow lookup, header comparison, merging' },
  tcpInput: {
    value: 130,
    range: [65, 390],
    source: 'estimate: socket lookup and header prediction; Clark et al. 1989 count 200 instructions for TCP',
  },
  tcpAck: {
    value: 280,
    range: [140, 840],
    source: 'estimate: buffer, TCP and IP headers of an acknowledgement',
  },
  tcpClean: {
    value: 170,
    range: [55, 510],
    source: 'estimate: tcp_ack(), the acknowledged answer freed, round trip measured, timer set',
  },
  tcpSend: {
    value: 500,
    range: [250, 1500],
    source: 'estimate: buffer, segmentation state, TCP and IP headers',
  },
  epollCallback: {
    value: 70,
    range: [23, 280],
    source: 'estimate: list insertion under a lock; a wake-up is charged apart',
  },
  epollWait: { value: 200, range: [66, 800], source: 'estimate: one call, its events copied to user space' },
  qdisc: { value: 45, range: [15, 180], source: 'estimate: fq_codel, enqueue and dequeue' },
  doorbell: {
    value: 100,
    range: [33, 400],
    source: 'estimate: a posted write to the card, once for a batch',
  },
  socketTransfer: {
    value: 800,
    range: [200, 2400],
    source: 'assumed: eight lines of a socket at 100 ns each, if another CPU had them last',
  },
};

export const zen2022: CostProfile = {
  id: 'zen-2022',
  title: 'Zen and Sapphire Rapids, from 2022',
  machine: 'Zen 3 or 4, Sapphire Rapids',
  year: 2022,
  costs: {
    trapCost: {
      value: 500,
      range: [250, 1000],
      source: 'estimate: gate, save and restore, LAPIC acknowledge; entry and return together',
    },
    mmioRead: { value: 0, range: [0, 600], source: 'MSI-X drivers read no cause register' },
    softintDispatch: { value: 100, range: [40, 300], source: 'estimate: 200 to 400 instructions' },
    borrowCost: {
      value: 30,
      range: [10, 150],
      source: '29 extra instructions quoted for x86 (tech-kern 2007-02-21) and a change of stack',
    },
    switchCost: {
      value: 500,
      range: [250, 1500],
      source: 'estimate from pipe hops of 1.07 us with their system calls',
    },
    addressSpaceCost: {
      value: 300,
      range: [0, 1500],
      source: 'estimate: CR3 load, TLB, and parts of the mitigations',
    },
    refillCost: {
      value: 1500,
      range: [300, 40000],
      source: 'Li, Ding and Shen 2007, by working set, on larger caches (assumed)',
    },
    cacheMiss: { value: 90, range: [60, 150], source: 'memory latency of the era, estimate' },
    wakeupCost: { value: 250, range: [120, 800], source: 'estimate: try_to_wake_up' },
    lockCost: { value: 10, range: [5, 50], source: 'estimate: two bus-locked instructions' },
    spinTransfer: { value: 100, range: [40, 300], source: 'estimate: 200 ns between core complexes' },
    tickCost: { value: 2000, range: [500, 8000], source: 'Tsafrir 2007, falling with CPU speed' },
    ipiCost: { value: 800, range: [400, 2500], source: 'estimate' },
    driverIrq: { value: 60, range: [20, 250], source: 'assumed: napi_schedule without a register read' },
    driverRx: { value: 100, range: [50, 400], source: 'estimate from eight million packets/s per core' },
    etherInput: { value: 40, range: [20, 150], source: 'estimate' },
    ipInput: { value: 50, range: [20, 200], source: 'estimate' },
    udpInput: { value: 80, range: [40, 300], source: 'estimate: checksum and socket lookup' },
    sbAppend: {
      value: 50,
      range: [20, 250],
      source: 'estimate: queue lock and append; a wake-up is charged apart',
    },
    espFixed: {
      value: 500,
      range: [200, 1500],
      source: 'estimate: two lookups, descriptor, locks; half before and half after the cipher',
    },
    espSoftwarePerByte: {
      value: 0.12,
      range: [0.1, 15],
      source: 'AES-GCM with VAES, about 0.3 cycles a byte',
    },
    cryptoSubmit: { value: 1000, range: [300, 3000], source: 'estimate: DMA map, descriptor, doorbell' },
    cryptoComplete: {
      value: 150,
      range: [60, 800],
      source: "assumed: as the receive driver's work per packet",
    },
    cryptoTime: { value: 2000, range: [1000, 50000], source: 'estimate for a card of the time, 1500 bytes' },
    lockHold: {
      value: 20000,
      range: [500, 200000],
      source: 'assumed: how long another CPU still holds the mutex',
    },
    ipForward: { value: 50, range: [20, 200], source: 'estimate: route lookup and TTL' },
    driverTx: {
      value: 100,
      range: [50, 400],
      source: 'estimate: descriptor, DMA map, share of a doorbell',
    },
    syscallCost: { value: 100, range: [50, 300], source: 'estimate with mitigations' },
    recvCost: { value: 400, range: [200, 1000], source: 'estimate: recv() without the copy' },
    copyPerByte: {
      value: 0.1,
      range: [0.03, 0.4],
      source: 'estimate: copy to user space from memory that is not cached',
    },
    txComplete: { value: 40, range: [13, 120], source: 'estimate: descriptor and buffer freed' },
    pollDevice: { value: 400, range: [133, 800], source: 'estimate: one read of a device register' },
    screendFilter: { value: 1500, range: [375, 7500], source: 'assumed: a list of rules in user mode' },
    appWork: { value: 80, range: [30, 2000], source: 'assumed: what a receiving program does with a packet' },
  },
  tcp,
};
