import { describe, expect, test } from 'vitest';
import { modelRun } from '../../fixtures/model-run.ts';
import { PATIENCE, guest, kpps, summaryOf, TWO_VCPUS, type Row } from './guest-runs.ts';

const RFC = 'linux-napi-threaded-rfc';

/** The three columns of the series of May 2016, thousands of packets/s. */
const vanilla = (row: Row): number => kpps(guest({ row }));
const guestThreaded = (row: Row): number => kpps(guest({ kernel: RFC, row, set: { hostNapi: 'softirq' } }));
const bothThreaded = (row: Row): number => kpps(guest({ kernel: RFC, row }));

/** The two columns of the series of June 2016. */
const plain = (row: Row): number => kpps(guest({ scenario: TWO_VCPUS, row }));
const threaded = (row: Row): number =>
  kpps(guest({ scenario: TWO_VCPUS, kernel: 'linux-genirq-threaded', row }));

describe('kernels.md 9.9: a guest with one virtual CPU', { timeout: PATIENCE }, () => {
  test.each([1, 256])('9.9: reads a fraction of it if packets of %i bytes come in several flows', (bytes) => {
    expect(vanilla(`${bytes}/25`)).toBeLessThan(0.4 * vanilla(`${bytes}/1`));
  });

  test('9.9: packets that are lost were paid for: most go at the socket and the tun device, none at the card', () => {
    const { dropped_at } = summaryOf(guest({})).packets;
    expect(dropped_at['nic-ring'] ?? 0).toBe(0);
    expect(dropped_at['tun-ring']).toBeGreaterThan(0);
    expect(dropped_at['rcvbuf']).toBeGreaterThan(5 * summaryOf(guest({})).packets.delivered);
  });

  test('9.9: a thread in the guest brings most of a single flow back, one in the hypervisor as well brings more', () => {
    expect(guestThreaded('1/25')).toBeGreaterThan(3 * vanilla('1/25'));
    expect(guestThreaded('1/25')).toBeGreaterThan(0.7 * guestThreaded('1/1'));
    expect(bothThreaded('1/25')).toBeGreaterThan(1.05 * guestThreaded('1/25'));
    expect(bothThreaded('1/25')).toBeGreaterThan(0.85 * bothThreaded('1/1'));
  });

  test('9.9: it makes no difference to big packets of one flow, and to fragments', () => {
    expect(guestThreaded('1438/1') / vanilla('1438/1')).toBeCloseTo(1, 1);
    expect(bothThreaded('1438/1') / vanilla('1438/1')).toBeCloseTo(1, 1);
    expect(bothThreaded('64000/25') / vanilla('64000/25')).toBeCloseTo(1, 1);
  });

  test('9.9: a single flow gains little', () => {
    expect(bothThreaded('1/1')).toBeGreaterThan(vanilla('1/1'));
    expect(bothThreaded('1/1')).toBeLessThan(1.5 * vanilla('1/1'));
  });

  test('9.9: without a guest, on one CPU, the program is starved as well, and a thread brings it back', () => {
    const bare = (kernel: string): number =>
      kpps(modelRun({ scenario: 'rcvbuf-flood', kernel, until: '12ms' }));
    expect(bare('linux-4.6')).toBeLessThan(5);
    expect(bare(RFC)).toBeGreaterThan(100 * bare('linux-4.6'));
  });
});

