import { describe, expect, test } from 'vitest';
import { findKernel } from '../../../src/scenarios/index.ts';
import { INSTANT, STATES } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, sliceAt, slicesOf } from '../../fixtures/slices.ts';

const overload = (kernel: string, set = {}): Trace =>
  modelRun({ scenario: 'ipsec-load', kernel, set: { rate: 150_000, ...set }, until: '12ms' });

function levelsOf(kernel: string): readonly string[] {
  const record = findKernel(kernel)!;
  if (!('levels' in record)) throw new Error(`${kernel} has no levels`);
  return record.levels;
}

/** Names of the levels from `low` up to and with `high`. */
const raises = (kernel: string, low: string, high: string): boolean =>
  levelsOf(kernel).indexOf(high) > levelsOf(kernel).indexOf(low) && levelsOf(kernel).includes(low);

describe('kernels.md 1.1: contexts and levels', () => {
  test('1.1.1: hard interrupts stand on soft ones and both on programs, never the other way round', () => {
    const trace = overload('netbsd3');
    const below = (kind: 'hardirq' | 'softirq'): ReadonlySet<string> =>
      new Set(slicesOf(trace, kind).flatMap(({ row }) => kindsBelow(trace, row)));
    expect(below('softirq')).toEqual(new Set(['user']));
    expect(below('hardirq')).toEqual(new Set(['hardirq', 'softirq', 'user']));
  });

  test('1.1.2, 1.1.5: splnet blocks the cards in NetBSD 3 and only the protocols in 4.3BSD; four levels of thirteen meet', () => {
    expect(raises('netbsd3', 'splsoftnet', 'splnet')).toBe(true);
    expect(raises('bsd-unmodified', 'splnet', 'splimp')).toBe(true);
    for (const kernel of ['netbsd3', 'netbsd5', 'bsd-unmodified']) expect(levelsOf(kernel)).toHaveLength(4);
  });

  test('1.1.6: the clock, which stands higher, comes in above a handler of a card, and is looked at before the softint', () => {
    const trace = overload('netbsd3');
    const clock = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'clock/0');
    expect(clock.length).toBeGreaterThan(0);
    const cards = slicesOf(trace, 'hardirq').filter(({ name }) => name !== 'clock/0');
    for (const { row } of cards)
      for (const kind of kindsBelow(trace, row)) expect(['softirq', 'user']).toContain(kind);
  });
});

describe('kernels.md 2a: every level a thread', () => {
  const trace = roundTrip('netbsd-ithreads');
  const where = (name: string): readonly string[] =>
    callsOf(trace, name).map(({ slice }) => `${sliceAt(trace, slice).kind} ${sliceAt(trace, slice).thread}`);

  test('2a.1: the stub only wakes a thread', () => {
    const stubs = slicesOf(trace, 'hardirq');
    expect(stubs).toHaveLength(2);
    for (const { row } of stubs) expect(callsIn(trace, row)).toEqual([]);
  });

  test('2a.2: the thread of the card runs the driver and ether_input', () => {
    expect(where('wm_intr')).toEqual(['irqthread nic0']);
    expect(where('ether_input')).toEqual(['irqthread nic0']);
  });

  test('2a.3: the softint thread runs IP and submits the operation', () => {
    expect(where('ubsec_process')).toEqual(['kthread softnet/0']);
    expect(where('esp_input')).toEqual(['kthread softnet/0']);
  });

  test('2a.4: the program runs while the card works', () => {
    const [submitted] = callsOf(trace, 'ubsec_process');
    const [done] = callsOf(trace, 'ubsec_intr');
    const between = slicesOf(trace, 'user').filter(
      ({ start, end }) => start > submitted.t && end < done.t && end > start,
    );
    expect(between.length).toBeGreaterThan(0);
  });

  test('2a.5, 2a.6: the thread of the crypto card calls back, and the softint thread takes the clear packet', () => {
    expect(where('ubsec_intr')).toEqual(['irqthread ubsec0']);
    expect(where('ip_input')).toEqual(['kthread softnet/0', 'kthread softnet/0']);
    expect(where('udp_input')).toEqual(['kthread softnet/0']);
  });
});

describe('kernels.md 2b, 2c: borrowed stacks', () => {
  test('2b.10: the interrupted thread is held in place, and the clock goes on as an interrupt', () => {
    const trace = overload('netbsd-doran');
    const lent = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'nic0');
    expect(lent.length).toBeGreaterThan(10);
    for (const { thread } of lent) expect(thread).toBe('nic0');
    const clock = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'clock/0');
    expect(clock.length).toBeGreaterThan(0);
    for (const { thread } of clock) expect(thread).not.toBe('clock/0');
  });

  test('2b.12, 2c.14: device levels are reduced to splvm, and hard handlers stay in the interrupted context', () => {
    expect(levelsOf('netbsd5')).toEqual(['spl0', 'splsoftnet', 'splvm', 'splsched']);
    const hard = slicesOf(roundTrip('netbsd5'), 'hardirq');
    expect(hard.map(({ thread }) => thread)).toEqual(['user', 'user']);
  });

  const twoCpus = (): Trace =>
    modelRun({
      scenario: 'four-gbe',
      kernel: 'netbsd5',
      set: { cpus: 2, irqRouting: 'spread' },
      until: '3ms',
    });

  test('2c.13, 2c.15: each CPU has a softnet of its own, which runs where it was asked for', () => {
    const trace = twoCpus();
    const softints = slicesOf(trace, 'softirq');
    expect(new Set(softints.map(({ cpu }) => cpu))).toEqual(new Set([0, 1]));
    for (const { thread, cpu } of softints) expect(thread).toBe(`softnet/${cpu}`);
    for (const { slice, cpu } of callsOf(trace, 'schednetisr')) expect(trace.slices.cpu[slice]).toBe(cpu);
  });

  test('2c.19: a softint sleeps on a mutex, and no longer than that is held', () => {
    const trace = roundTrip('netbsd5', { blockProbability: 1, lockHold: '7us' });
    const { states, threads, names } = trace;
    const sleeps = Array.from({ length: states.length }, (_, row) => row).filter(
      (row) => threads[states.thread[row]].name === 'softnet/0' && STATES[states.state[row]] === 'blocked',
    );
    expect(sleeps).toHaveLength(2);
    for (const row of sleeps) {
      expect(names[states.on[row]]).toBe('softnet_lock');
      expect(states.end[row] - states.start[row]).toBe(7000);
    }
  });
});

/** Functions that began in the slice of a row. */
function callsIn(trace: Trace, row: number): readonly string[] {
  const { instants, names } = trace;
  return Array.from({ length: instants.length }, (_, at) => at)
    .filter((at) => instants.slice[at] === row && instants.kind[at] === INSTANT.call)
    .map((at) => names[instants.name[at]]);
}
