import { describe, expect, it } from 'vitest';
import { heightsFor } from '../../src/app/timeline/lane-heights.ts';
import { HEADING, HEIGHTS, STRIP, type Lane } from '../../src/scene/index.ts';

function lanes(cpus: number, devices: number, cpuHeight = 96): readonly Lane[] {
  return [
    ...Array.from({ length: cpus }, (_, cpu): Lane => {
      return { kind: 'cpu', cpu, label: `CPU ${cpu}`, y: 0, height: cpuHeight };
    }),
    ...Array.from({ length: devices }, (): Lane => {
      return { kind: 'device', devices: ['x'], label: 'x', y: 0, height: 24 };
    }),
  ];
}

describe('the heights of lanes', () => {
  it('are full for one CPU with a wire and a card, also in three panels', () => {
    expect(heightsFor([lanes(1, 2), lanes(1, 2), lanes(1, 2)], 900)).toBe(HEIGHTS[0]);
  });

  it('get lower with more lanes, and the lowest when nothing fits', () => {
    const few = heightsFor([lanes(1, 4), lanes(1, 4)], 900);
    const many = heightsFor([lanes(4, 4), lanes(4, 4)], 900);
    expect(many.cpu).toBeLessThan(few.cpu);
    expect(heightsFor([lanes(64, 0)], 900)).toBe(HEIGHTS.at(-1));
  });

  it('let two panels of four CPUs and eight devices stand on the first screen', () => {
    const { cpu, device } = heightsFor([lanes(4, 8), lanes(4, 8)], 900);
    expect(2 * (28 + 4 * cpu + 8 * device)).toBeLessThanOrEqual(900 - 228);
  });

  it('count strips and headings as they are', () => {
    const heading: Lane = { kind: 'heading', label: 'host', closed: true, y: 0, height: HEADING };
    const closed = [heading, ...lanes(8, 0, STRIP), ...lanes(1, 2)];
    expect(heightsFor([closed, lanes(1, 2)], 900)).toBe(HEIGHTS[0]);
  });
});
