import type { CostProfile } from '../types.ts';

export const nehalem2009: CostProfile = {
  id: 'nehalem-2009',
  title: 'Nehalem, 2009',
  machine: 'Nehalem Xeon at 2.3 to 2.9 GHz, as in the slides on interrupt threads',
  year: 2009,
  costs: {
    trapCost: {
      value: 800,
      range: [400, 1500],
      source: 'estimate: gate, save and restore, LAPIC acknowledge; entry and return together',
    },
    mmioRead: {
      value: 500,
      range: [0, 1000],
      source: 'estimate: one PCIe read of the cause register; none with MSI-X',
    },
    softintDispatch: { value: 200, range: [80, 500], source: 'estimate: 200 to 400 instructions' },
    borrowCost: {
      value: 50,
      range: [10, 200],
      source: '29 extra instructions quoted for x86 (tech-kern 2007-02-21) and a change of stack',
    },
    switchCost: {
      value: 1100,
      range: [300, 3000],
      source: 'pinned context switches measured at 1.1 to 1.9 us on Woodcrest to Nehalem (tsuna, 2010)',
    },
    addressSpaceCost: { value: 200, range: [0, 1500], source: 'estimate: CR3 load and TLB' },
    refillCost: {
      value: 3000,
      range: [500, 50000],
      source: 'Li, Ding and Shen 2007, by working set; the default is the low end',
    },
    cacheMiss: { value: 65, range: [30, 150], source: 'memory latency of the era, estimate' },
    wakeupCost: { value: 400, range: [200, 1500], source: 'estimate: try_to_wake_up' },
    lockCost: { value: 20, range: [10, 100], source: 'estimate: two bus-locked instructions' },
    spinTransfer: {
      value: 100,
      range: [50, 400],
      source: 'estimate: one contended line of memory between CPUs',
    },
    tickCost: {
      value: 4000,
      range: [1000, 15000],
      source: 'Tsafrir 2007: 5 to 15 us, falling with CPU speed',
    },
    ipiCost: { value: 1200, range: [500, 4000], source: 'estimate' },
    driverIrq: { value: 120, range: [50, 500], source: 'assumed: acknowledge and napi_schedule' },
    driverRx: {
      value: 350,
      range: [150, 1000],
      source: 'estimate from two to three million packets/s per core of the time',
    },
    etherInput: { value: 100, range: [40, 400], source: 'estimate' },
    ipInput: {
      value: 120,
      range: [40, 400],
      source: 'estimate; Clark et al. 1989 count about 57 instructions inbound',
    },
    udpInput: { value: 200, range: [80, 800], source: 'estimate: checksum and socket lookup' },
    sbAppend: {
      value: 100,
      range: [30, 400],
      source: 'estimate: queue lock and append; a wake-up is charged apart',
    },
    espFixed: {
      value: 1000,
      range: [400, 3000],
      source: 'estimate: two lookups, descriptor, locks; half before and half after the cipher',
    },
    espSoftwarePerByte: {
      value: 8,
      range: [1, 40],
      source: 'AES-CBC with SHA1 without AES-NI, openssl-speed class',
    },
    cryptoSubmit: { value: 1500, range: [500, 4000], source: 'assumed: between the cards of 2007 and 2016' },
    cryptoComplete: {
      value: 350,
      range: [150, 1500],
      source: "assumed: as the receive driver's work per packet",
    },
    cryptoTime: { value: 8000, range: [1000, 100000], source: 'assumed: between the cards of 2007 and 2016' },
    lockHold: {
      value: 20000,
      range: [500, 200000],
      source: 'assumed: how long another CPU still holds the mutex',
    },
    ipForward: { value: 120, range: [40, 400], source: 'estimate: route lookup and TTL' },
    driverTx: {
      value: 350,
      range: [150, 1000],
      source: 'estimate: descriptor, DMA map, share of a doorbell',
    },
    syscallCost: { value: 55, range: [40, 300], source: 'tsuna 2010: 58 ns on E5520, 52 ns on X5550' },
    recvCost: { value: 450, range: [200, 1500], source: 'estimate: recv() without the copy' },
    copyPerByte: {
      value: 0.35,
      range: [0.03, 1],
      source: 'estimate: copy to user space from memory that is not cached',
    },
    txComplete: { value: 120, range: [40, 360], source: 'estimate: descriptor and buffer freed' },
    pollDevice: { value: 500, range: [166, 1000], source: 'estimate: one read of a device register' },
    screendFilter: { value: 3000, range: [750, 15000], source: 'assumed: a list of rules in user mode' },
    appWork: {
      value: 120,
      range: [50, 2000],
      source: 'assumed: what a receiving program does with a packet',
    },
  },
};
