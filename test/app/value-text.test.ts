import { describe, expect, test } from 'vitest';
import { differenceText, valueText } from '../../src/app/compare/value-text.ts';
import { fieldText } from '../../src/app/parameters/quantity-text.ts';
import { parseQuantity } from '../../src/scenarios/index.ts';

describe('a difference in the comparison', () => {
  test('has its sign', () => {
    expect(differenceText(22_600, 40_800, 'ns')).toBe('+18.2');
    expect(differenceText(6, 0, 'count')).toBe('-6');
  });

  test('is empty where both are the same as written', () => {
    expect(differenceText(1000, 1010, 'ns')).toBe('');
  });

  test('is empty where one side cannot know the value', () => {
    expect(differenceText(undefined, 3, 'count')).toBe('');
  });

  test('writes rates and shares in their units', () => {
    expect(valueText(300_000, 'per second')).toBe('300,000');
    expect(valueText(175.84, 'percent')).toBe('175.8 %');
  });
});

describe('the text of a field', () => {
  test.each([
    [1200, 'ns'],
    [1234, 'ns'],
    [160_001, 'ns'],
    [300, 'ns'],
    [0, 'ns'],
    [10_000_000, 'ns'],
    [50_000, 'packets/s'],
    [1300, 'bytes'],
    [0.01, 'Gbit/s'],
    [256, 'count'],
    [0.25, 'probability'],
  ] as const)('of %d %s is read back as the same value', (value, unit) => {
    expect(parseQuantity(fieldText(value, unit), unit)).toBe(value);
  });
});
