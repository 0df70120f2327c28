import { describe, expect, test } from 'vitest';
import { chosen, WALK } from '../../scripts/lib/walk.mjs';

const SCENARIOS = ['one-packet', 'a-flood'];

describe('chosen', () => {
  test('takes every stop and every scenario when nothing is named', () => {
    expect(chosen([], SCENARIOS)).toEqual({ stops: WALK.map(({ name }) => name), scenarios: SCENARIOS });
  });

  test('takes only what is named', () => {
    expect(chosen(['a-flood'], SCENARIOS)).toEqual({ stops: [], scenarios: ['a-flood'] });
    expect(chosen(['first', 'one-packet'], SCENARIOS)).toEqual({
      stops: ['first'],
      scenarios: ['one-packet'],
    });
  });

  test('says what a name that is neither could have been', () => {
    expect(() => chosen(['flood'], SCENARIOS)).toThrow(
      /no stop and no scenario is called "flood": .*a-flood/u,
    );
  });
});
