import { describe, expect, test } from 'vitest';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, lengthsOf, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { kernelTime, runSummary, summaryOf } from '../../fixtures/summary.ts';

const overload = (kernel: string, set = {}): ReturnType<typeof modelRun> =>
  modelRun({ scenario: 'ipsec-load', kernel, set: { rate: 150_000, ...set }, until: '5ms' });

describe('kernels.md 1.2: the receive path in interrupt context', () => {
  test('1.2.7: an interrupt runs its handler in the current context, and no thread changes', () => {
    const trace = roundTrip('netbsd3');
    const handlers = slicesOf(trace, 'hardirq');
    expect(handlers.map(({ name, thread }) => `${name} in ${thread}`)).toEqual([
      'nic0 in user',
      'ubsec0 in user',
    ]);
    expect(trace.switches.length).toBe(0);
  });

  test('1.2.8: the handler takes every frame in the ring', () => {
    const { packets_per_interrupt } = runSummary('four-gbe', 'netbsd3');
    expect(packets_per_interrupt['nic0']).toBeCloseTo(14, 1);
  });

  test('1.2.9: the packet queue holds 50 in NetBSD 3 and 256 in NetBSD 5', () => {
    expect(lengthsOf(roundTrip('netbsd3'), 'ipintrq').limit).toBe(50);
    expect(lengthsOf(roundTrip('netbsd5'), 'ipintrq').limit).toBe(256);
  });

  test('1.2.10: softnet runs on the way out of the interrupt, before the interrupted program', () => {
    const trace = roundTrip('netbsd3');
    const handlers = slicesOf(trace, 'hardirq');
    const softints = slicesOf(trace, 'softirq');
    expect(softints.map(({ start }) => start)).toEqual(handlers.map(({ end }) => end));
    expect(summaryOf(trace).softint_dispatches).toBe(2);
  });

  test('1.2.11: one dispatch takes packets until the queue is empty', () => {
    const summary = runSummary('four-gbe', 'netbsd3', { rate: 600_000, payload: 64 });
    expect(summary.softint_dispatches).toBeLessThan(summary.packets.delivered / 10);
  });

  test('1.2.12: an interrupt that comes while softnet is active returns into it', () => {
    const trace = overload('netbsd3');
    const onSoftnet = slicesOf(trace, 'hardirq').filter(({ row }) => kindsBelow(trace, row)[0] === 'softirq');
    expect(onSoftnet.length).toBeGreaterThan(10);
    const softints = slicesOf(trace, 'softirq');
    for (const handler of onSoftnet) {
      const around = softints.filter(({ start, end }) => start <= handler.start && handler.end <= end);
      expect(around).toHaveLength(1);
    }
    const { traps, softint_dispatches } = summaryOf(trace);
    expect(softint_dispatches).toBeLessThan(traps - onSoftnet.length / 2);
  });

  test('1.2.13: cryptoret gets the CPU when the interrupt returns to user mode, not before', () => {
    const trace = roundTrip('netbsd3-cryptoret');
    const crypto = slicesOf(trace, 'hardirq').find(({ name }) => name === 'ubsec0')!;
    expect(trace.switches.t[0]).toBeGreaterThanOrEqual(crypto.end);
    expect(callsOf(trace, 'cryptoret')[0].t).toBeGreaterThan(crypto.end);
  });

  test('1.2.14: nothing in interrupt context sleeps, so the kernels of that era offer no blockProbability', () => {
    expect(() => roundTrip('netbsd3', { blockProbability: 1 })).toThrow('blockProbability');
  });
});

