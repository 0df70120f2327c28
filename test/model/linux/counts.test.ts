import { describe, expect, test } from 'vitest';
import { findKernel, findScenario } from '../../../src/scenarios/index.ts';
import { isModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { contextsOf, switchedTo } from '../../fixtures/contexts.ts';
import { violations } from '../../fixtures/invariants.ts';
import { roundTrip } from '../../fixtures/model-run.ts';

const linux = findScenario('ipsec-round-trip')!.kernels.filter((id) => id.startsWith('linux'));

function counts(trace: Trace): string {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return `${summary.traps} ${summary.borrows} ${summary.context_switches}`;
}

describe('kernels.md 4.6, 5a.6, 5d.17, 7b.7: traps, borrows and switches of one IPsec packet', () => {
  test.each([
    ['linux-6.12', 'sync', 'tunnel', '1 0 0'],
    ['linux-6.12', 'hw-tasklet', 'tunnel', '2 0 0'],
    ['linux-6.12', 'hw-threaded', 'tunnel', '2 0 2'],
    ['linux-6.12', 'cryptd', 'tunnel', '1 0 2'],
    ['linux-6.12', 'sync', 'transport', '1 0 2'],
    ['linux-6.12', 'cryptd', 'transport', '1 0 3'],
    ['linux-6.1', 'sync', 'transport', '1 0 2'],
    ['linux-4.9', 'sync', 'transport', '1 0 0'],
    ['linux-napi-threaded', 'sync', 'tunnel', '1 0 2'],
    ['linux-napi-threaded', 'hw-tasklet', 'tunnel', '2 0 2'],
    ['linux-napi-threaded-rfc', 'hw-tasklet', 'tunnel', '2 0 2'],
    ['linux-genirq-threaded', 'hw-tasklet', 'tunnel', '2 0 2'],
    ['linux-2.6.31-netthread', 'hw-tasklet', 'tunnel', '2 0 2'],
    ['linux-threadirqs', 'hw-tasklet', 'tunnel', '2 0 4'],
    ['linux-rt-6.1', 'hw-threaded', 'tunnel', '2 0 4'],
    ['linux-rt-6.12', 'hw-threaded', 'tunnel', '2 0 4'],
    ['linux-2.6.31', 'hw-tasklet', 'tunnel', '2 0 0'],
    ['linux-2.6.31-rt', 'hw-tasklet', 'tunnel', '2 0 7'],
    ['linux-2.6.31-irq-softirq-threads', 'hw-tasklet', 'tunnel', '2 0 7'],
    ['linux-2.6.31-softirq-threads', 'hw-tasklet', 'tunnel', '2 0 5'],
  ])('%s with %s, %s mode: %s', (kernel, crypto, ipMode, expected) => {
    expect(counts(roundTrip(kernel, { crypto, ipMode }))).toBe(expected);
  });
});

describe('order of contexts', () => {
  test.each(linux)('%s', async (kernel) => {
    const { crypto } = findKernel(kernel)!.choices;
    await expect(contextsOf(roundTrip(kernel, { crypto: crypto[0] }))).toMatchFileSnapshot(
      `../../golden/contexts/${kernel}.txt`,
    );
  });

  test('kernels.md 5a.6: hard and soft threads alternate with the user', () => {
    expect(switchedTo(roundTrip('linux-2.6.31-rt', { crypto: 'hw-tasklet' }))).toEqual([
      'irq/24-eth0',
      'sirq-net-rx/0',
      'user',
      'irq/25-crypto0',
      'sirq-tasklet/0',
      'sirq-net-rx/0',
      'user',
    ]);
  });
});

describe('every way through every kernel', () => {
  test.each(linux)('%s keeps the promises of a trace', (kernel) => {
    const { choices } = findKernel(kernel)!;
    for (const crypto of choices.crypto)
      for (const ipMode of choices.ipMode)
        for (const background of ['user', 'idle'])
          expect(violations(roundTrip(kernel, { crypto, ipMode, background }))).toEqual([]);
  });
});
