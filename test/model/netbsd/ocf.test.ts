import { describe, expect, test } from 'vitest';
import { roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, lengthsOf, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { runSummary } from '../../fixtures/summary.ts';

describe('kernels.md 1.4: FAST_IPSEC and OCF', () => {
  test('1.4.19, 1.4.20: softnet goes down to the driver in one context', () => {
    const trace = roundTrip('netbsd3');
    for (const name of ['ip_input', 'esp_input', 'crypto_dispatch', 'ubsec_process']) {
      expect(sliceAt(trace, callsOf(trace, name)[0].slice).kind).toBe('softirq');
    }
  });

  test('1.4.22: the driver completes in the interrupt', () => {
    const trace = roundTrip('netbsd3');
    const [done] = callsOf(trace, 'crypto_done');
    expect(sliceAt(trace, done.slice)).toMatchObject({ kind: 'hardirq', name: 'ubsec0' });
  });

  test('1.4.23: the callback runs in the crypto interrupt as the mail has it, or in cryptoret as OCF has it', () => {
    const where = (kernel: string): unknown => {
      const trace = roundTrip(kernel);
      const { kind, name } = sliceAt(trace, callsOf(trace, 'esp_input_cb')[0].slice);
      return `${kind} ${name}`;
    };
    expect(where('netbsd3')).toBe('hardirq ubsec0');
    expect(where('netbsd5')).toBe('hardirq ubsec0');
    expect(where('netbsd3-cryptoret')).toBe('kthread cryptoret');
    expect(where('netbsd5-cryptoret')).toBe('kthread cryptoret');
  });

  test.each(['tunnel', 'transport'])(
    '1.4.24: the clear packet crosses ipintrq a second time: %s',
    (ipMode) => {
      const { values } = lengthsOf(roundTrip('netbsd3', { ipMode }), 'ipintrq');
      expect(values).toEqual([1, 0, 1, 0]);
    },
  );

  test('1.4.25: after cryptoret has queued the packet, softnet runs nested on it', () => {
    const trace = roundTrip('netbsd3-cryptoret');
    const nested = slicesOf(trace, 'softirq').filter(({ row }) => kindsBelow(trace, row)[0] === 'kthread');
    expect(nested.map(({ thread }) => thread)).toEqual(['cryptoret']);
  });

  test('1.5: packets share the wake-ups of cryptoret when there are many', () => {
    const calm = runSummary('ipsec-load', 'netbsd3-cryptoret', { rate: 5000 });
    const busy = runSummary('ipsec-load', 'netbsd3-cryptoret', { rate: 60_000, cryptoTime: '5us' });
    expect(calm.per_packet.context_switches).toBeCloseTo(2, 2);
    expect(busy.per_packet.context_switches).toBeLessThan(calm.per_packet.context_switches);
  });
});