describe('invariants that hold everywhere', () => {
  test.each(['netbsd3', 'netbsd-ithreads', 'netbsd5'])(
    'I1: a source does not interrupt its own handler: %s',
    (kernel) => {
      const trace = overload(kernel);
      for (const { row, name } of slicesOf(trace, 'hardirq')) {
        for (let below = row - 1; below >= 0 && below > row - 6; below--) {
          const other = sliceAt(trace, below);
          const nested =
            other.kind === 'hardirq' && other.name === name && other.end > trace.slices.start[row];
          expect(nested).toBe(false);
        }
      }
    },
  );

  test.each(['netbsd3', 'netbsd-doran', 'netbsd5', 'netbsd5-cryptoret'])(
    'I2: softnet does not nest in itself: %s',
    (kernel) => {
      const trace = overload(kernel);
      for (const { row } of slicesOf(trace, 'softirq'))
        expect(kindsBelow(trace, row)).not.toContain('softirq');
    },
  );

  test('I3: a frame that a full ring drops costs the CPU nothing', () => {
    const trace = modelRun({
      scenario: 'four-gbe',
      kernel: 'netbsd-ithreads',
      set: { rate: 1_200_000, payload: 64, ringSize: 16 },
      until: '5ms',
    });
    const { packets, segments, names } = trace;
    const inRing = Array.from({ length: packets.length }, (_, row) => row).filter(
      (row) => names[packets.where[row]] === 'nic-ring',
    );
    expect(inRing.length).toBeGreaterThan(100);
    for (const row of inRing) {
      const first = packets.firstSegment[row];
      for (let at = first; at < first + packets.segments[row]; at++)
        expect(segments.end[at]).toBe(segments.start[at]);
    }
  });

  test('I3: a packet that a full ipintrq drops has cost the work of its interrupt', () => {
    const trace = overload('netbsd-ithreads');
    const { packets, segments, names } = trace;
    const dropped = Array.from({ length: packets.length }, (_, row) => row).filter(
      (row) => names[packets.where[row]] === 'ipintrq',
    );
    expect(dropped.length).toBeGreaterThan(0);
    for (const row of dropped) {
      const first = packets.firstSegment[row];
      const rows = Array.from({ length: packets.segments[row] }, (_, at) => first + at);
      expect(rows.some((at) => segments.slice[at] >= 0)).toBe(true);
    }
  });

  test('I4: batches grow with the load, so switches per packet fall', () => {
    const calm = runSummary('ipsec-load', 'netbsd-ithreads', { rate: 5000 });
    const busy = runSummary('ipsec-load', 'netbsd-ithreads', { rate: 400_000 });
    expect(calm.per_packet.context_switches).toBeCloseTo(6, 2);
    expect(busy.per_packet.context_switches).toBeLessThan(2);
  });
});

describe('kernels.md 10: mitigation and the crypto card', () => {
  test('10a.1: the first frame after silence interrupts at once, later ones wait for the gap', () => {
    const trace = modelRun({ scenario: 'four-gbe', kernel: 'netbsd3', until: '2ms' });
    const first = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'nic0');
    expect(first[1].start - first[0].start).toBeGreaterThanOrEqual(160_000 - 5000);
  });

  test('10a.5: 350,000 packets/s at 25,000 interrupts/s are 14 packets each', () => {
    const { packets_per_interrupt, interrupts, simulated_ns } = runSummary('four-gbe', 'netbsd3');
    for (const packets of Object.values(packets_per_interrupt)) expect(packets).toBeCloseTo(14, 1);
    const all = Object.values(interrupts).reduce((sum, count) => sum + count, 0);
    expect((all * 1e9) / simulated_ns).toBeCloseTo(25_000, -2);
  });

  test("10b.6: the card takes four operations, the driver's queue sixty", () => {
    const trace = overload('netbsd3', { cryptoTime: '40us' });
    const slots = lengthsOf(trace, 'ubsec0 slots');
    expect(Math.max(...slots.values)).toBe(4);
    const queue = lengthsOf(trace, 'ubsec0 queue');
    expect(queue.limit).toBe(60);
    expect(Math.max(...queue.values)).toBe(60);
  });

  test('10b.8, 1.4.20: what the driver refuses waits in OCF without a limit', () => {
    const { values, limit } = lengthsOf(overload('netbsd3', { cryptoTime: '40us' }), 'crp_q');
    expect(limit).toBe(-1);
    expect(Math.max(...values)).toBeGreaterThan(60);
  });

  test('10b.9: mitigation of the NIC does not help the card, which interrupts for each operation', () => {
    const summary = runSummary('ipsec-load', 'netbsd3', { coalesceGap: '160us' });
    expect(summary.packets_per_interrupt['nic0']).toBeGreaterThan(7);
    expect(summary.interrupts['ubsec0']).toBeGreaterThan(0.95 * summary.packets.delivered);
  });
});

describe('the price of the threads', () => {
  test('at 5,000 packets/s it is the rate times six switches with their refills, and the other differences', () => {
    const threads = runSummary('ipsec-load', 'netbsd-ithreads', { rate: 5000 });
    const lock = runSummary('ipsec-load', 'netbsd3', { rate: 5000 });
    const cost = (name: string): number => Number(threads.parameters[name]);
    const switches = 6 * (cost('switchCost') + cost('refillCost'));
    // Four wake-ups (two interrupt threads, the softint thread twice) instead of two dispatches.
    const others = 4 * cost('wakeupCost') - 2 * cost('softintDispatch');
    const expected = threads.packets.offered * (switches + others);
    expect(kernelTime(threads) - kernelTime(lock)).toBeGreaterThan(0.99 * expected);
    expect(kernelTime(threads) - kernelTime(lock)).toBeLessThan(1.01 * expected);
  });
});
