import { describe, expect, it } from 'vitest';
import { traceFromText } from '../fixtures/trace-from-text.ts';
import { lanesOf, linkedTo, neighbourOf, sliceAt, switchSlice } from '../../src/store/navigate.ts';
import { playFinished } from './fixtures.ts';

describe('walking through a trace', () => {
  const trace = traceFromText(`
    1 column = 100 ns
    cpu0 0 |....xrtttt....
    cpu0 1 | hh
    cpu1 0 |..............
    link cpu0 1@1 -> cpu0 0@6 wakeup
  `);
  const at = (cpu: number, column: number) => sliceAt(trace, cpu, column * 100 + 50) ?? -1;

  it('finds the deepest slice at a time', () => {
    expect(trace.slices.depth[at(0, 1)]).toBe(1);
    expect(trace.slices.depth[at(0, 3)]).toBe(0);
  });

  it('goes from slice to slice of one CPU in the order in which they begin', () => {
    const seen = [at(0, 0)];
    for (;;) {
      const next = neighbourOf(trace, seen[seen.length - 1], 1);
      if (next === undefined) break;
      seen.push(next);
    }
    expect(seen.every((row) => trace.slices.cpu[row] === 0)).toBe(true);
    expect(seen).toContain(at(0, 1));
    expect(seen.at(-1)).toBe(at(0, 13));
    expect(neighbourOf(trace, seen[1], -1)).toBe(seen[0]);
    expect(neighbourOf(trace, seen[0], -1)).toBeUndefined();
  });

  it('follows a link to its other end and back', () => {
    const effect = linkedTo(trace, at(0, 1), 'effect');
    expect(effect).toBe(at(0, 6));
    expect(linkedTo(trace, effect ?? -1, 'cause')).toBe(at(0, 1));
    expect(linkedTo(trace, at(0, 13), 'effect')).toBeUndefined();
  });

  it('finds the n-th real switch and no more than there are', () => {
    expect(switchSlice(trace, 1)).toBe(at(0, 4));
    expect(switchSlice(trace, 99)).toBeUndefined();
  });

  it('knows the lanes of all panels from top to bottom', () => {
    expect(
      lanesOf([
        { id: 'a', trace },
        { id: 'b', trace },
      ]),
    ).toEqual([
      { panel: 'a', cpu: 0 },
      { panel: 'a', cpu: 1 },
      { panel: 'b', cpu: 0 },
      { panel: 'b', cpu: 1 },
    ]);
  });
});

describe('the selection', () => {
  it('moves along its lane and stops at its end', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.selectNeighbour(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 1 });
    actions.select({ panel: 'netbsd3', slice: 8 });
    actions.selectNeighbour(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 8 });
  });

  it('moves to the panel below at the same shared time, and back', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.select({ panel: 'netbsd3', slice: 4 });
    actions.selectLane(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd-ithreads', slice: 4 });
    actions.selectLane(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd-ithreads', slice: 4 });
    actions.setAlignment({ kind: 'picked', at: { netbsd3: 0, 'netbsd-ithreads': 200 } });
    actions.selectLane(-1);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 2 });
  });

  it('goes to causes and effects', () => {
    const played = playFinished();
    played.viewer.actions.select({ panel: 'netbsd3', slice: 4 });
    played.viewer.actions.follow('cause');
    expect(played.state().selection?.slice).toBe(3);
    played.viewer.actions.follow('effect');
    expect(played.state().selection?.slice).toBe(4);
  });

  it('jumps to a switch by its number, and stays where there is none', () => {
    const played = playFinished();
    played.viewer.actions.goToSwitch(2);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 5 });
    played.viewer.actions.goToSwitch(9);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 5 });
  });

  it('is gone with its panel', () => {
    const played = playFinished();
    played.viewer.actions.select({ panel: 'netbsd3', slice: 7 });
    played.viewer.actions.removePanel('netbsd3');
    expect(played.state().selection).toBeUndefined();
  });
});