describe('kernels.md 9.10: a guest with two virtual CPUs', { timeout: PATIENCE }, () => {
  test('9.10: does not collapse with several flows, because the programs have a virtual CPU of their own', () => {
    expect(plain('1/25')).toBeGreaterThan(0.8 * plain('1/1'));
    expect(plain('1/200')).toBeGreaterThan(0.8 * plain('1/1'));
    expect(plain('1/25')).toBeGreaterThan(3 * vanilla('1/25'));
  });

  test('9.10: softirqs stay, and the threads that work for the guest move away from them; threaded interrupts move themselves', () => {
    const [softirqs, threads] = [moves('linux-4.6'), moves('linux-genirq-threaded')];
    expect(softirqs.filter((move) => /^(vhost-|CPU \d\/KVM)/.test(move)).length).toBeGreaterThan(0);
    expect(softirqs.filter((move) => move.startsWith('irq/'))).toEqual([]);
    expect(threads.filter((move) => move.startsWith('irq/')).length).toBeGreaterThan(10);
    expect(threads.filter((move) => /KVM/.test(move)).length).toBe(0);
  });

  test('9.10: a program of the guest moves between virtual CPUs', () => {
    const programs = moves('linux-genirq-threaded').filter((move) => move.startsWith('netserver'));
    expect(programs.length).toBeGreaterThan(0);
    for (const move of programs) expect(move).toMatch(/: vCPU \d to vCPU \d$/);
  });

  test('9.10: threads of the hypervisor keep out of its way: less is stolen', () => {
    const stolen = (kernel: string): number =>
      summaryOf(guest({ scenario: TWO_VCPUS, kernel }))
        .cpu_ns.slice(8)
        .reduce((sum, { steal }) => sum + steal, 0);
    expect(stolen('linux-4.6')).toBeGreaterThan(3 * stolen('linux-genirq-threaded'));
  });
});

/** Threads that went to another CPU, with the CPUs' names, each once. */
function moves(kernel: string): readonly string[] {
  const { instants, names, threads } = guest({ scenario: TWO_VCPUS, kernel });
  const moved = new Set<string>();
  for (let at = 0; at < instants.length; at++)
    if (names[instants.name[at]] === 'sched_migrate_task')
      moved.add(`${threads[instants.thread[at]].name}: ${names[instants.detail[at]]}`);
  return [...moved];
}

describe(
  'kernels.md 6.5, 6.6: interrupts of the hypervisor in ordinary threads',
  { timeout: PATIENCE },
  () => {
    test('6.5: several flows of small packets gain', () => {
      expect(threaded('1/25')).toBeGreaterThan(1.14 * plain('1/25'));
      expect(threaded('1/200')).toBeGreaterThan(1.14 * plain('1/200'));
    });

    test('6.5: packets of 1,400 bytes and single flows of small ones are indifferent', () => {
      expect(threaded('1400/1') / plain('1400/1')).toBeCloseTo(1, 1);
      expect(threaded('1/1') / plain('1/1')).toBeCloseTo(1, 1);
    });

    test('6.5: one flow of 256 bytes loses: bursts overflow the one socket', () => {
      expect(threaded('256/1')).toBeLessThan(0.9 * plain('256/1'));
      const { dropped_at, dropped } = summaryOf(
        guest({ scenario: TWO_VCPUS, kernel: 'linux-genirq-threaded', row: '256/1' }),
      ).packets;
      expect(dropped_at['rcvbuf']).toBe(dropped);
    });

    test('6.5: the buffer holds three times as many of the smallest packets, which are copied into their head', () => {
      const limit = (row: Row): number => {
        const { counters, names } = guest({ scenario: TWO_VCPUS, row });
        for (let at = 0; at < counters.length; at++)
          if (names[counters.name[at]] === 'rcvbuf 0') return counters.limit[at];
        throw new Error('no receive buffer on the record');
      };
      expect(limit('1/1')).toBeGreaterThan(2.8 * limit('256/1'));
    });

    test('6.6: while the thread waits for a CPU its vector is masked, and what the ring cannot hold is lost for nothing', () => {
      const dropped = (kernel: string): Readonly<Record<string, number>> =>
        summaryOf(guest({ scenario: TWO_VCPUS, kernel, set: { cpus: 4 } })).packets.dropped_at;
      const [softirqs, threads] = [dropped('linux-4.6'), dropped('linux-genirq-threaded')];
      expect(softirqs['nic-ring'] ?? 0).toBe(0);
      expect(threads['nic-ring']).toBeGreaterThan(0.2 * threads['tun-ring']);
      expect(threads['tun-ring']).toBeLessThan(softirqs['tun-ring']);
    });
  },
);
