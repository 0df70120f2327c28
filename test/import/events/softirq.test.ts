import { describe, expect, it } from 'vitest';
import { importEvents, instantsOf, linksOf, slicesOf, summaryOf } from '../import-text.ts';

describe('softirqs', () => {
  it('makes the softirq a sibling of the interrupt that raised it, and links them', () => {
    const trace = importEvents(
      '1.000000: irq_handler_entry: irq=26 name=eth0-rx-0',
      '1.000001: softirq_raise: vec=3 [action=NET_RX]',
      '1.000002: irq_handler_exit: irq=26 ret=handled',
      '1.000003: softirq_entry: vec=3 [action=NET_RX]',
      '1.000009: softirq_exit: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 user user 0..9',
      'cpu0 1 hardirq eth0-rx-0 0..2',
      'cpu0 1 softirq NET_RX 3..9',
    ]);
    expect(linksOf(trace)).toEqual(['eth0-rx-0 -> NET_RX: raises NET_RX']);
    expect(instantsOf(trace)).toEqual(['raise NET_RX in eth0-rx-0']);
    expect(summaryOf(trace).softirqs).toBe(1);
  });

  it('links a softirq that was raised twice to its first raise', () => {
    const trace = importEvents(
      '1.000000: irq_handler_entry: irq=26 name=first',
      '1.000001: softirq_raise: vec=3 [action=NET_RX]',
      '1.000002: irq_handler_exit: irq=26 ret=handled',
      '1.000003: irq_handler_entry: irq=27 name=second',
      '1.000004: softirq_raise: vec=3 [action=NET_RX]',
      '1.000005: irq_handler_exit: irq=27 ret=handled',
      '1.000006: softirq_entry: vec=3 [action=NET_RX]',
    );
    expect(linksOf(trace)).toEqual(['first -> NET_RX: raises NET_RX']);
  });

  it('orders events of one microsecond as the text does', () => {
    const trace = importEvents(
      '1.000000: softirq_entry: vec=2 [action=NET_TX]',
      '1.000000: softirq_exit: vec=2 [action=NET_TX]',
      '1.000000: softirq_entry: vec=3 [action=NET_RX]',
      '1.000000: softirq_exit: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace).slice(1)).toEqual(['cpu0 1 softirq NET_TX 0..0', 'cpu0 1 softirq NET_RX 0..0']);
  });

  it('names a vector that is given by number only', () => {
    expect(slicesOf(importEvents('1.000000: softirq_entry: vec=9'))[1]).toContain('softirq RCU');
  });

  it('ends an interrupt whose exit is missing when a softirq begins', () => {
    const trace = importEvents(
      '1.000000: irq_handler_entry: irq=26 name=eth0-rx-0',
      '1.000005: softirq_entry: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace).slice(1)).toEqual(['cpu0 1 hardirq eth0-rx-0 0..5', 'cpu0 1 softirq NET_RX 5..5']);
  });
});
