import { describe, expect, test } from 'vitest';
import { splitAtTerms } from '../../src/app/terms/split.ts';

function marked(text: string): readonly string[] {
  return splitAtTerms(text)
    .filter(({ entry }) => entry !== undefined)
    .map((piece) => piece.text);
}

describe('splitting a text at its terms', () => {
  test('keeps every character', () => {
    const text = 'Switch [1]: user to the nic0 interrupt thread; 2 traps, a borrow and 3.0 us of refill.';
    expect(
      splitAtTerms(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  test('prefers the longer of two terms', () => {
    expect(marked('one context switch')).toEqual(['context switch']);
  });

  test('takes a plural for its term', () => {
    expect(marked('6 context switches and 2 traps')).toEqual(['context switches', 'traps']);
  });

  test('marks a term at its first place only', () => {
    expect(marked('a trap, then a trap')).toEqual(['trap']);
  });

  test('leaves words alone that only contain a term', () => {
    expect(marked('bootstrap, entrapment, softnet/0, re-borrow')).toEqual([]);
  });
});
