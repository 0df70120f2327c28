import type { Cost, CostProfile, TcpCostName } from '../types.ts';

const tcp: Readonly<Record<TcpCostName, Cost>> = {
  groReceive: { value: 60, range: [20, 240], source: 'estimate: flow lookup, header comparison, merging' },
  tcpInput: {
    value: 200,
    range: [100, 600],
    source: 'estimate: socket lookup and header prediction; Clark et al. 1989 count 200 instructions for TCP',
  },
  tcpAck: {
    value: 400,
    range: [200, 1200],
    source: 'estimate: buffer, TCP and IP headers of an acknowledgement',
  },
  tcpClean: {
    value: 250,
    range: [80, 750],
    source: 'estimate: tcp_ack(), the acknowledged answer freed, round trip measured, timer set',
  },
  tcpSend: {
    value: 700,
    range: [350, 2100],
    source: 'estimate: buffer, segmentation state, TCP and IP headers',
  },
  epollCallback: {
    value: 100,
    range: [33, 400],
    source: 'estimate: list insertion under a lock; a wake-up is charged apart',
  },
  epollWait: { value: 250, range: [83, 1000], source: 'estimate: one call, its events copied to user space' },
  qdisc: { value: 60, range: [20, 240], source: 'estimate: fq_codel, enqueue and dequeue' },
  doorbell: {
    value: 100,
    range: [33, 400],
    source: 'estimate: a posted write to the card, once for a batch',
  },
  socketTransfer: {
    value: 640,
    range: [160, 1920],
    source: 'assumed: eight lines of a socket at 80 ns each, if another CPU had them last',
  },
};

export const skylake2016 = {
  id: 'skylake-2016',
  title: 'Broadwell and Skylake, 2016',
  machine: 'Broadwell or Skylake Xeon at 2.5 GHz',
  year: 2016,
  costs: {
    trapCost: {
      value: 600,
      range: [300, 1200],
      source: 'estimate: gate, save and restore, LAPIC acknowledge; entry and return together',
    },
    mmioRead: { value: 0, range: [0, 600], source: 'MSI-X drivers read no cause register' },
    softintDispatch: { value: 150, range: [50, 400], source: 'estimate: 200 to 400 instructions' },
    borrowCost: {
      value: 40,
      range: [10, 200],
      source: '29 extra instructions quoted for x86 (tech-kern 2007-02-21) and a change of stack',
    },
    switchCost: {
      value: 700,
      range: [300, 2000],
      source:
        'estimate; a pipe hop between threads of an 11th-generation i7 takes 1.07 us with its system calls',
    },
    addressSpaceCost: { value: 200, range: [0, 1000], source: 'estimate: CR3 load and TLB' },
    refillCost: {
      value: 2000,
      range: [300, 40000],
      source: 'Li, Ding and Shen 2007, by working set, on faster memory (assumed)',
    },
    cacheMiss: {
      value: 70,
      range: [32, 120],
      source: 'Brouer on E5-2630: 32 ns local; a loaded machine more',
    },
    wakeupCost: { value: 300, range: [150, 1000], source: 'estimate: try_to_wake_up' },
    lockCost: { value: 15, range: [10, 50], source: 'Brouer 2014: 13.9 to 16.1 ns a spin lock and unlock' },
    spinTransfer: {
      value: 80,
      range: [40, 300],
      source: 'estimate: one contended line of memory between CPUs',
    },
    tickCost: { value: 3000, range: [1000, 10000], source: 'Tsafrir 2007, falling with CPU speed' },
    ipiCost: {
      value: 1000,
      range: [500, 3000],
      source: 'estimate; 2.24 us inside a Skylake guest (Li 2018)',
    },
    driverIrq: { value: 80, range: [30, 300], source: 'assumed: napi_schedule without a register read' },
    driverRx: {
      value: 150,
      range: [80, 500],
      source: 'estimate from five to six million packets/s per core dropped in a driver',
    },
    etherInput: { value: 60, range: [30, 200], source: 'estimate' },
    ipInput: { value: 80, range: [30, 250], source: 'estimate' },
    udpInput: { value: 120, range: [50, 400], source: 'estimate: checksum and socket lookup' },
    sbAppend: {
      value: 70,
      range: [30, 300],
      source: 'estimate: queue lock and append; a wake-up is charged apart',
    },
    espFixed: {
      value: 700,
      range: [300, 2000],
      source: 'estimate: two lookups, descriptor, locks; half before and half after the cipher',
    },
    espSoftwarePerByte: {
      value: 0.3,
      range: [0.2, 20],
      source: 'AES-GCM with AES-NI, about 0.65 to 1 cycle a byte',
    },
    cryptoSubmit: { value: 1000, range: [300, 3000], source: 'estimate: DMA map, descriptor, doorbell' },
    cryptoComplete: {
      value: 200,
      range: [80, 1000],
      source: "assumed: as the receive driver's work per packet",
    },
    cryptoTime: { value: 3000, range: [1000, 50000], source: 'estimate for a card of the time, 1500 bytes' },
    lockHold: {
      value: 20000,
      range: [500, 200000],
      source: 'assumed: how long another CPU still holds the mutex',
    },
    ipForward: { value: 80, range: [30, 300], source: 'estimate: route lookup and TTL' },
    driverTx: {
      value: 150,
      range: [80, 500],
      source: 'estimate: descriptor, DMA map, share of a doorbell',
    },
    syscallCost: {
      value: 42,
      range: [30, 300],
      source: 'Brouer 2014: 41.9 ns, 75.3 ns with audit; page-table isolation adds 100 to 200',
    },
    recvCost: {
      value: 450,
      range: [200, 1200],
      source: 'commit 4cd13c21b207: 900,000 packets/s read with half a CPU, so 0.556 us with the copy',
    },
    copyPerByte: {
      value: 0.2,
      range: [0.03, 0.6],
      source: 'estimate: copy to user space from memory that is not cached',
    },
    txComplete: { value: 60, range: [20, 180], source: 'estimate: descriptor and buffer freed' },
    pollDevice: { value: 400, range: [133, 800], source: 'estimate: one read of a device register' },
    screendFilter: { value: 2000, range: [500, 10000], source: 'assumed: a list of rules in user mode' },
    appWork: {
      value: 100,
      range: [30, 2000],
      source: 'assumed: what a receiving program does with a packet',
    },
  },
  tcp,
} as const satisfies CostProfile;
