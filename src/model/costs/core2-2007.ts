import type { CostProfile } from '../types.ts';

export const core22007: CostProfile = {
  id: 'core2-2007',
  title: 'Core 2 and Opteron, 2007',
  machine: 'Core 2 or Opteron at 2.4 to 2.8 GHz',
  year: 2007,
  costs: {
    trapCost: {
      value: 1000,
      range: [600, 2000],
      source: 'estimate: gate, save and restore, controller acknowledge; entry and return together',
    },
    mmioRead: {
      value: 500,
      range: [200, 1000],
      source: 'estimate: one uncached PCI read of the cause register',
    },
    softintDispatch: { value: 300, range: [100, 600], source: 'estimate: 200 to 400 instructions' },
    borrowCost: {
      value: 60,
      range: [10, 200],
      source:
        '29 extra instructions quoted for x86 (tech-kern 2007-02-21) and a change of stack, both ways: 60 to 100 cycles',
    },
    switchCost: {
      value: 1200,
      range: [300, 4000],
      source:
        'pinned context switches measured at 1.1 to 1.9 us on Woodcrest to Nehalem (tsuna, 2010); Li, Ding and Shen 2007 measured 3.8 us on a 2 GHz Xeon',
    },
    addressSpaceCost: { value: 300, range: [0, 2000], source: 'estimate: CR3 load and TLB' },
    refillCost: {
      value: 3000,
      range: [500, 50000],
      source:
        'Li, Ding and Shen 2007: several us to over a thousand in all, by working set; the default is the low end',
    },
    cacheMiss: { value: 80, range: [30, 200], source: 'memory latency of the era, estimate' },
    wakeupCost: { value: 500, range: [200, 1500], source: 'estimate: run-queue lock and insertion' },
    lockCost: { value: 30, range: [10, 100], source: 'estimate: two bus-locked instructions' },
    spinTransfer: {
      value: 150,
      range: [50, 400],
      source: 'estimate: one contended line of memory between CPUs',
    },
    tickCost: {
      value: 5000,
      range: [2000, 15000],
      source: 'Tsafrir 2007: direct and indirect cost of a tick, 5 to 15 us, falling with CPU speed',
    },
    ipiCost: { value: 1500, range: [500, 4000], source: 'estimate' },
    driverRx: {
      value: 500,
      range: [200, 1500],
      source: 'estimate from about one million packets/s per core of the time',
    },
    etherInput: { value: 120, range: [50, 400], source: 'estimate' },
    ipInput: {
      value: 150,
      range: [50, 500],
      source: 'estimate; Clark et al. 1989 count about 57 instructions inbound',
    },
    udpInput: { value: 250, range: [80, 800], source: 'estimate: checksum and socket lookup' },
    sbAppend: {
      value: 100,
      range: [30, 400],
      source: 'estimate: queue lock and append; nobody is woken in these scenarios',
    },
    espFixed: {
      value: 1200,
      range: [500, 4000],
      source: 'estimate: two lookups, descriptor, locks; half before and half after the cipher',
    },
    espSoftwarePerByte: {
      value: 35,
      range: [1, 100],
      source: '3DES with HMAC on a machine of the time, openssl-speed class',
    },
    cryptoSubmit: { value: 2000, range: [500, 5000], source: 'estimate: DMA map, descriptor, doorbell' },
    cryptoComplete: {
      value: 500,
      range: [200, 2000],
      source: "assumed: as the receive driver's work per packet",
    },
    cryptoTime: {
      value: 15000,
      range: [1000, 200000],
      source: 'estimate for a card of the time, 1500 bytes',
    },
    lockHold: {
      value: 20000,
      range: [500, 200000],
      source: 'assumed: how long another CPU still holds the mutex',
    },
    driverIrq: {
      value: 150,
      range: [50, 500],
      source: 'assumed: acknowledge and napi_schedule, a few hundred instructions',
    },
    ipForward: {
      value: 150,
      range: [50, 500],
      source: 'estimate: route lookup and TTL',
    },
    driverTx: {
      value: 500,
      range: [200, 1500],
      source: 'estimate: descriptor, DMA map, share of a doorbell',
    },
    syscallCost: {
      value: 100,
      range: [50, 400],
      source: 'tsuna 2010: 105 ns on 5150, 87 ns on E5440',
    },
    recvCost: {
      value: 600,
      range: [300, 2000],
      source: 'estimate: recv() without the copy',
    },
    copyPerByte: {
      value: 0.5,
      range: [0.05, 2],
      source: 'estimate: copy to user space from memory that is not cached',
    },
    txComplete: { value: 150, range: [50, 450], source: 'estimate: descriptor and buffer freed' },
    pollDevice: { value: 500, range: [166, 1000], source: 'estimate: one read of a device register' },
    screendFilter: { value: 4000, range: [1000, 20000], source: 'assumed: a list of rules in user mode' },
    appWork: {
      value: 150,
      range: [50, 2000],
      source: 'assumed: what a receiving program does with a packet',
    },
  },
};
