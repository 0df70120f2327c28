import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/app/toggles/place.ts';

const ACTIONS = [100, 200, 5000, 9000, 9500].map((at) => ({ at, what: 'threaded on' }));

describe('the place of a change under the axis', () => {
  it('is at its time where that is in view', () => {
    expect(placeOf(ACTIONS, 2, { start: 4000, end: 8000 }, 0)).toMatchObject({ side: 'in', part: 0.25 });
    expect(placeOf(ACTIONS, 2, { start: 4000, end: 8000 }, 1000)).toMatchObject({ side: 'in', part: 0.5 });
  });

  it('is at the edge beyond which it lies, in the order of time', () => {
    const places = ACTIONS.map((_, i) => placeOf(ACTIONS, i, { start: 4000, end: 8000 }, 0));
    expect(places.map(({ side, rank }) => `${side} ${rank}`)).toEqual([
      'before 0',
      'before 1',
      'in 0',
      'after 1',
      'after 0',
    ]);
  });
});
