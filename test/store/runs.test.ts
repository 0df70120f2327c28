import { describe, expect, it } from 'vitest';
import { finish, play, playFinished, send, stepsOf } from './fixtures.ts';

const statuses = (played: ReturnType<typeof play>) => played.state().panels.map(({ run }) => run.status);

describe('the panels', () => {
  it('show the first comparison, running, before anything has come', () => {
    const played = play();
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads']);
    expect(statuses(played)).toEqual(['running', 'running']);
    played.frames();
    expect(played.jobs.map(({ experiment }) => experiment?.kernel)).toEqual(['netbsd3', 'netbsd-ithreads']);
  });

  it('show the first batches in the next frame, and the rest at most ten times a second', () => {
    const played = play();
    played.frames();
    send(played.jobs[0], 3, { now: 1, total: 4 });
    send(played.jobs[0], 3, { now: 2, total: 4 });
    expect(played.state().panels[0].version).toBe(0);
    played.frames();
    const [panel] = played.state().panels;
    expect(panel.version).toBe(1);
    expect(panel.trace.slices.length).toBe(6);
    expect(panel.run).toEqual({ status: 'running', progress: 0.5 });
    send(played.jobs[0], 3, { now: 3, total: 4 });
    played.frames();
    expect(played.state().panels[0].version).toBe(1);
    played.pass(100);
    played.frames();
    expect(played.state().panels[0].version).toBe(2);
    expect(played.state().panels[0].run).toEqual({ status: 'running', progress: 0.75 });
  });

  it('are done when the run is, at once', () => {
    const played = play();
    played.frames();
    finish(played.jobs[0], 5);
    const [panel] = played.state().panels;
    expect(panel.run).toEqual({ status: 'done' });
    expect(panel.span).toBe(500);
  });

  it('leave a panel alone that does not change', () => {
    const played = play();
    played.frames();
    for (const job of played.jobs) finish(job);
    const [first] = played.state().panels;
    played.viewer.actions.setParameter('blockProbability', 0.5, 'netbsd-ithreads');
    played.frames();
    expect(played.state().panels[0]).toBe(first);
    expect(played.jobs).toHaveLength(3);
    expect(played.jobs[2].experiment?.parameters['blockProbability']).toBe(0.5);
  });

  it('keep the old trace until the first batch of the new run', () => {
    const played = play();
    played.frames();
    finish(played.jobs[0], 5);
    const { trace } = played.state().panels[0];
    played.viewer.actions.setSeed(7);
    played.frames();
    expect(played.state().panels[0].trace).toBe(trace);
    expect(played.state().panels[0].run.status).toBe('running');
    send(played.jobs[2], 1);
    played.frames();
    expect(played.state().panels[0].trace).not.toBe(trace);
  });

  it('cancel a run that is outdated, and start the last of several changes within a frame once', () => {
    const played = play();
    played.frames();
    played.viewer.actions.setSeed(2);
    expect(played.jobs.map(({ cancelled }) => cancelled)).toEqual([true, true]);
    played.viewer.actions.setSeed(3);
    played.viewer.actions.setSeed(4);
    played.frames();
    expect(played.jobs).toHaveLength(4);
    expect(played.jobs[2].experiment?.seed).toBe(4);
  });

  it('take nothing from a run that is outdated', () => {
    const played = play();
    played.frames();
    const [old] = played.jobs;
    played.viewer.actions.setSeed(2);
    played.frames();
    finish(old, 5);
    played.frames();
    expect(played.state().panels[0].run.status).toBe('running');
    expect(played.state().panels[0].trace.slices.length).toBe(0);
  });

  it('say why a run failed and show no rows of another one', () => {
    const played = play();
    played.frames();
    finish(played.jobs[0], 5);
    played.viewer.actions.setSeed(2);
    played.frames();
    played.jobs[2].handlers.failed({ kind: 'worker', message: 'The worker died.' });
    const [panel] = played.state().panels;
    expect(panel.run).toEqual({ status: 'failed', message: 'The worker died.' });
    expect(panel.trace.slices.length).toBe(0);
  });

  it('run again after a failure', () => {
    const played = play();
    played.frames();
    played.jobs[0].handlers.failed({ kind: 'worker', message: 'The worker died.' });
    finish(played.jobs[1]);
    played.viewer.actions.runAgain();
    played.frames();
    expect(played.jobs).toHaveLength(3);
    finish(played.jobs[2]);
    expect(statuses(played)).toEqual(['done', 'done']);
  });

  it('stop when the reader cancels, and keep what had come', () => {
    const played = play();
    played.frames();
    send(played.jobs[0], 3, { now: 1, total: 4 });
    played.viewer.actions.cancel('netbsd3');
    expect(statuses(played)).toEqual(['cancelled', 'running']);
    expect(played.state().panels[0].trace.slices.length).toBe(3);
    expect(played.jobs[0].cancelled).toBe(true);
    played.viewer.actions.cancel();
    expect(statuses(played)).toEqual(['cancelled', 'cancelled']);
  });

  it('say what is wrong with a value that the catalogue refuses, without a run', () => {
    const played = play();
    played.frames();
    played.viewer.actions.setParameter('switchCost', -5);
    played.frames();
    const { run } = played.state().panels[0];
    expect(run.status).toBe('failed');
    expect(run.status === 'failed' && run.message).toContain('switchCost');
    expect(played.jobs).toHaveLength(2);
  });
});

