import { describe, expect, it, vi } from 'vitest';
import { finish, playFinished } from './fixtures.ts';

describe('a preview', () => {
  it('runs a kernel that no panel shows under the present setup, and tells its summary', () => {
    const played = playFinished();
    played.viewer.actions.setParameter('switchCost', 2000);
    const tell = vi.fn<(summary: { readonly context_switches: number }) => void>();
    const before = played.state().panels;
    played.viewer.preview('netbsd-doran', tell);
    const job = played.jobs.at(-1);
    expect(job?.experiment).toMatchObject({ kernel: 'netbsd-doran', parameters: { switchCost: 2000 } });
    if (job !== undefined) finish(job);
    expect(tell).toHaveBeenCalledTimes(1);
    expect(played.state().panels).toEqual(before);
  });

  it('keeps the page from being idle until it is over', () => {
    const played = playFinished();
    played.settle();
    const stop = played.viewer.preview('netbsd-doran', () => undefined);
    expect(played.dataset.idle).toBe('false');
    stop();
    expect(played.jobs.at(-1)?.cancelled).toBe(true);
  });

  it('of a kernel that cannot run here tells nothing', () => {
    const played = playFinished();
    const jobs = played.jobs.length;
    played.viewer.preview('no-such-kernel', () => expect.unreachable());
    expect(played.jobs).toHaveLength(jobs);
  });
});
