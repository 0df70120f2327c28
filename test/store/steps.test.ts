import { describe, expect, it } from 'vitest';
import { finish, playFinished, stepsOf } from './fixtures.ts';

describe('the steps', () => {
  it('begin at the first one, with its slice selected', () => {
    const played = playFinished();
    expect(played.state().steps.index).toBe(0);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 0 });
  });

  it('select the slice of the step in the panel that is selected', () => {
    const played = playFinished();
    played.viewer.actions.select({ panel: 'netbsd-ithreads', slice: 1 });
    played.viewer.actions.goToStep(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd-ithreads', slice: 2 });
  });

  it('select elsewhere where that panel has no such step', () => {
    const played = playFinished();
    const [first, , last] = stepsOf(['netbsd3', 'netbsd-ithreads']);
    const only = { key: 'softint#1', at: { 'netbsd-ithreads': { slice: 2, t: 200 } } };
    played.viewer.actions.setSteps([first, only, last]);
    played.viewer.actions.goToStep(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd-ithreads', slice: 2 });
  });

  it('stop at both ends', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(-3);
    expect(played.state().steps.index).toBe(0);
    played.viewer.actions.goToStep(99);
    expect(played.state().steps.index).toBe(2);
  });

  it('stay on the same step when a run brings other ones', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(1);
    const marks = stepsOf(['netbsd3', 'netbsd-ithreads']);
    played.viewer.actions.setSteps([{ key: 'wire#1', at: {} }, ...marks]);
    expect(played.state().steps.index).toBe(2);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 2 });
  });

  it('leave a slice selected that the reader chose', () => {
    const played = playFinished();
    played.viewer.actions.select({ panel: 'netbsd3', slice: 7 });
    played.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 7 });
  });

  it('select again in a panel that took the place of the selected one', () => {
    const played = playFinished();
    played.viewer.actions.setKernel('netbsd3', 'netbsd5');
    played.viewer.actions.setSteps(stepsOf(['netbsd5', 'netbsd-ithreads']));
    expect(played.state().selection).toEqual({ panel: 'netbsd5', slice: 0 });
  });

  it('leave nothing selected where the reader cleared the selection', () => {
    const played = playFinished();
    played.viewer.actions.select(undefined);
    played.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    expect(played.state().selection).toBeUndefined();
  });

  it('come into view when they are out of it', () => {
    const played = playFinished();
    played.viewer.actions.setWindow({ start: 0, end: 100 });
    played.viewer.actions.goToStep(2);
    const { window } = played.state().view;
    expect(window?.start).toBeLessThanOrEqual(400);
    expect(window?.end).toBeGreaterThan(400);
    expect((window?.end ?? 0) - (window?.start ?? 0)).toBe(100);
  });

  it('come into view by their own time, in a slice that began long before', () => {
    const played = playFinished();
    const [first, second] = stepsOf(['netbsd3', 'netbsd-ithreads']);
    const late = { key: 'softint#1', at: { netbsd3: { slice: first.at.netbsd3.slice, t: 700 } } };
    played.viewer.actions.setSteps([second, late]);
    played.viewer.actions.setWindow({ start: 600, end: 800 });
    played.viewer.actions.goToStep(1);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: first.at.netbsd3.slice });
    expect(played.state().view.window).toEqual({ start: 600, end: 800 });
  });
});

describe('playing', () => {
  it('goes through the steps in about twelve seconds and stops at the last', () => {
    const played = playFinished();
    played.viewer.actions.play();
    expect(played.state().steps).toMatchObject({ playing: true, index: 0 });
    played.pass(6000);
    expect(played.state().steps).toMatchObject({ playing: true, index: 1 });
    played.pass(6000);
    expect(played.state().steps).toMatchObject({ playing: false, index: 2 });
    played.pass(60_000);
    expect(played.state().steps.index).toBe(2);
  });

  it('begins anew from the last step', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(2);
    played.viewer.actions.play();
    expect(played.state().steps).toMatchObject({ playing: true, index: 0 });
  });

  it('stops when the reader steps, pauses or changes the setup', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.play();
    actions.goToStep(1);
    expect(played.state().steps.playing).toBe(false);
    actions.play();
    actions.pause();
    expect(played.state().steps.playing).toBe(false);
    actions.play();
    actions.setSeed(3);
    expect(played.state().steps.playing).toBe(false);
    played.pass(60_000);
    expect(played.state().steps.index).toBe(1);
  });

  it('does not begin where there is nothing to go through', () => {
    const played = playFinished();
    played.viewer.actions.setSteps(stepsOf(['netbsd3']).slice(0, 1));
    played.viewer.actions.play();
    expect(played.state().steps.playing).toBe(false);
  });

  it('goes on while a run that was going on ends', () => {
    const played = playFinished();
    played.viewer.actions.play();
    finish(played.jobs[0]);
    played.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    played.pass(12_000);
    expect(played.state().steps).toMatchObject({ playing: false, index: 2 });
  });
});