describe('the setup', () => {
  it('gives a value to the kernels that know it only', () => {
    const played = play({ hash: '#v=1&run=ipsec-round-trip;panels=netbsd3,netbsd5;set=blockProbability=1' });
    played.frames();
    expect(statuses(played)).toEqual(['running', 'running']);
    expect(played.jobs.map(({ experiment }) => experiment?.parameters['blockProbability'])).toContain(1);
  });

  it('swaps two panels rather than show one kernel twice', () => {
    const played = play();
    played.viewer.actions.setKernel('netbsd3', 'netbsd-ithreads');
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd-ithreads', 'netbsd3']);
  });

  it('adds a third kernel, and refuses a fourth with words', () => {
    const played = play();
    played.viewer.actions.addKernel('netbsd-doran');
    played.viewer.actions.addKernel('netbsd5');
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads', 'netbsd-doran']);
    expect(played.state().notices[0].message).toContain('At most 3 panels');
  });

  it('never loses its last panel', () => {
    const played = play();
    played.viewer.actions.removePanel('netbsd3');
    played.viewer.actions.removePanel('netbsd-ithreads');
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd-ithreads']);
  });

  it('forgets a value that is set back to its default', () => {
    const played = play();
    played.viewer.actions.setParameter('payload', 500);
    expect(played.state().setup.set).toEqual({ payload: 500 });
    played.viewer.actions.setParameter('payload', 1300);
    expect(played.state().setup.set).toEqual({});
    played.viewer.actions.setParameter('payload', 500, 'netbsd3');
    expect(played.state().setup.overrides).toEqual({ netbsd3: { payload: 500 } });
    played.viewer.actions.setParameter('payload', 1300, 'netbsd3');
    expect(played.state().setup.overrides).toEqual({});
  });

  it('keeps changed costs and drops other values when the scenario changes', () => {
    const played = play();
    played.viewer.actions.setParameter('switchCost', 2000);
    played.viewer.actions.setParameter('payload', 500);
    played.viewer.actions.setScenario('ipsec-load');
    expect(played.state().setup).toMatchObject({ scenario: 'ipsec-load', set: { switchCost: 2000 } });
  });

  it('shows another scenario whole and from its first step', () => {
    const played = playFinished();
    played.viewer.actions.goToStep(2);
    played.viewer.actions.setWindow({ start: 100, end: 300 });
    played.viewer.actions.setScenario('ipsec-load');
    expect(played.state().view.window).toBeUndefined();
    expect(played.state().steps.index).toBe(0);
    played.viewer.actions.setSteps(stepsOf(['netbsd3', 'netbsd-ithreads']));
    expect(played.state().selection).toEqual({ panel: 'netbsd3', slice: 0 });
  });

  it('stays as it is when a scenario is not known, and says so', () => {
    const played = play();
    const { setup } = played.state();
    played.viewer.actions.setScenario('nothing');
    expect(played.state().setup).toBe(setup);
    expect(played.state().notices[0].message).toContain('nothing');
  });
});
