import { describe, expect, it } from 'vitest';
import { finish, play, playFinished, stepsOf } from './fixtures.ts';

const here = ({ history }: ReturnType<typeof play>): string => history.entries[history.at];

describe('the address bar', () => {
  it('is the link from the start, without an entry more', () => {
    const played = play();
    expect(played.history.entries).toEqual(['#v=1&run=ipsec-round-trip']);
  });

  it('gets an entry for each change of scenario, kernel, costs and step', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.goToStep(1);
    actions.setKernel('netbsd3', 'netbsd5');
    actions.setScenario('ipsec-load');
    expect(played.history.entries).toEqual([
      '#v=1&run=ipsec-round-trip',
      '#v=1&run=ipsec-round-trip&view=step=2',
      '#v=1&run=ipsec-round-trip;panels=netbsd5,netbsd-ithreads&view=step=2',
      '#v=1&run=ipsec-load',
    ]);
  });

  it('gets no entry for a step that is shown already', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(0);
    expect(played.history.entries).toHaveLength(1);
  });

  it('has its entry replaced when the view changes, at most four times a second', () => {
    const played = playFinished();
    const before = played.history.replaced;
    for (let i = 0; i < 100; i++) {
      played.viewer.actions.setWindow({ start: i, end: i + 100 });
      played.pass(10);
    }
    const replaced = played.history.replaced - before;
    expect(replaced).toBeGreaterThanOrEqual(3);
    expect(replaced).toBeLessThanOrEqual(5);
    played.pass(250);
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip&view=99..199');
    expect(played.history.entries).toHaveLength(1);
  });

  it('holds a changed parameter for all kernels and for one', () => {
    const played = playFinished();
    played.viewer.actions.setParameter('switchCost', 2000);
    played.viewer.actions.setParameter('payload', 500, 'netbsd3');
    played.pass(250);
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip;set=switchCost=2000,netbsd3:payload=500');
  });

  it('says what is selected only where the step does not', () => {
    const played = playFinished();
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 0 });
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip');
    played.viewer.actions.select({ panel: 'netbsd-ithreads', slice: 4 });
    played.pass(250);
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip&sel=netbsd-ithreads:4');
  });

  it('does without the theme and the drawer', () => {
    const played = playFinished();
    played.viewer.actions.setTheme('dark');
    played.viewer.actions.setDrawerOpen(true);
    played.viewer.actions.setDialog('help');
    played.pass(1000);
    expect(played.history.entries).toEqual(['#v=1&run=ipsec-round-trip']);
  });

  it('is right even when the browser refuses a new entry', () => {
    const played = playFinished();
    played.history.entries.splice = () => {
      throw new DOMException('too many calls', 'SecurityError');
    };
    played.viewer.actions.goToStep(2);
    played.pass(1000);
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip&view=step=3');
  });
});

describe('going back', () => {
  it('restores the step, then the kernel that was shown', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.setKernel('netbsd3', 'netbsd5');
    played.frames();
    finish(played.jobs[2]);
    actions.setSteps(stepsOf(['netbsd5', 'netbsd-ithreads']));
    actions.goToStep(2);
    played.go(-1);
    expect(played.state().steps.index).toBe(0);
    expect(played.state().selection).toEqual({ panel: 'netbsd5', slice: 0 });
    played.go(-1);
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads']);
    played.go(1);
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd5', 'netbsd-ithreads']);
  });

  it('writes nothing into the history itself', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(1);
    played.viewer.actions.goToStep(2);
    const entries = [...played.history.entries];
    played.go(-2);
    played.frames();
    played.pass(1000);
    expect(played.history.entries).toEqual(entries);
  });

  it('does not run again what did not change', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(1);
    const jobs = played.jobs.length;
    played.go(-1);
    played.frames();
    expect(played.jobs).toHaveLength(jobs);
  });
});

describe('a link that is opened', () => {
  it('shows the same thing as where it was copied', () => {
    const first = playFinished();
    const { actions } = first.viewer;
    actions.addKernel('netbsd-doran');
    actions.setCosts('core2-2007');
    actions.setParameter('switchCost', 2000);
    actions.setWindow({ start: 100, end: 400 });
    actions.setAlignment({ kind: 'step' });
    actions.goToStep(1);
    actions.select({ panel: 'netbsd-ithreads', slice: 5 });
    first.pass(1000);

    const second = play({ hash: here(first) });
    second.frames();
    for (const job of second.jobs) finish(job);
    second.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads', 'netbsd-doran']));
    second.pass(1000);
    const shown = ({ setup, view, selection }: ReturnType<typeof first.state>) => ({
      setup,
      view,
      selection,
    });
    expect(shown(second.state())).toEqual(shown(first.state()));
    expect(second.state().steps.index).toBe(first.state().steps.index);
    expect(here(second)).toBe(here(first));
  });

  it('keeps a selection that the reader cleared cleared', () => {
    const first = playFinished();
    first.viewer.actions.select(undefined);
    first.pass(1000);
    const second = play({ hash: here(first) });
    second.frames();
    for (const job of second.jobs) finish(job);
    second.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    second.pass(1000);
    expect(second.state().selection).toBeUndefined();
    expect(here(second)).toBe(here(first));
    second.viewer.actions.goToStep(1);
    expect(second.state().selection).toEqual({ panel: 'netbsd3', slice: 2 });
  });

  it('keeps its step until the steps are known', () => {
    const played = play({ hash: '#v=1&run=ipsec-round-trip&view=step=3' });
    played.viewer.actions.setSteps([]);
    played.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    expect(played.state().steps.index).toBe(2);
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 4 });
  });

  it.each([
    ['#v=1&run=ipsec-round-tripp', 'ipsec-round-trip'],
    ['#v=1&run=ipsec-round-trip;panels=netbsd33', 'netbsd3'],
    ['#v=1&run=%', 'escape'],
    ['#v=9', 'newer'],
    ['#content', 'version'],
  ])('opens the first screen and says what is wrong with %s', (hash, words) => {
    const played = play({ hash });
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads']);
    expect(played.state().notices.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
    played.pass(1000);
    expect(here(played)).toBe(hash);
  });

  it('gives back sections that this version does not know', () => {
    const played = playFinished({ hash: '#v=1&run=ipsec-round-trip&lesson=three' });
    played.viewer.actions.goToStep(1);
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip&view=step=2&lesson=three');
  });
});

describe('restoring the first screen', () => {
  it('goes back to its comparison, view and step, and can be taken back', () => {
    const played = playFinished();
    const { actions } = played.viewer;
    actions.setDrawerOpen(true);
    actions.goToStep(2);
    actions.setWindow({ start: 100, end: 300 });
    actions.setParameter('switchCost', 2000);
    played.pass(1000);
    const before = here(played);
    actions.restoreFirstScreen();
    expect(here(played)).toBe('#v=1&run=ipsec-round-trip');
    expect(played.state()).toMatchObject({ drawerOpen: false, view: { window: undefined } });
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 0 });
    played.go(-1);
    expect(here(played)).toBe(before);
    expect(played.state().setup.set).toEqual({ switchCost: 2000 });
  });
});
