import { describe, expect, test } from 'vitest';
import { INSTANT } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, lengthsOf, sliceAt, slicesOf, type Slice } from '../../fixtures/slices.ts';
import { runSummary, summaryOf } from '../../fixtures/summary.ts';

/** Where the steps of a role happened: "irqthread irq19: em0". */
function placesOf(trace: Trace, role: string): readonly string[] {
  const { instants, names } = trace;
  return Array.from({ length: instants.length }, (_, row) => row)
    .filter((row) => instants.kind[row] === INSTANT.step && names[instants.name[row]] === role)
    .map((row) => sliceAt(trace, instants.slice[row]))
    .map(({ kind, name }) => `${kind} ${name}`);
}

function switchesWith(kernel: string, set: Readonly<Record<string, number | string>>): number {
  return summaryOf(roundTrip(kernel, set)).context_switches;
}

/** Time in which slices of one list run beside slices of another, ns. */
function together(some: readonly Slice[], others: readonly Slice[]): number {
  let total = 0;
  for (const a of some)
    for (const b of others) total += Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return total;
}

describe('kernels.md 3: FreeBSD 5 and 6', () => {
  test('3.1: where ithreads and swi1 take all of a CPU, crypto returns never runs', () => {
    const { packets } = runSummary('ipsec-load', 'freebsd6');
    expect(packets.offered).toBe(1000);
    expect(packets.delivered).toBe(0);
  });

  test('3.1: with its ithreads on another CPU it does', () => {
    expect(runSummary('ipsec-load', 'freebsd6', { cpus: 2 }).packets.delivered).toBeGreaterThan(980);
  });

  test('3.2: the stub wakes the ithread and does no work of the driver', () => {
    const trace = roundTrip('freebsd6');
    expect(slicesOf(trace, 'hardirq')).toHaveLength(2);
    expect(placesOf(trace, 'nic')).toEqual(['irqthread irq19: em0']);
    expect(placesOf(trace, 'crypto')).toEqual(['irqthread irq21: ubsec0']);
  });

  test('3.2: its source is masked until the ithread has run', () => {
    const trace = modelRun({
      scenario: 'ipsec-load',
      kernel: 'freebsd6',
      set: { rate: 150_000 },
      until: '5ms',
    });
    const interrupts = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'nic0');
    const runs = callsOf(trace, 'em_intr').map(({ t }) => t);
    expect(interrupts.length).toBeGreaterThan(20);
    for (let at = 1; at < interrupts.length; at++) {
      expect(runs.some((t) => interrupts[at - 1].end <= t && t <= interrupts[at].start)).toBe(true);
    }
  });

  test('3.3: with PREEMPTION the ithread takes the CPU from kernel code, without it it waits', () => {
    const preempted = (preemption: string): number => {
      const trace = modelRun({
        scenario: 'ipsec-load',
        kernel: 'freebsd6',
        set: { rate: 40_000, preemption },
        until: '5ms',
      });
      const { switches, names, threads } = trace;
      return Array.from({ length: switches.length }, (_, row) => row).filter(
        (row) =>
          threads[switches.from[row]].name === 'swi1: net' &&
          names[switches.reason[row]].startsWith('preempted'),
      ).length;
    };
    expect(preempted('full')).toBeGreaterThan(0);
    expect(preempted('none')).toBe(0);
  });

  test('3.4: frames that come while the ithread runs cost no further switch', () => {
    const busy = runSummary('four-gbe', 'freebsd6-direct', { rate: 1_000_000, payload: 64, coalesceGap: 0 });
    expect(busy.packets_per_interrupt['nic0']).toBeGreaterThan(2);
    expect(busy.per_packet.context_switches).toBeLessThan(1);
  });

  test.each([
    ['freebsd6', 4],
    ['freebsd6-direct', 3],
  ] as const)('3.5: each run of %s that finds Giant held costs two switches more', (kernel, runs) => {
    const free = switchesWith(kernel, {});
    expect(switchesWith(kernel, { blockProbability: 1 }) - free).toBe(2 * runs);
  });

  test('3.8: queued, the packet crosses ipintrq twice', () => {
    expect(lengthsOf(roundTrip('freebsd6'), 'ipintrq')).toEqual({ values: [1, 0, 1, 0], limit: 50 });
    expect(placesOf(roundTrip('freebsd6'), 'softint')).toEqual(['kthread swi1: net', 'kthread swi1: net']);
  });

  test('3.9: direct, the ithread itself calls ip_input', () => {
    const trace = roundTrip('freebsd6-direct');
    expect(placesOf(trace, 'softint')).toEqual(['irqthread irq19: em0', 'kthread swi1: net']);
  });

  test('3.9: direct, ithreads of several cards run IP in parallel', () => {
    const trace = modelRun({
      scenario: 'four-gbe',
      kernel: 'freebsd6-direct',
      set: { cpus: 2, irqRouting: 'spread' },
      until: '5ms',
    });
    const ip = callsOf(trace, 'ip_input');
    expect(new Set(ip.map(({ cpu }) => cpu))).toEqual(new Set([0, 1]));
    expect(slicesOf(trace, 'spin')).toEqual([]);
  });

  test('3.10, 3.14: what IPsec hands back is queued even with direct dispatch', () => {
    expect(lengthsOf(roundTrip('freebsd6-direct'), 'ipintrq').values).toEqual([1, 0]);
    expect(callsOf(roundTrip('freebsd6-direct'), 'netisr_queue')).toHaveLength(1);
  });

  test('3.11: queued, driver and stack run side by side on two CPUs; direct, they share one', () => {
    const overlap = (kernel: string): number => {
      const trace = modelRun({ scenario: 'four-gbe', kernel, set: { cpus: 2 }, until: '5ms' });
      return together(slicesOf(trace, 'irqthread'), slicesOf(trace, 'kthread'));
    };
    expect(overlap('freebsd6')).toBeGreaterThan(0);
    expect(overlap('freebsd6-direct')).toBe(0);
  });

  test('3.11: the one swi1 bounds what two CPUs take in', () => {
    const set = { rate: 3_000_000, payload: 64, cpus: 2, irqRouting: 'spread' };
    const queued = runSummary('four-gbe', 'freebsd6', set, '10ms');
    const direct = runSummary('four-gbe', 'freebsd6-direct', set, '10ms');
    expect(queued.packets.delivered).toBeLessThan(direct.packets.delivered);
  });

  test('3.13: a callback runs in crypto returns after the card, and at once after the software cipher', () => {
    const where = (crypto: string): string => {
      const trace = roundTrip('freebsd6-direct', { crypto });
      return sliceAt(trace, callsOf(trace, 'esp_input_cb')[0].slice).name;
    };
    expect(where('hw')).toBe('crypto returns');
    expect(where('sync')).toBe('irq19: em0');
  });

  test('3.13: what the driver refused is tried again by the kproc crypto', () => {
    const trace = modelRun({
      scenario: 'ipsec-load',
      kernel: 'freebsd6-direct',
      set: { rate: 60_000, cryptoTime: '100us', cpus: 2 },
      until: '10ms',
    });
    const retries = callsOf(trace, 'crypto_proc').map(({ slice }) => sliceAt(trace, slice).name);
    expect(retries.length).toBeGreaterThan(0);
    expect(new Set(retries)).toEqual(new Set(['crypto']));
  });

  test('3, Overload: ithreads starve swi1, and what they take in is dropped at ipintrq', () => {
    const { packets } = runSummary('four-gbe', 'freebsd6', { rate: 1_500_000, payload: 64, ringSize: 64 });
    expect(packets.dropped_at['ipintrq']).toBeGreaterThan(packets.delivered);
  });

  test('3, Lanes: stacks begin with the thread that they are on', () => {
    const trace = roundTrip('freebsd6-direct');
    const [input] = callsOf(trace, 'ip_input');
    const slice = sliceAt(trace, input.slice);
    expect(slice.name).toBe('irq19: em0');
    expect(kindsBelow(trace, slice.row)).toEqual([]);
    const row =
      trace.instants.stack[
        Array.from({ length: trace.instants.length }, (_, at) => at).find(
          (at) => trace.instants.t[at] === input.t && trace.names[trace.instants.name[at]] === 'ip_input',
        )!
      ];
    const stack: string[] = [];
    for (let at = row; at >= 0; at = trace.stacks.parent[at]) stack.push(trace.names[trace.stacks.name[at]]);
    expect(stack).toEqual([
      'ip_input',
      'netisr_dispatch',
      'ether_demux',
      'ether_input',
      'em_rxeof',
      'em_intr',
      'ithread_execute_handlers',
      'ithread_loop',
      'fork_exit',
      'fork_trampoline',
    ]);
  });
});

test('the clock ticks a thousand times a second, in NetBSD a hundred times', () => {
  const ticks = (kernel: string): number =>
    runSummary('ipsec-load', kernel, { rate: 100 }, '20ms').entries.tick;
  expect(ticks('freebsd6')).toBe(20);
  expect(ticks('netbsd3')).toBe(2);
});

describe('the mail: NetBSD 3 on one CPU against FreeBSD 6 on two', () => {
  const delivered = (kernel: string, cpus: number): number =>
    runSummary('ipsec-load', kernel, { rate: 60_000, cryptoTime: '10us', cpus }).packets.delivered;

  test('one CPU with the big lock carries what two with threads do not', () => {
    expect(delivered('netbsd3', 1)).toBeGreaterThan(delivered('freebsd6', 2));
    expect(delivered('netbsd3', 1)).toBeGreaterThan(delivered('freebsd6-direct', 2));
  });

  test('a second CPU gives the big lock nothing and the threads a lot', () => {
    expect(delivered('netbsd3', 2)).toBeLessThanOrEqual(1.01 * delivered('netbsd3', 1));
    expect(delivered('freebsd6', 2)).toBeGreaterThan(2 * delivered('freebsd6', 1));
  });
});
