import { describe, expect, it } from 'vitest';
import { createIdleTracker } from '../../src/store/idle.ts';
import { finish, play } from './fixtures.ts';

function playTracker() {
  const dataset: DOMStringMap = {};
  const tasks: (() => void)[] = [];
  const idle = createIdleTracker({ dataset }, { frame: (task) => tasks.push(task) });
  const frame = (): void => {
    for (const task of tasks.splice(0)) task();
  };
  return { dataset, idle, frame };
}

describe('the idle mark', () => {
  it('is false from the start', () => {
    expect(playTracker().dataset.idle).toBe('false');
  });

  it('is true two frames after the last thing has ended', () => {
    const { dataset, idle, frame } = playTracker();
    idle.begin('run');
    idle.begin('paint');
    idle.end('run');
    frame();
    frame();
    frame();
    expect(dataset.idle).toBe('false');
    idle.end('paint');
    frame();
    expect(dataset.idle).toBe('false');
    frame();
    expect(dataset.idle).toBe('true');
  });

  it('does not turn true between a run and the layout that follows it', () => {
    const { dataset, idle, frame } = playTracker();
    idle.begin('run');
    idle.end('run');
    frame();
    idle.begin('layout');
    frame();
    frame();
    expect(dataset.idle).toBe('false');
    idle.end('layout');
    frame();
    frame();
    expect(dataset.idle).toBe('true');
  });

  it('is not disturbed by an end that nothing began', () => {
    const { dataset, idle, frame } = playTracker();
    idle.begin('run');
    idle.end('paint');
    frame();
    frame();
    expect(dataset.idle).toBe('false');
  });

  it('is false as long as a run of the page goes on, and false again at once when a change starts one', () => {
    const played = play();
    played.frames();
    expect(played.dataset.idle).toBe('false');
    for (const job of played.jobs) finish(job);
    played.frames();
    expect(played.dataset.idle).toBe('true');
    played.viewer.actions.setSeed(2);
    expect(played.dataset.idle).toBe('false');
  });

  it('turns true when every run has failed or was cancelled', () => {
    const played = play();
    played.frames();
    played.jobs[0].handlers.failed({ kind: 'worker', message: 'gone' });
    played.viewer.actions.cancel();
    played.frames();
    expect(played.dataset.idle).toBe('true');
  });
});
