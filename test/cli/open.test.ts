import { describe, expect, test } from 'vitest';
import { command } from './fake-terminal.ts';

/** What stands after `Link:` in a text figure. */
async function linkOf(line: string): Promise<string> {
  const { out } = await command(`${line} --format text`);
  return /^Link: (.*)$/mu.exec(out)![1];
}

describe('irqlanes open', () => {
  test('prints the trace that the run behind the link prints', async () => {
    const run =
      'run ipsec-load --kernel netbsd3 --kernel netbsd5 --set rate=20k --set netbsd5:blockProbability=0.5 --until 3ms';
    const link = await linkOf(run);
    expect(link).toBe(
      "irqlanes open '#v=1&run=ipsec-load;panels=netbsd3,netbsd5;set=blockProbability=0.5,rate=20000;until=3000000'",
    );
    const hash = /'(.*)'/u.exec(link)![1];
    const opened = await command(`open ${hash} --format json`);
    expect(opened.code).toBe(0);
    expect(opened.out).toBe((await command(`${run} --format json`)).out);
  });

  test('holds the actions, also those of one side and none at all', async () => {
    const line =
      'run toggle-threaded --until 2ms --at 1ms=threaded-on --at linux-genirq-threaded:1500us=threaded-off';
    const link = await linkOf(line);
    expect(link).toContain('actions=1000000:threaded%20on,linux-genirq-threaded:1500000:threaded%20off');
    const hash = /'(.*)'/u.exec(link)![1];
    const opened = await command(`open ${hash} --json`);
    expect(opened.out).toBe((await command(`${line} --json`)).out);
    expect(await linkOf('run toggle-threaded --until 2ms --at none')).toContain('actions=none');
    expect(await linkOf('run toggle-threaded --until 2ms')).not.toContain('actions');
  });

  test('names only what differs from the defaults', async () => {
    expect(await linkOf('run ipsec-round-trip')).toBe("irqlanes open '#v=1&run=ipsec-round-trip'");
  });

  test('puts the address of a page before the link where one is given', async () => {
    expect(await linkOf('run ipsec-round-trip --base https://example.org/irqlanes/')).toBe(
      'https://example.org/irqlanes/#v=1&run=ipsec-round-trip',
    );
  });

  test('takes a whole address', async () => {
    const { code, out } = await command('open https://example.org/#v=1&run=ipsec-round-trip --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ kernel: 'netbsd3' }, { kernel: 'netbsd-ithreads' }]);
  });

  test('leaves the parameters that are as they would be out of the figure', async () => {
    const { out } = await command('run ipsec-round-trip --format text');
    expect(out).not.toContain('ringSize');
  });
});
