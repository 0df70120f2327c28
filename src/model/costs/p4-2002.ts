import type { CostProfile } from '../types.ts';

export const p42002: CostProfile = {
  id: 'p4-2002',
  title: 'Pentium III and 4, about 2002',
  machine: 'Pentium III at 1 GHz or Pentium 4 at 2 GHz',
  year: 2002,
  costs: {
    trapCost: {
      value: 3000,
      range: [2000, 5000],
      source: 'estimate for P4-class machines: 1000 to 2000 cycles a trap',
    },
    mmioRead: { value: 700, range: [300, 1500], source: 'estimate: one PCI read' },
    softintDispatch: { value: 800, range: [300, 1500], source: 'estimate: 200 to 400 instructions' },
    borrowCost: {
      value: 150,
      range: [30, 500],
      source: 'assumed: the same instructions on a slower machine',
    },
    switchCost: {
      value: 1500,
      range: [1000, 3800],
      source: 'Gooch 1998: PPro180 1.0 to 1.5 us, Pentium100 2.0 to 2.8 us',
    },
    addressSpaceCost: { value: 700, range: [300, 5000], source: 'differences of Gooch 1998' },
    refillCost: {
      value: 5000,
      range: [1000, 50000],
      source: 'Li, Ding and Shen 2007, scaled to slower memory (assumed)',
    },
    cacheMiss: { value: 120, range: [60, 300], source: 'memory latency of the era, estimate' },
    wakeupCost: { value: 1000, range: [500, 3000], source: 'estimate: run-queue lock and insertion' },
    lockCost: {
      value: 100,
      range: [40, 200],
      source: 'estimate: P4 locked instructions take over 100 cycles',
    },
    spinTransfer: { value: 300, range: [100, 800], source: 'estimate: one contended line of memory' },
    tickCost: { value: 10000, range: [5000, 15000], source: 'Tsafrir 2007' },
    ipiCost: { value: 3000, range: [2000, 4000], source: 'estimate' },
    driverRx: { value: 1200, range: [500, 3000], source: 'estimate: allocation, DMA sync and a miss' },
    etherInput: { value: 300, range: [100, 600], source: 'estimate' },
    ipInput: { value: 400, range: [150, 1000], source: 'estimate; Clark et al. 1989' },
    udpInput: { value: 500, range: [200, 1500], source: 'estimate: checksum and socket lookup' },
    sbAppend: { value: 200, range: [60, 800], source: 'estimate: queue lock and append' },
    espFixed: { value: 3000, range: [1000, 8000], source: 'estimate: two lookups, descriptor, locks' },
    espSoftwarePerByte: {
      value: 80,
      range: [10, 200],
      source: '3DES with HMAC, P4 2 GHz: 160 to 200 cycles a byte',
    },
    cryptoSubmit: { value: 3000, range: [1000, 6000], source: 'estimate: DMA map, descriptor, doorbell' },
    cryptoComplete: {
      value: 1200,
      range: [400, 3000],
      source: "assumed: as the receive driver's work per packet",
    },
    cryptoTime: {
      value: 27500,
      range: [5000, 200000],
      source: 'Leffler 2003: over 400 Mb/s through one BCM5822, so at most 30 us for 1500 bytes',
    },
    lockHold: {
      value: 20000,
      range: [500, 200000],
      source: 'assumed: how long another CPU still holds the mutex',
    },
    driverIrq: {
      value: 400,
      range: [100, 1000],
      source: 'assumed: acknowledge and napi_schedule, a few hundred instructions',
    },
    ipForward: {
      value: 200,
      range: [80, 800],
      source: 'estimate: route lookup and TTL',
    },
    driverTx: {
      value: 300,
      range: [100, 2000],
      source:
        'fitted: NAPI_HOWTO, 345 to 364 kpps forwarded, so about 2.8 us for a packet; this is what the other stages leave',
    },
    syscallCost: {
      value: 400,
      range: [200, 1000],
      source: 'estimate: null system call of the era',
    },
    recvCost: {
      value: 1500,
      range: [500, 4000],
      source: 'estimate: recv() without the copy',
    },
    copyPerByte: {
      value: 1.5,
      range: [0.2, 5],
      source: 'estimate: copy to user space from memory that is not cached',
    },
    txComplete: { value: 400, range: [133, 1200], source: 'estimate: descriptor and buffer freed' },
    pollDevice: { value: 700, range: [233, 1400], source: 'estimate: one read of a device register' },
    screendFilter: { value: 10000, range: [2500, 50000], source: 'assumed: a list of rules in user mode' },
    appWork: {
      value: 300,
      range: [100, 5000],
      source: 'assumed: what a receiving program does with a packet',
    },
  },
};
