import { describe, expect, test } from 'vitest';
import { twoMilliseconds } from '../../../src/model/policies/linux/context.ts';
import { findKernel, parametersOf } from '../../../src/scenarios/index.ts';
import { INSTANT } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { runSummary, summaryOf } from '../../fixtures/summary.ts';

const busy = (kernel: string): Trace =>
  modelRun({ scenario: 'four-gbe', kernel, set: { rate: 5_000_000, payload: 64 }, until: '3ms' });

/** Rows of the instants of a kind and a name. */
function instantsOf({ instants, names }: Trace, kind: keyof typeof INSTANT, name: string): readonly number[] {
  return Array.from({ length: instants.length }, (_, row) => row).filter(
    (row) => instants.kind[row] === INSTANT[kind] && names[instants.name[row]] === name,
  );
}

/** How many steps of the driver's poll fall into each slice, by slice. */
function packetsPerSlice(trace: Trace): ReadonlyMap<number, number> {
  const counted = new Map<number, number>();
  for (const row of instantsOf(trace, 'step', 'softint')) {
    const slice = trace.instants.slice[row];
    counted.set(slice, (counted.get(slice) ?? 0) + 1);
  }
  return counted;
}

describe('kernels.md 4.3: NAPI, one poll at a time', () => {
  test('4.3.10: the handler takes no frame', () => {
    const trace = busy('linux-6.12');
    const polls = callsOf(trace, 'ixgbe_clean_rx_irq');
    expect(polls.length).toBeGreaterThan(10);
    for (const { slice } of polls) expect(sliceAt(trace, slice).kind).toBe('softirq');
    expect(callsOf(trace, 'ixgbe_msix_clean_rings').length).toBeGreaterThan(0);
  });

  test('4.3.11: what is scheduled within NET_RX is taken up without being raised, from 6.4 on', () => {
    const raised = (kernel: string): number =>
      instantsOf(roundTrip(kernel, { crypto: 'sync' }), 'raise', 'NET_RX').length;
    expect(raised('linux-6.12')).toBe(1);
    expect(raised('linux-6.1')).toBe(2);
  });

  test('4.3.12: NET_RX begins when the handler has ended', () => {
    const trace = roundTrip('linux-6.12', { crypto: 'sync' });
    const [handler] = slicesOf(trace, 'hardirq');
    const [softirq] = slicesOf(trace, 'softirq');
    expect(softirq.start).toBe(handler.end);
  });

  test('4.3.13: one run of NET_RX takes a budget of 300 and at most a weight more, one poll at most 64', () => {
    for (const kernel of ['linux-2.6.31', 'linux-4.6', 'linux-6.12']) {
      const trace = busy(kernel);
      const perRun = Math.max(...packetsPerSlice(trace).values());
      expect(perRun).toBeGreaterThan(64);
      expect(perRun).toBeLessThanOrEqual(363);
      const polls = callsOf(trace, kernel === 'linux-2.6.31' ? 'ixgbe_clean_rxonly' : 'ixgbe_poll');
      const steps = instantsOf(trace, 'step', 'softint').map((row) => trace.instants.t[row]);
      const perPoll = polls.map(({ t }, i) => {
        const end = polls[i + 1]?.t ?? Infinity;
        return steps.filter((at) => at >= t && at < end).length;
      });
      expect(Math.max(...perPoll)).toBe(64);
    }
  });
});

describe('kernels.md 4.2: ksoftirqd and jiffies', () => {
  test('4.2.6: one thread for each CPU, more or less nice by era', () => {
    const nice = (id: string): number => {
      const kernel = findKernel(id)!;
      return 'ksoftirqdNice' in kernel ? kernel.ksoftirqdNice : NaN;
    };
    expect(['linux-2.4-napi', 'linux-2.6.31', 'linux-4.6', 'linux-6.12'].map(nice)).toEqual([19, -5, 0, 0]);
    const trace = modelRun({ scenario: 'udp-echo', kernel: 'linux-6.12', set: { cpus: 3 }, until: '1ms' });
    expect(trace.threads.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ksoftirqd/0', 'ksoftirqd/1', 'ksoftirqd/2']),
    );
  });

  test('4.2.7: two milliseconds are two jiffies at 1000 Hz, one of 4 ms at 250 and one of 10 ms at 100', () => {
    expect([1000, 250, 100].map(twoMilliseconds)).toEqual([2, 1, 1]);
  });
});

describe('kernels.md 10a: mitigation', () => {
  test('10a.3: the rings have 512 descriptors where the cards are those of ixgbe', () => {
    const ring = parametersOf('netperf-10gbe', 'linux-6.12', 'nehalem-2009').find(
      ({ name }) => name === 'ringSize',
    );
    expect(ring?.default).toBe(512);
  });

  test('10a.4: the gap saves interrupts and costs latency, and is nothing to a card that is polled without end', () => {
    const calm = (coalesceGap: string): ReturnType<typeof runSummary> =>
      runSummary('udp-echo', 'linux-6.12', { coalesceGap, rate: 100_000 }, '5ms');
    const [without, gap] = [calm('0us'), calm('100us')];
    expect(gap.interrupts.nic0).toBeLessThan(without.interrupts.nic0 / 2);
    expect(gap.latency_ns!.p50).toBeGreaterThan(without.latency_ns!.p50);
    const flooded = (coalesceGap: string): number =>
      runSummary('rcvbuf-flood', 'linux-4.9', { coalesceGap }, '20ms').packets.delivered;
    expect(flooded('100us') / flooded('0us')).toBeCloseTo(1, 1);
  });
});

describe('kernels.md 10c: asynchronous ESP', () => {
  test('10c.10: a request that finds the queue of the card full is dropped', () => {
    const { packets } = runSummary(
      'ipsec-load',
      'linux-6.12',
      { crypto: 'hw-tasklet', rate: 150_000, cryptoTime: '50us' },
      '5ms',
    );
    expect(packets.dropped_at['crypto0 queue']).toBeGreaterThan(0);
  });

  test('10c.11: the callback runs where the driver completes: a tasklet, its interrupt thread, a kworker', () => {
    const where = (kernel: string, crypto: string): string => {
      const trace = roundTrip(kernel, { crypto });
      const { kind, name } = sliceAt(trace, callsOf(trace, 'esp_input_done')[0].slice);
      return `${kind} ${name}`;
    };
    expect(where('linux-6.12', 'hw-tasklet')).toBe('softirq TASKLET');
    expect(where('linux-6.12', 'hw-threaded')).toBe('irqthread irq/25-crypto0');
    expect(where('linux-6.12', 'cryptd')).toMatch(/^kthread kworker\/0:/);
    const sync = roundTrip('linux-6.12', { crypto: 'sync' });
    expect(callsOf(sync, 'esp_input_done')).toEqual([]);
    expect(summaryOf(sync).traps).toBe(1);
  });
});
