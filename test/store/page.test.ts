import { describe, expect, it } from 'vitest';
import { play, playFinished } from './fixtures.ts';

describe('settings of this machine', () => {
  it('are kept from one visit to the next', () => {
    const first = play();
    first.viewer.actions.setTheme('dark');
    first.viewer.actions.setSingleKeys(false);
    const second = play({ settings: Object.fromEntries(first.settings) });
    expect(second.state()).toMatchObject({ theme: 'dark', singleKeys: false });
  });

  it('are what the system says where nothing sensible was kept', () => {
    expect(play({ settings: { 'irqlanes.theme': 'purple' } }).state()).toMatchObject({
      theme: 'auto',
      singleKeys: true,
    });
  });
});

describe('notices', () => {
  it('say the same thing once, and go when dismissed', () => {
    const { viewer, state } = play();
    viewer.actions.notify('a');
    viewer.actions.notify('b');
    viewer.actions.notify('a');
    expect(state().notices.map(({ message }) => message)).toEqual(['a', 'b']);
    viewer.actions.dismiss(state().notices[0].id);
    viewer.actions.notify('c');
    expect(state().notices.map(({ message }) => message)).toEqual(['b', 'c']);
    expect(new Set(state().notices.map(({ id }) => id)).size).toBe(2);
  });
});

describe('copying the details', () => {
  it('copies what the page says of the selected slice', async () => {
    const played = playFinished();
    played.viewer.providePage({ detailsText: () => 'softint, 4.1 us' });
    await played.viewer.actions.copyDetails();
    expect(played.copied).toEqual(['softint, 4.1 us']);
  });

  it('copies nothing where there are no details', async () => {
    const played = playFinished();
    await played.viewer.actions.copyDetails();
    expect(played.copied).toEqual([]);
  });
});
