import { describe, expect, test } from 'vitest';
import { STATE } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { slicesOf } from '../../fixtures/slices.ts';
import { summaryOf } from '../../fixtures/summary.ts';

const run = (kernel: string, set: Readonly<Record<string, number | string>>): Trace =>
  modelRun({
    scenario: 'ipsec-load',
    kernel,
    set: { rate: 60_000, cryptoTime: '9us', ...set },
    until: '5ms',
  });

const cpusOf = (trace: Trace, thread: string): ReadonlySet<number> =>
  new Set(
    [...slicesOf(trace, 'kthread'), ...slicesOf(trace, 'irqthread')]
      .filter((slice) => slice.thread === thread)
      .map(({ cpu }) => cpu),
  );

describe('one run queue for all CPUs', () => {
  test('swi1 runs where there is room, on more than one CPU in time', () => {
    const trace = run('freebsd6', { cpus: 2 });
    expect(cpusOf(trace, 'swi1: net')).toEqual(new Set([0, 1]));
  });

  test.each(['freebsd6', 'freebsd6-direct'])(
    'a thread of %s that moves runs on one CPU at a time',
    (kernel) => {
      for (const cpus of [2, 3, 4])
        for (const preemption of ['full', 'none'])
          for (const irqRouting of ['boot', 'spread'])
            expect(violations(run(kernel, { cpus, preemption, irqRouting }))).toEqual([]);
    },
  );

  test('no CPU idles while a thread waits for one longer than an interrupt lasts', () => {
    const trace = run('freebsd6', { cpus: 2, background: 'idle' });
    const { states, threads } = trace;
    const { trapCost, wakeupCost } = summaryOf(trace).parameters;
    const idle = slicesOf(trace, 'idle').filter(({ start, end }) => end > start);
    const waits = Array.from({ length: states.length }, (_, row) => row).filter(
      (row) => states.state[row] === STATE.runnable && threads[states.thread[row]].kind !== 'user',
    );
    expect(Math.min(idle.length, waits.length)).toBeGreaterThan(10);
    for (const row of waits) {
      const beside = idle.map(
        ({ start, end }) => Math.min(end, states.end[row]) - Math.max(start, states.start[row]),
      );
      expect(Math.max(...beside)).toBeLessThanOrEqual(2 * (Number(trapCost) + Number(wakeupCost)));
    }
  });
});
