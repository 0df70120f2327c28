import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/store/index.ts';
import { play } from './fixtures.ts';

const TOGGLE = '#v=1&run=toggle-threaded';

function playToggle(hash = TOGGLE) {
  const played = play({ hash });
  return {
    ...played,
    actions: played.viewer.actions,
    /** What the runs that were asked for last are made with, by kernel. */
    asked: () =>
      Object.fromEntries(
        played.state().panels.map(({ id, experiment }) => [id, experiment?.actions.map(({ at }) => at)]),
      ),
  };
}

describe('threaded polling, switched while a run goes on', () => {
  it('is what the scenario says until the reader changes it', () => {
    const played = playToggle();
    expect(played.asked()).toEqual({
      'linux-napi-threaded': [3_000_000, 7_000_000],
      'linux-genirq-threaded': [3_000_000, 7_000_000],
    });
    expect(played.viewer.link()).toBe(TOGGLE);
  });

  it('is switched to what it is not at that time, and the run is made again', () => {
    const { actions, state, viewer, asked } = playToggle();
    actions.switchAt(5_000_000);
    actions.switchAt(9_000_000);
    expect(state().setup.actions?.map(({ what }) => what)).toEqual([
      'threaded on',
      'threaded off',
      'threaded off',
      'threaded on',
    ]);
    expect(asked()['linux-napi-threaded']).toEqual([3_000_000, 5_000_000, 7_000_000, 9_000_000]);
    expect(viewer.link()).toContain('actions=3000000:threaded%20on,5000000:threaded%20off');
  });

  it('can be taken away altogether, which the link says', () => {
    const { actions, viewer, asked } = playToggle();
    actions.removeAction(1);
    actions.removeAction(0);
    expect(asked()['linux-napi-threaded']).toEqual([]);
    expect(viewer.link()).toBe(`${TOGGLE};actions=none`);
  });

  it('is forgotten when it is again as the scenario has it', () => {
    const { actions, viewer } = playToggle();
    actions.changeAction(0, { at: 2_000_000, what: 'threaded on' });
    expect(viewer.link()).toContain('actions=2000000');
    actions.changeAction(0, { at: 3_000_000, what: 'threaded on' });
    expect(viewer.link()).toBe(TOGGLE);
  });

  it('may concern one side of the comparison', () => {
    const { actions, asked, viewer } = playToggle();
    actions.changeAction(1, { at: 7_000_000, what: 'threaded off', kernel: 'linux-napi-threaded' });
    expect(asked()).toEqual({
      'linux-napi-threaded': [3_000_000, 7_000_000],
      'linux-genirq-threaded': [3_000_000],
    });
    const linked = playToggle(viewer.link());
    expect(linked.asked()['linux-genirq-threaded']).toEqual([3_000_000]);
  });

  it('comes back as it was by going back', () => {
    const { actions, asked, go } = playToggle();
    actions.switchAt(5_000_000);
    actions.removeAction(0);
    go(-1);
    expect(asked()['linux-napi-threaded']).toEqual([3_000_000, 5_000_000, 7_000_000]);
    go(-1);
    expect(asked()['linux-napi-threaded']).toEqual([3_000_000, 7_000_000]);
  });

  it('is restored by a link that has it, also for a scenario without any of its own', () => {
    const { asked } = playToggle('#v=1&run=udp-echo;panels=linux-6.12;actions=1000000:threaded%20on');
    expect(asked()).toEqual({ 'linux-6.12': [1_000_000] });
  });

  it('leaves a kernel alone that polls for ever', () => {
    const { asked, state } = playToggle(
      '#v=1&run=rcvbuf-flood;panels=linux-napi-threaded,linux-napi-busypoll;actions=1000000:threaded%20on',
    );
    expect(asked()).toEqual({ 'linux-napi-threaded': [1_000_000], 'linux-napi-busypoll': [] });
    expect(state().panels.every(({ run }) => run.status !== 'failed')).toBe(true);
  });

  it('has a key where the scenario lets it be switched, and none elsewhere', () => {
    const played = playToggle();
    expect(runCommand(played.viewer, 'switch-threaded')).toBe(true);
    expect(played.state().setup.actions).toHaveLength(3);
    const other = play();
    expect(runCommand(other.viewer, 'switch-threaded')).toBe(false);
  });
});
