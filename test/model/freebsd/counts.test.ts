import { describe, expect, test } from 'vitest';
import { contextsOf, switchedTo } from '../../fixtures/contexts.ts';
import { violations } from '../../fixtures/invariants.ts';
import { roundTrip } from '../../fixtures/model-run.ts';
import { counts } from '../../fixtures/summary.ts';

const FREEBSD = ['freebsd6', 'freebsd6-direct'] as const;

describe('kernels.md 3, Counts: traps, borrows and switches of one IPsec packet', () => {
  test.each([
    ['freebsd6', {}, '2 0 8'],
    ['freebsd6', { preemption: 'none' }, '2 0 7'],
    ['freebsd6', { crypto: 'sync' }, '1 0 3'],
    ['freebsd6-direct', {}, '2 0 7'],
    ['freebsd6-direct', { preemption: 'none' }, '2 0 6'],
    ['freebsd6-direct', { crypto: 'sync' }, '1 0 3'],
    ['freebsd6-direct', { crypto: 'sync', ipMode: 'transport' }, '1 0 3'],
  ])('%s with %o: %s', (kernel, set, expected) => {
    expect(counts(roundTrip(kernel, set))).toBe(expected);
  });
});

describe('order of contexts', () => {
  test.each(FREEBSD)('%s', async (kernel) => {
    await expect(contextsOf(roundTrip(kernel))).toMatchFileSnapshot(`../../golden/contexts/${kernel}.txt`);
  });

  test('kernels.md 3, Counts: with PREEMPTION swi1 interrupts crypto returns, which has the CPU once more', () => {
    expect(switchedTo(roundTrip('freebsd6'))).toEqual([
      'irq19: em0',
      'swi1: net',
      'user',
      'irq21: ubsec0',
      'crypto returns',
      'swi1: net',
      'crypto returns',
      'user',
    ]);
  });

  test('kernels.md 3, Counts: without it crypto returns sleeps first', () => {
    expect(switchedTo(roundTrip('freebsd6', { preemption: 'none' })).slice(-4)).toEqual([
      'irq21: ubsec0',
      'crypto returns',
      'swi1: net',
      'user',
    ]);
  });
});

describe('every way through every kernel', () => {
  test.each(FREEBSD)('%s keeps the promises of a trace', (kernel) => {
    for (const crypto of ['hw', 'sync'])
      for (const preemption of ['full', 'none'])
        for (const background of ['user', 'idle'])
          for (const blockProbability of [0, 1])
            expect(
              violations(roundTrip(kernel, { crypto, preemption, background, blockProbability })),
            ).toEqual([]);
  });
});
