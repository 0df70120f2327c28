import { describe, expect, test } from 'vitest';
import { factsText } from '../../src/app/details/facts-text.ts';
import { factsOf } from '../../src/app/details/facts.ts';
import { KIND } from '../../src/trace/kinds.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const trace = traceFromText(`
  1 column = 500 ns
  cpu0 0          |....xxrrtttt..
  cpu0 1          |  !h
  packet 0        |A          D
  link cpu0 1@3 -> cpu0 0@9 wakeup
`);

function sliceOf(kind: keyof typeof KIND): number {
  const rows = Array.from({ length: trace.slices.length }, (_, row) => row);
  return rows.findIndex((row) => trace.slices.kind[row] === KIND[kind]);
}

const panel = { trace, experiment: undefined };

describe('the facts of a slice', () => {
  test('name the context, its place and whom it interrupts', () => {
    const facts = factsOf(panel, sliceOf('hardirq'));
    expect(facts?.label).toBe('Hard interrupt');
    expect(facts?.place).toBe('CPU 0');
    expect(facts?.standing).toContain('user');
    expect(facts?.interrupted).toEqual(['user']);
  });

  test('name the cause and where it is', () => {
    const facts = factsOf(panel, sliceOf('irqthread'));
    expect(facts?.cause).toMatchObject({ slice: sliceOf('hardirq'), why: 'wakeup' });
  });

  test('say what a switch cost', () => {
    expect(factsOf(panel, sliceOf('switch'))?.switched).toMatch(/Switch \[1\].*1\.0 us direct/);
  });

  test('tell how long ago the packet arrived', () => {
    expect(factsOf(panel, sliceOf('irqthread'))?.packet).toBe(
      '0, arrived 4.0 us before, delivered after 5.5 us',
    );
  });

  test('are undefined where there is no such slice', () => {
    expect(factsOf(panel, trace.slices.length)).toBeUndefined();
    expect(factsOf(panel, -1)).toBeUndefined();
  });

  test('can be copied as plain ASCII text', () => {
    const facts = factsOf(panel, sliceOf('irqthread'));
    const text = facts === undefined ? '' : factsText('A big lock', facts);
    expect(text).toMatch(/^A big lock: Interrupt thread nic0\n/);
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
  });
});
