import { describe, expect, test } from 'vitest';
import type { ModelSummary } from '../../../src/trace/summary.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { slicesOf } from '../../fixtures/slices.ts';
import { summaryOf } from '../../fixtures/summary.ts';

type Set = Readonly<Record<string, number | string>>;

/** The summary of `kernel` answering packets for 5 ms. */
function echo(kernel: string, set: Set): ModelSummary {
  return summaryOf(modelRun({ scenario: 'udp-echo', kernel, set, until: '5ms' }));
}

describe('kernels.md 4.3.11: a NAPI that is scheduled again while it is polled', () => {
  test('is polled once more from 4.11 on; before, what was sent meanwhile interrupts again', () => {
    const interrupts = (kernel: string): number => {
      const { interrupts: of, packets } = echo(kernel, { rate: 300_000 });
      return of['nic0-tx'] / packets.delivered;
    };
    expect(interrupts('linux-4.9')).toBeGreaterThan(1);
    expect(interrupts('linux-5.10')).toBeLessThan(1);
  });
});

describe('kernels.md 4.3.17: interrupts that are put off', () => {
  const often: Set = { rate: 100_000, deferHardIrqs: 3, groFlushTimeout: '20us' };

  test('a timer polls, and the card stays silent as long as its polls find something now and then', () => {
    const trace = modelRun({ scenario: 'udp-echo', kernel: 'linux-6.12', set: often, until: '5ms' });
    const { interrupts, packets } = summaryOf(trace);
    expect(interrupts.nic0).toBe(1);
    expect(packets.offered).toBeGreaterThan(400);
    expect(packets.delivered).toBeGreaterThan(0.98 * packets.offered);
    const polls = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'hrtimer/0');
    expect(polls.length).toBeGreaterThan(200);
    expect(violations(trace)).toEqual([]);
  });

  test('after so many empty polls in a row the interrupt is back', () => {
    const { interrupts, packets } = echo('linux-6.12', { ...often, rate: 5000 });
    expect(interrupts.nic0).toBe(packets.offered);
  });

  test('packets wait for the timer: half of them about half of its period', () => {
    const [at20, at40] = ['20us', '40us'].map(
      (groFlushTimeout) => echo('linux-6.12', { ...often, groFlushTimeout }).latency_ns!.p50,
    );
    expect(at20).toBeGreaterThan(5 * echo('linux-6.12', { rate: 100_000 }).latency_ns!.p50);
    expect(at40).toBeGreaterThan(1.5 * at20);
  });

  test('one setting without the other does nothing', () => {
    const plain = echo('linux-6.12', { rate: 100_000 }).interrupts;
    expect(echo('linux-6.12', { rate: 100_000, deferHardIrqs: 3 }).interrupts).toEqual(plain);
    expect(echo('linux-6.12', { rate: 100_000, groFlushTimeout: '20us' }).interrupts).toEqual(plain);
  });

  test('a thread that polls is woken by the timer as well', () => {
    const trace = modelRun({ scenario: 'udp-echo', kernel: 'linux-napi-threaded', set: often, until: '5ms' });
    expect(summaryOf(trace).interrupts.nic0).toBe(1);
    expect(slicesOf(trace, 'kthread').some(({ thread }) => thread.startsWith('napi/'))).toBe(true);
    expect(violations(trace)).toEqual([]);
  });
});
