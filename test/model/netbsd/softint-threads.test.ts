import { describe, expect, test } from 'vitest';
import { SWITCH } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { kindsBelow, slicesOf } from '../../fixtures/slices.ts';
import { summaryOf } from '../../fixtures/summary.ts';

const blocked = (kernel: string): Trace => roundTrip(kernel, { blockProbability: 1 });

/** "from>to" of the real switches. */
function real({ switches, threads }: Trace): readonly string[] {
  return Array.from({ length: switches.length }, (_, row) => row)
    .filter((row) => switches.kind[row] === SWITCH.real)
    .map((row) => `${threads[switches.from[row]].name}>${threads[switches.to[row]].name}`);
}

describe('kernels.md 2c: fast softints', () => {
  test('2c.16: the softint has its own name above the interrupted thread, and nobody is switched', () => {
    const trace = roundTrip('netbsd5');
    const softints = slicesOf(trace, 'softirq');
    expect(softints.map(({ thread }) => thread)).toEqual(['softnet/0', 'softnet/0']);
    for (const { row } of softints) expect(kindsBelow(trace, row)).toEqual(['user']);
    expect(real(trace)).toEqual([]);
  });

  test('2c.17: hard interrupts come in above a softint', () => {
    const trace = modelRun({
      scenario: 'ipsec-load',
      kernel: 'netbsd5',
      set: { rate: 150_000 },
      until: '5ms',
    });
    const above = slicesOf(trace, 'hardirq').filter(({ row }) => kindsBelow(trace, row)[0] === 'softirq');
    expect(above.length).toBeGreaterThan(10);
  });

  test('2c.20: a softint that blocks goes straight back to the thread that it had pinned', () => {
    expect(real(blocked('netbsd5'))[0]).toBe('softnet/0>user');
  });

  test('2c.20: its level stays closed until it has finished', () => {
    const trace = modelRun({
      scenario: 'ipsec-load',
      kernel: 'netbsd5',
      set: { blockProbability: 0.5, rate: 40_000 },
      until: '5ms',
    });
    const { states, threads } = trace;
    const asleep = Array.from({ length: states.length }, (_, row) => row)
      .filter((row) => threads[states.thread[row]].name === 'softnet/0')
      .map((row) => [states.start[row], states.end[row]]);
    expect(asleep.length).toBeGreaterThan(5);
    for (const { start } of slicesOf(trace, 'softirq'))
      expect(asleep.some(([from, to]) => from < start && start < to)).toBe(false);
  });

  test('2c.21: a block costs four real switches: back, in, to idle, and on', () => {
    expect(real(blocked('netbsd5'))).toEqual([
      'softnet/0>user',
      'user>softnet/0',
      'softnet/0>idle/0',
      'idle/0>user',
      'softnet/0>user',
      'user>softnet/0',
      'softnet/0>idle/0',
      'idle/0>user',
    ]);
  });

  test('2b.11: the proposal switches too if its handler blocks, and only then', () => {
    expect(real(roundTrip('netbsd-doran'))).toEqual([]);
    expect(real(blocked('netbsd-doran')).length).toBeGreaterThanOrEqual(4);
  });

  test('2c.18, 2c.23: handlers of NetBSD 5 run under the kernel lock, its clock does not', () => {
    const trace = modelRun({
      scenario: 'four-gbe',
      kernel: 'netbsd5',
      set: { cpus: 2, irqRouting: 'spread', rate: 1_400_000, payload: 64 },
      until: '11ms',
    });
    expect(slicesOf(trace, 'spin').length).toBeGreaterThan(0);
    const clocks = slicesOf(trace, 'hardirq').filter(({ name }) => name.startsWith('clock/'));
    expect(clocks.length).toBe(2);
    for (const { start, end, cpu } of clocks) {
      const within = slicesOf(trace, 'spin').filter(
        (spin) => spin.cpu === cpu && spin.start >= start && spin.end <= end,
      );
      expect(within).toEqual([]);
    }
  });

  test('2c.26: cryptoret lends its stack to the softint that it asks for', () => {
    const trace = roundTrip('netbsd5-cryptoret');
    const last = slicesOf(trace, 'softirq').at(-1)!;
    expect(last.thread).toBe('softnet/0');
    expect(kindsBelow(trace, last.row)).toEqual(['kthread']);
    expect(summaryOf(trace).borrows).toBe(2);
  });
});
