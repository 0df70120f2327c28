import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, offsetOf, windowOf } from '../../src/store/index.ts';
import { clampWindow, panned, revealing, zoomed } from '../../src/store/view.ts';
import { playFinished } from './fixtures.ts';

const time = fc.integer({ min: -1_000_000, max: 1_000_000 });
const window = fc
  .tuple(time, fc.integer({ min: 20, max: 1_000_000 }))
  .map(([start, length]) => ({ start, end: start + length }));

describe('the window', () => {
  it('stays within the run, whatever is asked for', () => {
    fc.assert(
      fc.property(window, window, (wanted, extent) => {
        const clamped = clampWindow(wanted, extent) ?? extent;
        expect(clamped.start).toBeGreaterThanOrEqual(extent.start);
        expect(clamped.end).toBeLessThanOrEqual(extent.end);
        expect(Number.isInteger(clamped.start) && Number.isInteger(clamped.end)).toBe(true);
      }),
    );
  });

  it('keeps the time that is zoomed at in its place', () => {
    fc.assert(
      fc.property(window, fc.double({ min: 0, max: 1, noNaN: true }), (from, part) => {
        const at = from.start + part * (from.end - from.start);
        const { start, end } = zoomed(from, 0.5, at);
        expect((at - start) / (end - start)).toBeCloseTo(part, 6);
      }),
    );
  });

  it('is as long after a pan as before', () => {
    fc.assert(
      fc.property(window, fc.double({ min: -2, max: 2, noNaN: true }), (from, by) => {
        const { start, end } = panned(from, by);
        expect(end - start).toBeCloseTo(from.end - from.start, 6);
      }),
    );
  });

  it('does not move for a slice that begins in it', () => {
    const here = { start: 0, end: 100 };
    expect(revealing(here, 50, 500)).toBe(here);
  });

  it('shows the beginning of a slice that is longer than it', () => {
    const moved = revealing({ start: 0, end: 100 }, 1000, 90_000);
    expect(moved.start).toBeLessThanOrEqual(1000);
    expect(moved.end).toBeGreaterThan(1000);
  });

  it('is the whole run until the reader zooms, and again when zoomed out', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    expect(windowOf(played.state())).toEqual({ start: 0, end: 900 });
    actions.zoomBy(2, 450);
    expect(played.state().view.window).toEqual({ start: 225, end: 675 });
    actions.zoomBy(0.1);
    expect(played.state().view.window).toBeUndefined();
  });

  it('goes no closer than 20 ns', () => {
    const played = playFinished();
    for (let i = 0; i < 50; i++) played.viewer.actions.zoomBy(2, 450);
    const { start, end } = windowOf(played.state());
    expect(end - start).toBe(20);
  });

  it('pans to the end of the run and no further', () => {
    const played = playFinished();
    played.viewer.actions.setWindow({ start: 0, end: 100 });
    for (let i = 0; i < 50; i++) played.viewer.actions.panBy(0.5);
    expect(played.state().view.window).toEqual({ start: 800, end: 900 });
  });

  it('shows the selected slice from close by, and the whole run the second time', () => {
    const played = playFinished();
    played.viewer.actions.select({ panel: 'netbsd3', slice: 4 });
    played.viewer.actions.focusSelection();
    expect(played.state().view.window).toEqual({ start: 350, end: 550 });
    played.viewer.actions.focusSelection();
    expect(played.state().view.window).toBeUndefined();
  });
});

describe('alignment', () => {
  it('leaves the clocks as they are by default', () => {
    const played = playFinished();
    expect(offsetOf(played.state(), 'netbsd-ithreads')).toBe(0);
  });

  it('lays the current step of every panel over that of the first', () => {
    const played = playFinished();
    played.viewer.actions.setAlignment({ kind: 'step' });
    played.viewer.actions.goToStep(1);
    expect(offsetOf(played.state(), 'netbsd3')).toBe(0);
    expect(offsetOf(played.state(), 'netbsd-ithreads')).toBe(-50);
    expect(extentOf(played.state())).toEqual({ start: -50, end: 900 });
  });

  it('goes by the step before in a panel that has no such step', () => {
    const played = playFinished();
    played.viewer.actions.setAlignment({ kind: 'step' });
    const [first, second, third] = played.state().steps.marks;
    played.viewer.actions.setSteps([first, { ...second, at: { netbsd3: second.at['netbsd3'] } }, third]);
    played.viewer.actions.goToStep(1);
    expect(offsetOf(played.state(), 'netbsd-ithreads')).toBe(-50);
  });

  it('lays picked times over each other', () => {
    const played = playFinished();
    played.viewer.actions.setAlignment({ kind: 'picked', at: { netbsd3: 100, 'netbsd-ithreads': 700 } });
    expect(offsetOf(played.state(), 'netbsd-ithreads')).toBe(-600);
  });

  it('ends when a panel that it was picked in is gone', () => {
    const played = playFinished();
    played.viewer.actions.setAlignment({ kind: 'picked', at: { netbsd3: 100, 'netbsd-ithreads': 700 } });
    played.viewer.actions.removePanel('netbsd3');
    expect(played.state().view.alignment).toEqual({ kind: 'clock' });
  });
});

describe('closed machines', () => {
  it('travel in the link, and are forgotten when they are opened again', () => {
    const played = playFinished();
    played.viewer.actions.setClosed('guest', true);
    played.viewer.actions.setClosed('host', true);
    expect(played.viewer.link()).toContain('closed=guest,host');
    played.viewer.actions.setClosed('guest', false);
    expect(played.viewer.link()).toContain('closed=host');
    played.viewer.actions.setClosed('host', false);
    expect(played.viewer.link()).not.toContain('closed');
  });
});
