import { describe, expect, test } from 'vitest';
import { factsText } from '../../src/app/details/facts-text.ts';
import { factsOf } from '../../src/app/details/facts.ts';
import { KIND } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const trace = traceFromText(`
  1 column = 500 ns
  cpu0 0          |....xxrrtttt..
  cpu0 1          |  !h
  packet 0        |A          D
  link cpu0 1@3 -> cpu0 0@9 wakeup
`);

function sliceOf(kind: keyof typeof KIND): number {
  return firstOf(trace, kind);
}

function firstOf({ slices }: Trace, kind: keyof typeof KIND): number {
  return slices.kind.subarray(0, slices.length).indexOf(KIND[kind]);
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

  test('name the frame that came where nothing on a CPU is the cause', () => {
    const run = roundTrip('netbsd3');
    const nic = factsOf({ trace: run, experiment: undefined }, firstOf(run, 'hardirq'));
    expect(nic?.cause).toEqual({
      kind: 'outside',
      sentence: expect.stringMatching(/^A frame came off the wire of nic0: packet 0, whole at /),
    });
    const soft = factsOf({ trace: run, experiment: undefined }, firstOf(run, 'softirq'));
    expect(soft?.cause).toMatchObject({ kind: 'slice', slice: firstOf(run, 'hardirq') });
  });

  test.each(['rcvbuf-flood', 'napi-forwarding'])(
    'name the frame of %s too, whose frames share boxes',
    (scenario) => {
      const run = modelRun({ scenario, kernel: 'linux-4.6', until: '1ms' });
      const facts = factsOf({ trace: run, experiment: undefined }, firstOf(run, 'hardirq'));
      expect(facts?.cause).toEqual({
        kind: 'outside',
        sentence: expect.stringMatching(/^A frame came off the wire: packet 0, whole at /u),
      });
      expect(facts?.place).toBe('CPU 0, interrupts off');
    },
  );

  test('call the clock a clock', () => {
    const run = modelRun({ scenario: 'ipsec-load', kernel: 'netbsd3', until: 30_000_000 });
    const ticks = Array.from({ length: run.slices.length }, (_, row) => row).filter((row) =>
      run.names[run.slices.name[row]].startsWith('clock/'),
    );
    expect(ticks.length).toBeGreaterThan(0);
    const facts = factsOf({ trace: run, experiment: undefined }, ticks[0]);
    expect(facts?.cause).toEqual({ kind: 'outside', sentence: 'A clock tick.' });
  });

  test('show the stack down to the deepest function that the slice comes to, with its source', () => {
    const run = roundTrip('netbsd3');
    const facts = factsOf({ trace: run, experiment: undefined }, firstOf(run, 'softirq'));
    const names = facts?.stack.map(({ name }) => name) ?? [];
    expect(names.slice(0, 3)).toEqual(['ubsec_process', 'crypto_invoke', 'crypto_dispatch']);
    expect(names).toContain('Xsoftnet');
    expect(facts?.stack[0].source).toContain('ubsec.c');
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
