import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/app/timeline/lane-names.ts';
import type { Lane } from '../../src/scene/index.ts';

function cpus(heights: readonly number[]): readonly Lane[] {
  let y = 0;
  return heights.map((height, cpu) => {
    const lane: Lane = { kind: 'cpu', cpu, label: `CPU ${cpu}`, y, height };
    y += height;
    return lane;
  });
}

describe('the names of lanes', () => {
  it('are shared by CPUs that are too low for one each', () => {
    expect(namesOf(cpus([4, 4, 4, 36, 4, 4, 4, 4])).map(({ name }) => name)).toEqual([
      'CPU 0 to 2',
      'CPU 3',
      'CPU 4 to 7',
    ]);
  });

  it('are left out where even all together have no room', () => {
    expect(namesOf(cpus([4, 36, 4])).map(({ name }) => name)).toEqual(['CPU 1']);
  });

  it('say of a NIC that it is its wire', () => {
    const lane: Lane = { kind: 'device', devices: ['wire nic0', 'nic0'], label: 'nic0', y: 0, height: 24 };
    expect(namesOf([lane])).toEqual([{ name: 'wire, nic0', y: 0, height: 24 }]);
  });
});
