import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedParts } from '../../src/export/text/table.ts';

describe('the parts of a column', () => {
  it('add up as printed to their rounded sum, and none is off by more than one in the last place', () => {
    const parts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(parts, fc.constantFrom(1, 2, 3), (values, decimals) => {
        const printed = printedParts(values, decimals).map(Number);
        const sum = values.reduce((all, value) => all + value, 0) / 1000;
        expect(printed.reduce((all, value) => all + value, 0)).toBeCloseTo(
          Number(sum.toFixed(decimals)),
          decimals,
        );
        printed.forEach((value, at) =>
          expect(Math.abs(value - values[at] / 1000)).toBeLessThanOrEqual(1.01 / 10 ** decimals),
        );
      }),
    );
  });

  it('that are unknown are a dash', () => {
    expect(printedParts([1000, undefined], 1)).toEqual(['1.0', '-']);
  });
});
