import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/link/index.ts';
import { offsetOf } from '../../src/store/index.ts';
import { finish, play, playFinished, SHIPPED } from './fixtures.ts';

const LARGE = new Uint8Array(10_000).map((_, i) => i % 251);
const here = ({ history }: ReturnType<typeof play>): string => history.entries[history.at];

describe('opening a recording', () => {
  it('shows a shipped one as a panel, linked by its id and hash', async () => {
    const played = playFinished();
    await played.viewer.actions.openShipped('a-recording');
    await played.settle();
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads', '@a-recording']);
    expect(played.jobs.at(-1)?.bytes).toEqual(new Uint8Array([1, 2, 3]));
    expect(here(played)).toContain('panels=netbsd3,netbsd-ithreads,@a-recording');
    expect(here(played)).toContain('rec=shipped:a-recording:0123456789abcdef');
  });

  it('lays its best span over the beginning of the models', async () => {
    const played = playFinished();
    await played.viewer.actions.openShipped('a-recording');
    await played.settle();
    expect(played.state().view.window).toEqual({ start: 0, end: 4000 });
    expect(offsetOf(played.state(), 'netbsd-ithreads')).toBe(0);
    expect(offsetOf(played.state(), '@a-recording')).toBe(-SHIPPED.view.start);
  });

  it('packs a pasted excerpt into the link, from which it opens again', async () => {
    const first = playFinished();
    await first.viewer.actions.openText(
      '  <idle>-0  [000] d.h1.  1.000000: irq_handler_entry: irq=24 name=eth0\n',
    );
    await first.settle();
    expect(here(first)).toContain('rec=excerpt:');

    const second = play({ hash: here(first) });
    await second.until(() => second.jobs.at(-1)?.bytes !== undefined);
    const bytes = second.jobs.at(-1)?.bytes;
    expect(new TextDecoder().decode(bytes)).toContain('irq_handler_entry');
  });

  it('notices an excerpt that the link does not hold whole', async () => {
    const first = playFinished();
    await first.viewer.actions.openText('one line of a trace');
    await first.settle();
    const damaged = here(first).replace(/excerpt:[0-9a-f]{16}/, 'excerpt:0000000000000000');
    const second = play({ hash: damaged.replace(/@[0-9a-f]{16}/, '@0000000000000000') });
    await second.until(() => second.state().panels.at(-1)?.run.status !== 'running');
    const run = second.state().panels.at(-1)?.run;
    expect(run).toMatchObject({ status: 'failed', message: expect.stringContaining('lost or changed') });
  });

  it('names a larger file by its hash and keeps it on this machine', async () => {
    const played = playFinished();
    await played.viewer.actions.openFile(LARGE, 'my trace.txt');
    await played.settle();
    const sha256 = await shortDigest(LARGE);
    expect(here(played)).toContain(`rec=file:${sha256}:10000:my%20trace.txt`);
    expect(here(played).length).toBeLessThan(300);
    expect(played.shelf.get(sha256)).toEqual(LARGE);
    expect(played.jobs.at(-1)?.bytes).toEqual(LARGE);
  });

  it('takes a file from this machine when its link is opened there', async () => {
    const sha256 = await shortDigest(LARGE);
    const hash = `#v=1&run=ipsec-round-trip;panels=netbsd3,@${sha256}&rec=file:${sha256}:10000:t`;
    const played = play({ hash, files: { [sha256]: LARGE } });
    await played.settle();
    expect(played.jobs.at(-1)?.bytes).toEqual(LARGE);
  });

  it('asks for a file that is not on this machine, and shows it when it is opened', async () => {
    const sha256 = await shortDigest(LARGE);
    const hash = `#v=1&run=ipsec-round-trip;panels=netbsd3,@${sha256}&rec=file:${sha256}:10000:my%20trace.txt`;
    const played = play({ hash });
    await played.settle();
    const [, panel] = played.state().panels;
    expect(panel.run).toMatchObject({ status: 'missing', message: expect.stringContaining('my trace.txt') });

    await played.viewer.actions.openFile(LARGE, 'another name.txt');
    await played.settle();
    expect(played.state().panels).toHaveLength(2);
    expect(played.jobs.at(-1)?.bytes).toEqual(LARGE);
  });

  it('takes the place of the last recording where there is no room', async () => {
    const played = playFinished();
    await played.viewer.actions.openShipped('a-recording');
    await played.viewer.actions.openFile(LARGE, 't');
    await played.settle();
    const sha256 = await shortDigest(LARGE);
    expect(played.state().panels.map(({ id }) => id)).toEqual(['netbsd3', 'netbsd-ithreads', `@${sha256}`]);
    expect(played.state().view.alignment).toEqual({ kind: 'clock' });
  });

  it('is not read again when the models change', async () => {
    const played = playFinished();
    await played.viewer.actions.openShipped('a-recording');
    await played.settle();
    const recording = played.jobs.at(-1);
    if (recording !== undefined) finish(recording);
    played.viewer.actions.setParameter('switchCost', 2000);
    played.frames();
    expect(played.jobs.filter(({ bytes }) => bytes !== undefined)).toHaveLength(1);
    expect(played.state().panels.at(-1)?.run.status).toBe('done');
  });

  it('knows the tables that have rows, and slices', async () => {
    const played = playFinished();
    await played.viewer.actions.openShipped('a-recording');
    await played.settle();
    const recording = played.jobs.at(-1);
    if (recording !== undefined) finish(recording);
    expect(played.state().panels.at(-1)?.trace.known).toEqual(['slices', 'switches', 'links']);
  });

  it.each([
    ['nothing', '0123456789abcdef', 'ships no recording'],
    ['a-recording', 'ffffffffffffffff', 'not the one that the link was made with'],
  ])('says what is wrong with a link to %s of hash %s', async (id, sha256, words) => {
    const played = play({
      hash: `#v=1&run=ipsec-round-trip;panels=netbsd3,@${id}&rec=shipped:${id}:${sha256}`,
    });
    await played.settle();
    const run = played.state().panels.at(-1)?.run;
    expect(run).toMatchObject({ status: 'failed', message: expect.stringContaining(words) });
  });
});
