import { describe, expect, it } from 'vitest';
import { importEvents, importText, instantsOf, slicesOf, summaryOf } from '../import-text.ts';

describe('irq_handler_entry and irq_handler_exit', () => {
  it('lies on the thread that it interrupted', () => {
    const trace = importEvents(
      '1.000000: irq_handler_entry: irq=26 name=eth0-rx-0',
      '1.000004: irq_handler_exit: irq=26 ret=handled',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user user 0..4', 'cpu0 1 hardirq eth0-rx-0 0..4']);
    expect(summaryOf(trace)).toMatchObject({ hardirqs: 1, interrupts: { 'eth0-rx-0': 1 } });
  });

  it('lies on the softirq that it interrupted', () => {
    const trace = importEvents(
      '1.000000: softirq_entry: vec=3 [action=NET_RX]',
      '1.000001: irq_handler_entry: irq=26 name=eth0-rx-0',
      '1.000002: irq_handler_exit: irq=26 ret=handled',
      '1.000003: softirq_exit: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 user user 0..3',
      'cpu0 1 softirq NET_RX 0..3',
      'cpu0 2 hardirq eth0-rx-0 1..2',
    ]);
  });

  it('keeps a name with spaces', () => {
    const trace = importEvents('1.000000: irq_handler_entry: irq=9 name=acpi and more');
    expect(summaryOf(trace).interrupts).toEqual({ 'acpi and more': 1 });
  });

  it('tells two devices of one line apart by their order', () => {
    const trace = importEvents(
      '1.000000: irq_handler_entry: irq=16 name=ehci_hcd',
      '1.000001: irq_handler_exit: irq=16 ret=unhandled',
      '1.000001: irq_handler_entry: irq=16 name=snd',
      '1.000002: irq_handler_exit: irq=16 ret=handled',
    );
    expect(slicesOf(trace).slice(1)).toEqual(['cpu0 1 hardirq ehci_hcd 0..1', 'cpu0 1 hardirq snd 1..2']);
  });

  it('keeps an exit without an entry as an instant and says so', () => {
    const trace = importEvents('1.000000: irq_handler_exit: irq=26 ret=handled');
    expect(instantsOf(trace)).toEqual(['event irq_handler_exit (irq=26 ret=handled) in user']);
    expect(summaryOf(trace).warnings.join(' ')).toContain('1 end without a beginning');
  });

  it('skips a line that is cut', () => {
    expect(summaryOf(importEvents('1.000000: note: x', '1.000001: irq_handler_entry: irq='))).toMatchObject({
      hardirqs: 0,
      events_parsed: 1,
      lines_skipped: 1,
    });
  });

  it('takes a line without the flag of a hard interrupt for the end of one whose exit is missing', () => {
    const trace = importText(
      ' user-100 [000] d.h.. 1.000000: irq_handler_entry: irq=26 name=eth0-rx-0',
      ' user-100 [000] d.h.. 1.000002: softirq_raise: vec=3 [action=NET_RX]',
      ' user-100 [000] ..... 1.000900: note: back in user mode',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user user 0..900', 'cpu0 1 hardirq eth0-rx-0 0..2']);
    expect(summaryOf(trace).warnings.join(' ')).toContain('1 slice without an end');
  });
});
