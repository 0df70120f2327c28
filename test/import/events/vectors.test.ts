import { describe, expect, it } from 'vitest';
import { importEvents, slicesOf, summaryOf } from '../import-text.ts';

describe('interrupts that are no device', () => {
  it('draws the timer of x86 as a hard interrupt and does not count it as a device', () => {
    const trace = importEvents(
      '1.000000: local_timer_entry: vector=236',
      '1.000005: local_timer_exit: vector=236',
      '1.000006: call_function_single_entry: vector=251',
      '1.000007: call_function_single_exit: vector=251',
    );
    expect(slicesOf(trace).slice(1)).toEqual([
      'cpu0 1 hardirq local_timer 0..5',
      'cpu0 1 hardirq call_function_single 6..7',
    ]);
    expect(summaryOf(trace)).toMatchObject({ hardirqs: 0, interrupts: {} });
  });

  it('draws an interrupt between processors of other machines', () => {
    const trace = importEvents(
      '1.000000: ipi_entry: (Rescheduling interrupts)',
      '1.000005: ipi_exit: (Rescheduling interrupts)',
    );
    expect(slicesOf(trace).slice(1)).toEqual(['cpu0 1 hardirq Rescheduling interrupts 0..5']);
  });

  it('does not take a vector for an interrupt line of the same number', () => {
    const trace = importEvents(
      '1.000000: local_timer_entry: vector=26',
      '1.000001: irq_handler_exit: irq=26 ret=handled',
    );
    expect(summaryOf(trace).warnings.join(' ')).toContain('1 end without a beginning');
  });
});
