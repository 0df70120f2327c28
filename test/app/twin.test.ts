import { describe, expect, test } from 'vitest';
import { summarySentence, twinOf } from '../../src/app/timeline/twin.ts';
import { runSummary } from '../fixtures/summary.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const BIG_LOCK = `
  1 column = 500 ns
  cpu0 0          |..............
  cpu0 1          |  !hhss!
  link cpu0 1@3 -> cpu0 1@5 schednetisr
`;

const THREADS = `
  1 column = 500 ns
  cpu0 0          |....xxrrtttt..
  cpu0 1          |  !h
`;

describe('the text of a picture', () => {
  test('has a row for every slice that begins in the window, in order', () => {
    const { rows, more } = twinOf(traceFromText(BIG_LOCK), 0, 7000);
    expect(rows.map((row) => [row.at, row.lasts, row.what])).toEqual([
      ['0.0 us', '7.0 us', 'User program'],
      ['1.0 us', '0.5 us', 'Trap in or out'],
      ['1.5 us', '1.0 us', 'Hard interrupt'],
      ['2.5 us', '1.0 us', 'Soft interrupt'],
      ['3.5 us', '0.5 us', 'Trap in or out'],
    ]);
    expect(more).toBe(0);
  });

  test('leaves out what begins outside of the window', () => {
    expect(twinOf(traceFromText(BIG_LOCK), 1500, 3500).rows.map((row) => row.what)).toEqual([
      'Hard interrupt',
      'Soft interrupt',
    ]);
  });

  test('says on top of whom an interrupt runs', () => {
    const { rows } = twinOf(traceFromText(BIG_LOCK), 1500, 2000);
    expect(rows[0].who).toContain('on top of user');
  });

  test('says what made a slice run', () => {
    const { rows } = twinOf(traceFromText(BIG_LOCK), 2500, 3000);
    expect(rows[0].why).toMatch(/^schednetisr by /);
  });

  test('numbers the switches as the picture does', () => {
    const { rows } = twinOf(traceFromText(THREADS), 2000, 2500);
    expect(rows[0].what).toBe('Context switch [1]');
  });

  test('says how many slices it leaves out of a crowded window', () => {
    const busy = `1 column = 10 ns\ncpu0 0 |${'.x'.repeat(200)}`;
    const { rows, more } = twinOf(traceFromText(busy), 0, 4000);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.length + more).toBe(400);
  });
});

describe('the sentence that sums up a panel', () => {
  test('counts one of a thing as one', () => {
    const sync = runSummary('ipsec-round-trip', 'netbsd3', { crypto: 'sync' });
    expect(summarySentence(sync)).toMatch(
      /1 trap, 0 borrowed stacks, 0 context switches; 1 of 1 packet delivered, median latency/,
    );
  });
});
