import type { CostProfile } from '../types.ts';

const PAPER = 'Mogul and Ramakrishnan 1996';

/**
 * The router of the livelock paper. It publishes rates, not costs: 4,700 packets/s at best without a filter and about 2,000
 * with it, livelock at about 6,000 with the filter and near the 14,880 of the wire without. From these follow 67 us for the
 * interrupt, about 100 us for IP up to the filter's queue, 213 us and 500 us for the whole; what is fitted says so.
 */
export const alpha1996: CostProfile = {
  id: 'alpha-1996',
  title: 'DECstation-class Alpha, 1996',
  machine: 'DEC 3000/300 (Alpha 21064 at 150 MHz), Digital UNIX, 10 Mb/s Ethernet',
  year: 1996,
  costs: {
    trapCost: {
      value: 10_000,
      range: [5000, 40_000],
      source: `fitted: ${PAPER}, 67 us of interrupt work a packet; 10 to 40 us are usual for machines of 5 to 20 MIPS`,
    },
    mmioRead: { value: 1000, range: [500, 2000], source: 'estimate: one read over TURBOchannel' },
    softintDispatch: { value: 6000, range: [2000, 12_000], source: 'estimate: 200 to 400 instructions' },
    borrowCost: { value: 1000, range: [200, 4000], source: 'assumed: no kernel of this machine borrows' },
    switchCost: {
      value: 6000,
      range: [5000, 25_000],
      source: 'Gooch 1998: 486DX2-66 5.2 us, 386DX33 12.3 us for threads',
    },
    addressSpaceCost: {
      value: 3000,
      range: [2000, 15_000],
      source: 'Gooch 1998: 3 to 15 us between threads and processes',
    },
    refillCost: {
      value: 8000,
      range: [5000, 100_000],
      source: 'estimate: two primary caches of 8 kB, filled again from the board cache',
    },
    cacheMiss: { value: 300, range: [150, 500], source: 'memory latency of the era, estimate' },
    wakeupCost: { value: 8000, range: [5000, 30_000], source: 'estimate: run-queue lock and insertion' },
    lockCost: { value: 200, range: [50, 500], source: 'assumed' },
    spinTransfer: { value: 500, range: [200, 2000], source: 'assumed' },
    tickCost: {
      value: 10_000,
      range: [5000, 100_000],
      source: 'estimate for one of 1024 ticks a second: 1 % of the CPU',
    },
    ipiCost: { value: 10_000, range: [5000, 40_000], source: 'assumed: as a trap' },
    driverIrq: { value: 10_000, range: [3000, 20_000], source: 'assumed: a few hundred instructions' },
    driverRx: {
      value: 46_000,
      range: [20_000, 60_000],
      source: `fitted: ${PAPER}, what is left of 67 us`,
    },
    etherInput: { value: 10_000, range: [4000, 20_000], source: 'estimate' },
    ipInput: {
      value: 14_000,
      range: [8000, 60_000],
      source: 'Clark et al. 1989: about 57 instructions inbound',
    },
    udpInput: { value: 30_000, range: [15_000, 80_000], source: 'estimate' },
    sbAppend: { value: 15_000, range: [5000, 40_000], source: 'estimate' },
    espFixed: { value: 60_000, range: [20_000, 200_000], source: 'assumed: scaled from later machines' },
    espSoftwarePerByte: { value: 5000, range: [1000, 20_000], source: 'assumed: 3DES at 5 to 20 MIPS' },
    cryptoSubmit: { value: 50_000, range: [10_000, 100_000], source: 'assumed: scaled from later machines' },
    cryptoComplete: { value: 46_000, range: [10_000, 100_000], source: 'assumed: as the receive driver' },
    cryptoTime: { value: 500_000, range: [50_000, 5_000_000], source: 'assumed: no such card was sold' },
    recvCost: { value: 100_000, range: [50_000, 200_000], source: 'estimate: recv() without the copy' },
    copyPerByte: { value: 100, range: [50, 400], source: 'estimate: copy to user space' },
    lockHold: { value: 200_000, range: [10_000, 2_000_000], source: 'assumed' },
    syscallCost: {
      value: 20_000,
      range: [10_000, 30_000],
      source: 'Ousterhout 1990: about 20 us on a DECstation 3100, 28 us on a VAX 8800',
    },
    ipForward: {
      value: 84_000,
      range: [40_000, 120_000],
      source: `fitted: ${PAPER}, livelock with the filter at 6,000 packets/s`,
    },
    driverTx: { value: 22_000, range: [10_000, 50_000], source: `fitted: ${PAPER}, 213 us a packet in all` },
    txComplete: { value: 13_000, range: [5000, 30_000], source: `fitted: ${PAPER}, 213 us a packet in all` },
    pollDevice: { value: 2000, range: [500, 5000], source: 'estimate: a read of the device and a call' },
    screendFilter: {
      value: 240_000,
      range: [100_000, 300_000],
      source: `fitted: ${PAPER}, 2,000 packets/s at best with the filter`,
    },
    appWork: {
      value: 2000,
      range: [500, 20000],
      source: 'assumed: what a receiving program does with a packet',
    },
  },
};
