import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { callsOf, slicesOf } from '../../fixtures/slices.ts';
import { runSummary, summaryOf } from '../../fixtures/summary.ts';

const spread = (kernel: string): Trace =>
  modelRun({
    scenario: 'four-gbe',
    kernel,
    set: { cpus: 2, irqRouting: 'spread', rate: 1_400_000, payload: 64 },
    until: '5ms',
  });

/** Threads that have the kernel lock at `t` or for no time at all then: a softint that finds its queue empty lets go at once. */
function ownersAt({ locks }: Trace, t: number): readonly number[] {
  const rows = Array.from({ length: locks.length }, (_, row) => row).filter((row) => locks.t[row] <= t);
  const before = rows.findLast((row) => locks.t[row] < t);
  return rows.filter((row) => locks.t[row] === t || row === before).map((row) => locks.owner[row]);
}

describe('kernels.md 1.3: one kernel lock', () => {
  test('1.3.15: a CPU that is interrupted while the other is in the kernel spins', () => {
    const trace = spread('netbsd3');
    const spins = slicesOf(trace, 'spin');
    expect(new Set(spins.map(({ cpu }) => cpu))).toEqual(new Set([0, 1]));
    expect(summaryOf(trace).attribution_ns.spin).toBeGreaterThan(0);
  });

  test('1.3.15, 1.3.16: handlers and softints run with the lock in hand', () => {
    const trace = spread('netbsd3');
    for (const name of ['wm_intr', 'ipintr']) {
      const calls = callsOf(trace, name);
      expect(calls.length).toBeGreaterThan(10);
      for (const { t, slice } of calls) expect(ownersAt(trace, t)).toContain(trace.slices.thread[slice]);
    }
  });

  test('1.3.17: nobody spins where locks are fine-grained', () => {
    expect(slicesOf(spread('netbsd-ithreads'), 'spin')).toEqual([]);
  });

  test('1.3.18: without routing the second CPU takes no device interrupt, and receives nothing more', () => {
    const set = { rate: 1_400_000, payload: 64 };
    const one = runSummary('four-gbe', 'netbsd3', set);
    const two = runSummary('four-gbe', 'netbsd3', { ...set, cpus: 2 });
    expect(two.cpu_ns[1].hardirq).toBeLessThan(0.01 * two.simulated_ns);
    expect(two.packets.delivered).toBeLessThan(1.01 * one.packets.delivered);
  });

  test('1.5: one IPsec packet takes the lock four times', () => {
    const { locks } = modelRun({
      scenario: 'ipsec-load',
      kernel: 'netbsd3',
      set: { cpus: 2, rate: 200 },
      until: '5ms',
    });
    const taken = Array.from({ length: locks.length }, (_, row) => locks.owner[row]).filter(
      (owner) => owner >= 0,
    );
    expect(taken).toHaveLength(4);
  });
});
