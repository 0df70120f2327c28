import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineReader } from '../../src/import/lines.ts';

function read(text: string): { lines: string[]; ended: boolean } {
  const reader = new LineReader(new TextEncoder().encode(text));
  const lines: string[] = [];
  for (let line = reader.next(); line !== undefined; line = reader.next()) lines.push(line);
  return { lines, ended: reader.ended };
}

it('gives the lines of a text and says whether the last one has its end', () => {
  expect(read('a\nb\n')).toEqual({ lines: ['a', 'b'], ended: true });
  expect(read('a\n\nb')).toEqual({ lines: ['a', '', 'b'], ended: false });
  expect(read('')).toEqual({ lines: [], ended: true });
});

it('takes line ends of other systems', () => {
  expect(read('a\r\n\r\nb\r\n').lines).toEqual(['a', '', 'b']);
});

it('gives the lines that splitting the text gives, wherever its chunks end', () => {
  const line = fc.stringMatching(/^[a-zé ]{0,40}$/);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 30_000 }),
      (lines, times) => {
        const text = `${lines.join('\n')}\n`.repeat(Math.ceil(times / lines.length));
        expect(read(text).lines).toEqual(text.split('\n').slice(0, -1));
      },
    ),
    { numRuns: 20 },
  );
});

it('passes over a line that no kernel writes and reads on', () => {
  const { lines } = read(`a\n${'x'.repeat(3_000_000)}\nb\n`);
  expect([lines[0], lines.at(-1)]).toEqual(['a', 'b']);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1_100_000);
});
