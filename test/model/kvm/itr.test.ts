import { describe, expect, test } from 'vitest';
import { AdaptiveItr } from '../../../src/model/hardware/kvm/itr.ts';
import { PATIENCE, guest, kpps, ONE_VCPU, summaryOf } from './guest-runs.ts';

/** The gap after `polls` polls that find as many bytes as come within it at `rate`, packets/us. */
function settled(rate: number, bytes: number, polls = 200): number {
  const itr = new AdaptiveItr(50_000);
  for (let poll = 0; poll < polls; poll++) {
    for (let packet = 0; packet < (itr.gap / 1000) * rate; packet++) itr.count(bytes);
    itr.update();
  }
  return itr.gap;
}

describe('kernels.md 10a.2: the driver adapts the gap between interrupts', { timeout: PATIENCE }, () => {
  test('a few small packets are heard of after 10 us', () => {
    expect(settled(0.05, 20)).toBe(10_000);
  });

  test('a bulk of data has 12,000 interrupts a second at most', () => {
    // The register is an integer, and its smooth approach ends a little below.
    expect(settled(1, 264)).toBeGreaterThan(80_000);
    expect(settled(1, 264)).toBeLessThanOrEqual(84_000);
  });

  test('what lies between has 20,000', () => {
    expect(settled(0.25, 9)).toBe(50_000);
  });

  test('the register follows smoothly, and an empty poll leaves it', () => {
    const itr = new AdaptiveItr(10_000);
    itr.update();
    expect(itr.gap).toBe(10_000);
    for (let packet = 0; packet < 100; packet++) itr.count(1480);
    itr.update();
    expect(itr.gap).toBeGreaterThan(10_000);
    expect(itr.gap).toBeLessThan(15_000);
  });

  test('a flood comes in larger bursts than with the gap that the driver begins with', () => {
    const bursts = (mitigation: string): number =>
      Math.max(
        ...Object.values(summaryOf(guest({ row: '256/1', set: { mitigation } })).packets_per_interrupt),
      );
    expect(bursts('adaptive')).toBeGreaterThan(1.1 * bursts('fixed'));
  });

  test('bursts overflow the one socket of a guest whose reader shares its CPU with the softirq', () => {
    const threaded = { kernel: 'linux-genirq-threaded', scenario: ONE_VCPU, row: '256/1' } as const;
    const set = { hostNapi: 'threaded', guestNapi: 'softirq' };
    const adaptive = kpps(guest({ ...threaded, set }));
    const fixed = kpps(guest({ ...threaded, set: { ...set, mitigation: 'fixed' } }));
    expect(adaptive).toBeLessThan(0.92 * fixed);
  });
});
