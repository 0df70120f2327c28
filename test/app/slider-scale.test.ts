import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POSITIONS, positionOf, valueAt } from '../../src/app/compare/slider-scale.ts';
import type { NumberParameter } from '../../src/scenarios/types.ts';

function parameter(min: number, max: number, step: number): NumberParameter {
  return {
    type: 'number',
    name: 'switchCost',
    label: 'Switch',
    help: '',
    group: 'costs',
    unit: 'ns',
    min,
    max,
    step,
    default: min,
    source: 'assumed',
  };
}

const ranges = fc
  .tuple(
    fc.integer({ min: 0, max: 1000 }),
    fc.integer({ min: 1000, max: 5_000_000 }),
    fc.constantFrom(1, 10, 100),
  )
  .map(([min, length, step]) => parameter(min * step, min * step + Math.ceil(length / step) * step, step));
const positions = fc.integer({ min: 0, max: POSITIONS });

describe('the scale of a cost slider', () => {
  test('gives the ends of the range at its ends', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        expect(positionOf(range, range.min)).toBe(0);
        expect(positionOf(range, range.max)).toBe(POSITIONS);
        expect(valueAt(range, 0, range.max)).toBe(range.min);
        expect(valueAt(range, POSITIONS, range.min)).toBe(range.max);
      }),
    );
  });

  test('stays in the range and on its steps', () => {
    fc.assert(
      fc.property(ranges, positions, positions, (range, before, after) => {
        const value = valueAt(range, after, valueAt(range, before, range.min));
        expect(value).toBeGreaterThanOrEqual(range.min);
        expect(value).toBeLessThanOrEqual(range.max);
        expect(value % range.step).toBe(0);
      }),
    );
  });

  test('changes the value with every press of a key, also where its positions are less than a step apart', () => {
    fc.assert(
      fc.property(ranges, positions, (range, at) => {
        const value = valueAt(range, at, range.max === at ? range.min : range.max);
        const position = positionOf(range, value);
        fc.pre(position < POSITIONS);
        expect(valueAt(range, position + 1, value)).toBeGreaterThan(value);
      }),
    );
  });

  test('gives small values more room than large ones', () => {
    expect(positionOf(parameter(0, 100_000, 1), 1000)).toBeGreaterThan(POSITIONS / 10);
  });
});
