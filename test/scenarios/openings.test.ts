import { expect, test } from 'vitest';
import { scenarios } from '../../src/scenarios/index.ts';

test('a scenario opens within its own run, at no more than half of it', () => {
  const opening = scenarios.filter(({ opens }) => opens !== undefined);
  expect(opening.length).toBeGreaterThan(0);
  for (const { id, opens, workload } of opening) {
    if (opens === undefined || opens === 'slowest') continue;
    const { start, end } = opens;
    expect([id, start >= 0 && start < end && end <= workload.duration]).toEqual([id, true]);
    expect([id, end - start <= workload.duration / 2]).toEqual([id, true]);
  }
});
