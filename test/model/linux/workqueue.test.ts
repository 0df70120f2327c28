import { describe, expect, test } from 'vitest';
import { KIND } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { switchedTo } from '../../fixtures/contexts.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';

const CRYPTD = { crypto: 'cryptd', ipMode: 'transport' };

/** For each packet the kworkers that computed its cipher and took it on from xfrm's queue. */
function workers({ instants, threads, names }: Trace): readonly [cipher: string, transport: string][] {
  const cipher = new Map<number, string>();
  const pairs: [string, string][] = [];
  for (let row = 0; row < instants.length; row++) {
    const where = names[instants.detail[row]];
    const worker = threads[instants.thread[row]]?.name;
    if (where === 'cryptd') cipher.set(instants.packet[row], worker);
    if (where === 'xfrm_trans') pairs.push([cipher.get(instants.packet[row]) ?? '', worker]);
  }
  return pairs;
}

describe('kernels.md 10c.12, 10c.13: kworkers', () => {
  test('10c.12: cryptd computes in a kworker, two switches away from the program', () => {
    const trace = roundTrip('linux-6.12', { crypto: 'cryptd' });
    expect(switchedTo(trace)).toEqual(['kworker/0:1', 'user']);
  });

  test('10c.13: one worker on CPU-intensive work does not count: another is woken, and finds nothing if the first is quicker', () => {
    const trace = roundTrip('linux-6.12', CRYPTD);
    expect(workers(trace)).toEqual([['kworker/0:1', 'kworker/0:1']]);
    expect(switchedTo(trace)).toEqual(['kworker/0:1', 'kworker/0:2', 'user']);
  });

  test('10c.13: under load the other is woken in time and takes packets on', () => {
    const trace = modelRun({
      scenario: 'ipsec-load',
      kernel: 'linux-6.12',
      set: { ...CRYPTD, rate: 15_000, background: 'idle' },
      until: 10_000_000,
    });
    const pairs = workers(trace);
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs).toContainEqual(['kworker/0:1', 'kworker/0:2']);
  });

  test('without cryptd one worker takes the work, and nobody else is woken', () => {
    const trace = roundTrip('linux-6.12', { crypto: 'sync', ipMode: 'transport' });
    expect(switchedTo(trace)).toEqual(['kworker/0:1', 'user']);
    const { slices, threads } = trace;
    const second = threads.findIndex(({ name }) => name === 'kworker/0:2');
    expect(slices.thread.slice(0, slices.length)).not.toContain(second);
    expect(slices.kind.slice(0, slices.length)).toContain(KIND.kthread);
  });
});
