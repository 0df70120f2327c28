import { describe, expect, test } from 'vitest';
import { command } from './fake-terminal.ts';

describe('irqlanes run', () => {
  test("runs the scenario's default kernels and sets them side by side", async () => {
    const { code, out, complaints } = await command('run ipsec-round-trip');
    expect([code, complaints]).toEqual([0, []]);
    expect(out).toMatch(/^ipsec-round-trip {3}MODEL/u);
    expect(out).toMatch(/^ +netbsd3 +netbsd-ithreads$/mu);
    expect(out).toMatch(/^ {2}context switches +0 +6$/mu);
  });

  test('says what was set by hand, and who cannot keep up', async () => {
    const { out } = await command('run ipsec-load --set rate=60k');
    expect(out).toContain('rate=60k');
    expect(out).toMatch(/Interrupt threads: cannot keep up/u);
    expect(out).toMatch(/^ {2}context switches per second +0 +\d{2,3},\d{3}$/mu);
  });

  test('gives no rate for a single packet', async () => {
    expect((await command('run ipsec-round-trip --kernel netbsd3')).out).not.toContain(
      'delivered per second',
    );
  });

  test('prints one object for one kernel and an array in the order asked for', async () => {
    const one = await command('run ipsec-round-trip --kernel netbsd5 --json');
    expect(JSON.parse(one.out)).toMatchObject({ kernel: 'netbsd5', borrows: 2 });
    const two = await command(
      'run ipsec-round-trip --kernel netbsd5 --kernel netbsd3 --format summary --json',
    );
    expect(JSON.parse(two.out)).toMatchObject([{ kernel: 'netbsd5' }, { kernel: 'netbsd3' }]);
  });

  test('prints traces the same way', async () => {
    const one = await command('run ipsec-round-trip --kernel netbsd3 --format json');
    expect(JSON.parse(one.out)).toMatchObject({ format: 'irqlanes-trace', origin: 'model' });
    const two = await command('run ipsec-round-trip --format json');
    expect(JSON.parse(two.out)).toMatchObject([
      { summary: { kernel: 'netbsd3' } },
      { format: 'irqlanes-trace' },
    ]);
  });

  test('sets a parameter for all kernels, or for one side', async () => {
    const { out } = await command(
      'run ipsec-round-trip --set cryptoTime=30us --set netbsd-ithreads:switchCost=2us --seed 7 --json',
    );
    expect(JSON.parse(out)).toMatchObject([
      { seed: 7, parameters: { cryptoTime: 30_000, switchCost: 1200 } },
      { seed: 7, parameters: { cryptoTime: 30_000, switchCost: 2000 } },
    ]);
  });

  test('switches threaded polling when it is told to, on one side or on both', async () => {
    const run = 'run udp-echo --kernel linux-6.12 --kernel linux-6.1 --until 2ms --json';
    const switches = async (line: string): Promise<number[]> =>
      JSON.parse((await command(line)).out).map(
        (made: { context_switches: number }) => made.context_switches,
      );
    const [newer, older] = await switches(run);
    const [both, alsoBoth] = await switches(`${run} --at 1ms=threaded-on`);
    const [one, other] = await switches(`${run} --at linux-6.12:1ms=threaded-on`);
    expect(both).toBeGreaterThan(newer);
    expect(alsoBoth).toBeGreaterThan(older);
    expect([one, other]).toEqual([both, older]);
  });

  test.each([
    ['run toggle-threaded --at 3ms', /--at 3ms: write TIME=WHAT, as 3ms=threaded-on/u],
    ['run toggle-threaded --at soon=threaded-on', /write TIME=WHAT/u],
    ['run toggle-threaded --at netbsd3:3ms=threaded-on', /kernel netbsd3 does not run here/u],
    ['run ipsec-load --at 3ms=threaded-on', /linux-6\.12,.* have a switch, in .*toggle-threaded/u],
  ])('refuses an action that cannot be: %s', async (line, complaint) => {
    const { code, out, complaints } = await command(line);
    expect([code, out]).toEqual([2, '']);
    expect(complaints.join()).toMatch(complaint);
  });

  test('stops at the time asked for', async () => {
    const { out } = await command('run ipsec-load --kernel netbsd3 --until 1ms --json');
    expect(JSON.parse(out)).toMatchObject({ simulated_ns: 1_000_000 });
  });

  test('draws a text figure no wider than asked for', async () => {
    const { out } = await command('run ipsec-round-trip --format text --width 90 --packet 0');
    expect(out).toContain('MODEL');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });

  test('writes to a file instead of standard output', async () => {
    const { out, files } = await command('run ipsec-round-trip --json -o out.json');
    expect(out).toBe('');
    expect(JSON.parse(files.get('out.json') ?? '')).toHaveLength(2);
  });

  test.each([
    ['run', 'ipsec-round-trip'],
    ['run ipsec-rond-trip', 'ipsec-round-trip'],
    ['run ipsec-round-trip --kernel netbsd4', 'netbsd3'],
    ['run ipsec-round-trip --costs core2', 'core2-2007'],
    ['run ipsec-round-trip --set rat=3', 'rate'],
    ['run ipsec-round-trip --set __proto__=3', 'no parameter "__proto__"'],
    ['run ipsec-round-trip --set netbsd3:__proto__=3', 'no parameter "__proto__"'],
    [`run ipsec-round-trip --set rate=${'9'.repeat(999)}`, '999… '],
    ['run ipsec-round-trip --set rate', 'NAME=VALUE'],
    ['run ipsec-round-trip --set rate=0', '1'],
    ['run ipsec-round-trip --set rate=fast', 'packets/s'],
    ['run ipsec-round-trip --set netbsd5:rate=3', 'netbsd3, netbsd-ithreads'],
    ['run ipsec-round-trip --set crypto=none', 'hw, sync'],
    ['run ipsec-round-trip --seed minus', 'whole number'],
    ['run ipsec-round-trip --seed 4294967296', 'to 4294967295'],
    ['run ipsec-round-trip --until 10parsecs', '10ms'],
    ['run ipsec-round-trip --format xml', 'summary, json, text'],
    ['run ipsec-round-trip --format svg', 'not there yet'],
    ['run ipsec-round-trip --format text --json', '--json'],
    ['run ipsec-round-trip --format text --orient right', 'not there yet'],
    ['run ipsec-round-trip --format text --width 7', '40'],
    ['run ipsec-round-trip --format text --packet 9', 'from 0 to 0'],
    ['run ipsec-round-trip --fromat text', '--format'],
    ['run ipsec-round-trip ipsec-load', 'too many arguments'],
  ])('answers `%s -o file` with one line that holds %s, and writes nothing', async (line, hint) => {
    const { code, out, complaints, files } = await command(`${line} -o file`);
    expect([code, out, files.size]).toEqual([2, '', 0]);
    expect(complaints).toEqual([expect.stringContaining(hint)]);
    expect(complaints[0]).toMatch(/^irqlanes: [^\n]+$/u);
  });
});
