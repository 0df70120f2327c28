import { describe, expect, it } from 'vitest';
import { alignSteps, comparisonRows, contextOrder, difference, stepsOf } from '../../src/analysis/index.ts';
import { roundTrip } from '../fixtures/model-run.ts';

const MAIL_STEPS = ['nic#1', 'softint#1', 'user#1', 'crypto#1', 'softint#2', 'user#2'];

describe("the mail's packet", () => {
  it.each<[string, string]>([
    ['netbsd3', 'user nic0 softnet user ubsec0 softnet user'],
    ['netbsd3-cryptoret', 'user nic0 softnet user ubsec0 cryptoret softnet user'],
    ['netbsd-ithreads', 'user nic0 softnet/0 user ubsec0 softnet/0 user'],
    ['netbsd-puller', 'user nic0 user ubsec0 user'],
    ['netbsd-doran', 'user nic0 softnet/0 user ubsec0 softnet/0 user'],
    ['netbsd5', 'user nic0 softnet/0 user ubsec0 softnet/0 user'],
    ['netbsd5-cryptoret', 'user nic0 softnet/0 user ubsec0 cryptoret softnet/0 user'],
  ])('meets the contexts in the order that %s gives it', (kernel, order) => {
    expect(contextOrder(roundTrip(kernel)).join(' ')).toBe(order);
  });

  it('has the six steps of the mail in the big lock kernel and in the threaded one', () => {
    for (const kernel of ['netbsd3', 'netbsd-ithreads', 'netbsd-doran', 'netbsd5']) {
      expect(stepsOf(roundTrip(kernel), 0).map((step) => step.key)).toEqual(MAIL_STEPS);
    }
  });

  it('reaches every step of the threaded kernel by a real switch, and none of the big lock kernel', () => {
    const entered = (kernel: string): string[] => stepsOf(roundTrip(kernel), 0).map((step) => step.entered);
    expect(entered('netbsd-ithreads')).toEqual(MAIL_STEPS.map(() => 'real'));
    expect(entered('netbsd3')).toEqual(MAIL_STEPS.map(() => 'none'));
  });

  it('is aligned by cause: the puller has no soft interrupt, cryptoret has a step of its own', () => {
    const aligned = alignSteps(
      ['netbsd3', 'netbsd3-cryptoret', 'netbsd-puller'].map((kernel) => roundTrip(kernel)),
      0,
    );
    const blanks = aligned.map(
      ({ key, cells }) => `${key} ${cells.map((cell) => (cell === undefined ? '-' : 'x')).join('')}`,
    );
    expect(blanks).toEqual([
      'nic#1 xxx',
      'softint#1 xx-',
      'user#1 xxx',
      'crypto#1 xxx',
      'crypto-return#1 -x-',
      'softint#2 xx-',
      'user#2 xxx',
    ]);
  });

  it('knows what woke the threads of the threaded kernel', () => {
    const steps = stepsOf(roundTrip('netbsd-ithreads'), 0).filter((step) => step.role !== 'user');
    for (const step of steps) expect(step.cause?.from).toBeLessThan(step.slice);
  });

  it('takes longer with threads by four switches of the six, and the parts say so', () => {
    const more = difference(roundTrip('netbsd3'), roundTrip('netbsd-ithreads'));
    const part = (name: string): number => more?.parts.find((known) => known.class === name)?.ns ?? 0;
    expect(part('switch')).toBe(4 * 1200);
    expect(part('refill')).toBe(4 * 3000);
    expect(more?.parts.reduce((sum, { ns }) => sum + ns, 0)).toBe(more?.latency);
  });

  it('costs exactly the switch and refill time that the reader sets', () => {
    const set = { switchCost: 2000, refillCost: 700 };
    const rows = comparisonRows([roundTrip('netbsd-ithreads', set)]);
    const value = (id: string): number | undefined => rows.find((row) => row.id === id)?.values[0];
    expect([value('switches'), value('cpu-switch'), value('cpu-refill')]).toEqual([6, 6 * 2000, 6 * 700]);
    expect([value('latency-switch'), value('latency-refill')]).toEqual([4 * 2000, 4 * 700]);
  });
});

describe('the comparison table', () => {
  const rows = comparisonRows(
    ['netbsd3', 'netbsd-ithreads', 'netbsd-doran'].map((kernel) => roundTrip(kernel)),
  );
  const values = (id: string): readonly (number | undefined)[] =>
    rows.find((row) => row.id === id)?.values ?? [];

  it('counts traps, dispatches, borrows and switches apart', () => {
    expect(values('traps')).toEqual([2, 2, 2]);
    expect(values('borrows')).toEqual([0, 0, 4]);
    expect(values('switches')).toEqual([0, 6, 0]);
    expect(values('switches-at-50k')).toEqual([0, 300_000, 0]);
  });

  it('has parts of the latency that add up to it in every column', () => {
    for (const [at, latency] of values('latency').entries()) {
      const parts = rows.filter((row) => row.group === 'latency' && row.part);
      expect(parts.reduce((sum, row) => sum + (row.values[at] ?? 0), 0)).toBe(latency);
    }
  });

  it('leaves out parts that are zero everywhere and rows that nobody can fill', () => {
    expect(rows.map((row) => row.id)).not.toContain('latency-steal');
    expect(rows.map((row) => row.id)).not.toContain('recorded-hardirqs');
  });
});
