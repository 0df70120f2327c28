import { describe, expect, test } from 'vitest';
import { switchedTo, contextsOf } from '../../fixtures/contexts.ts';
import { roundTrip } from '../../fixtures/model-run.ts';
import { counts, runSummary } from '../../fixtures/summary.ts';

const NETBSD = [
  'netbsd3',
  'netbsd3-cryptoret',
  'netbsd-ithreads',
  'netbsd-puller',
  'netbsd-doran',
  'netbsd5',
  'netbsd5-cryptoret',
] as const;

describe('kernels.md 2d: traps, borrows and switches of one IPsec packet', () => {
  test.each([
    ['kernels.md 1.5: the mail', 'netbsd3', {}, '2 0 0'],
    ['kernels.md 1.5: stock OCF', 'netbsd3-cryptoret', {}, '2 0 2'],
    ['kernels.md 2a.7', 'netbsd-ithreads', {}, '2 0 6'],
    ['kernels.md 2a.8: Thorpe', 'netbsd-puller', {}, '2 0 4'],
    ['kernels.md 2b.11', 'netbsd-doran', {}, '2 4 0'],
    ['kernels.md 2c.16', 'netbsd5', {}, '2 2 0'],
    ['kernels.md 2c.26', 'netbsd5-cryptoret', {}, '2 2 2'],
    [
      'kernels.md 1.4.23: OCF queues the callback of a synchronous cipher too',
      'netbsd3-cryptoret',
      { crypto: 'sync' },
      '1 0 2',
    ],
    [
      'without the card there is one interrupt and no callback thread',
      'netbsd3',
      { crypto: 'sync' },
      '1 0 0',
    ],
    ['kernels.md 2a.7 without the card: half the way', 'netbsd-ithreads', { crypto: 'sync' }, '1 0 3'],
  ])('%s: %s', (_rule, kernel, set, expected) => {
    expect(counts(roundTrip(kernel, set))).toBe(expected);
  });
});

describe('order of contexts', () => {
  test.each(NETBSD)('%s', async (kernel) => {
    await expect(contextsOf(roundTrip(kernel))).toMatchFileSnapshot(`../../golden/contexts/${kernel}.txt`);
  });

  test('kernels.md 2a.7: NIC thread, softint thread, user, crypto thread, softint thread, user', () => {
    expect(switchedTo(roundTrip('netbsd-ithreads'))).toEqual([
      'nic0',
      'softnet/0',
      'user',
      'ubsec0',
      'softnet/0',
      'user',
    ]);
  });

  test('kernels.md 2a.9: the same switches when the CPU was idle', () => {
    expect(switchedTo(roundTrip('netbsd-ithreads', { background: 'idle' }))).toEqual([
      'nic0',
      'softnet/0',
      'idle/0',
      'ubsec0',
      'softnet/0',
      'idle/0',
    ]);
  });
});

describe('kernels.md 2a.8: what a load asks for', () => {
  test('six switches at 50,000 packets/s are 300,000 a second, more than the CPU has', () => {
    const { demand } = runSummary('ipsec-load', 'netbsd-ithreads', {}, '2ms');
    expect(demand.switches_per_s).toBe(300_000);
    expect(demand.cpu_percent).toBeGreaterThan(100);
  });

  test('the big lock asks for none', () => {
    expect(runSummary('ipsec-load', 'netbsd3', {}, '2ms').demand.switches_per_s).toBe(0);
  });
});
