import { describe, expect, test } from 'vitest';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { callsOf, lengthsOf, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { runSummary } from '../../fixtures/summary.ts';

const read = (kernel: string, cpus: number): number =>
  runSummary('ttcp-gbe', kernel, { cpus }).rate.delivered_pps;

describe('kernels.md 1.2.13: packets for a program that sleeps', () => {
  test('a packet is delivered when the program has read it', () => {
    const trace = modelRun({ scenario: 'ttcp-gbe', kernel: 'netbsd3', set: { rate: 20_000 }, until: '2ms' });
    const [first] = callsOf(trace, 'sbappendaddr');
    expect(trace.packets.delivered[0]).toBeGreaterThan(first.t);
    expect(sliceAt(trace, callsOf(trace, 'soreceive')[1].slice)).toMatchObject({ kind: 'sys' });
  });

  test.each(['netbsd3', 'netbsd5'])('%s switches to it only when the interrupt returns', (kernel) => {
    const trace = modelRun({
      scenario: 'ttcp-gbe',
      kernel,
      set: { rate: 20_000, background: 'user' },
      until: '2ms',
    });
    const { switches, threads } = trace;
    const to = Array.from({ length: switches.length }, (_, row) => row).filter(
      (row) => threads[switches.to[row]].name === 'ttcp/0',
    );
    expect(to.length).toBeGreaterThan(0);
    const interrupts = [...slicesOf(trace, 'hardirq'), ...slicesOf(trace, 'softirq')];
    for (const row of to)
      expect(interrupts.some(({ start, end }) => start < switches.t[row] && switches.t[row] < end)).toBe(
        false,
      );
  });

  test('I3: a full socket buffer drops what has cost the whole path', () => {
    const summary = runSummary('ttcp-gbe', 'netbsd-ithreads');
    expect(Object.keys(summary.packets.dropped_at)).toEqual(['so_rcv']);
    const { values, limit } = lengthsOf(
      modelRun({ scenario: 'ttcp-gbe', kernel: 'netbsd-ithreads', until: '10ms' }),
      'so_rcv ttcp/0',
    );
    expect(limit).toBe(30);
    expect(Math.max(...values)).toBe(30);
  });
});

describe('the mail: ttcp on several links', () => {
  test('on one CPU the big lock reads more than FreeBSD, and direct more than queued', () => {
    const [lock, direct, queued] = ['netbsd3', 'freebsd6-direct', 'freebsd6'].map((kernel) =>
      read(kernel, 1),
    );
    expect(lock).toBeGreaterThan(1.3 * direct);
    expect(direct).toBeGreaterThan(1.2 * queued);
  });

  test('a second CPU gives FreeBSD what it lacked', () => {
    expect(read('freebsd6', 2)).toBeGreaterThan(2 * read('freebsd6', 1));
  });

  test('kernels.md 1.3.17: where one lock covers the kernel, system calls and interrupts spin for it', () => {
    const trace = modelRun({ scenario: 'ttcp-gbe', kernel: 'netbsd3', set: { cpus: 2 }, until: '10ms' });
    const spins = slicesOf(trace, 'spin');
    expect(new Set(spins.map(({ cpu }) => cpu))).toEqual(new Set([0, 1]));
    expect(
      slicesOf(modelRun({ scenario: 'ttcp-gbe', kernel: 'freebsd6', set: { cpus: 2 } }), 'spin'),
    ).toEqual([]);
  });

  test.each([
    'netbsd3',
    'netbsd3-cryptoret',
    'netbsd-puller',
    'netbsd-doran',
    'netbsd5',
    'freebsd6',
    'freebsd6-direct',
  ])('%s keeps the promises of a trace', (kernel) => {
    for (const cpus of [1, 2]) {
      const set = { cpus, irqRouting: 'spread', background: 'user' };
      expect(violations(modelRun({ scenario: 'ttcp-gbe', kernel, set, until: '5ms' }))).toEqual([]);
    }
  });
});
