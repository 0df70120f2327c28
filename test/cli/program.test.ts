import { describe, expect, test } from 'vitest';
import { command } from './fake-terminal.ts';

describe('irqlanes', () => {
  test('prints its version and its help on standard output', async () => {
    expect(await command('--version')).toMatchObject({ code: 0, out: '9.8.7\n', complaints: [] });
    const help = await command('--help');
    expect(help).toMatchObject({ code: 0, complaints: [] });
    for (const name of ['list', 'run', 'import', 'Examples']) expect(help.out).toContain(name);
    expect((await command('run --help')).out).toContain('--set <name=value>');
  });

  test.each([
    ['', 'list, run, import'],
    ['frobnicate', 'list, run, import'],
    ['rum', 'run'],
    ['list everything', 'too many arguments'],
    ['import', 'standard input'],
    ['evidence --json', 'not there yet'],
    ['sweep ipsec-load --vary rate=1..2:3', 'not there yet'],
    ['open', 'open what? give a link'],
    ['open #v=1', 'describes no run'],
    ['open #v=9&run=four-gbe', 'newer irqlanes'],
    ['open #v=1&run=nope', 'no scenario "nope"'],
  ])('answers `irqlanes %s` with one line that holds %s', async (line, hint) => {
    const { code, out, complaints } = await command(line);
    expect([code, out]).toEqual([2, '']);
    expect(complaints).toEqual([expect.stringContaining(hint)]);
    expect(complaints[0]).not.toContain('\n');
  });
});

describe('irqlanes list', () => {
  test('names every kernel of every scenario in its text', async () => {
    const { code, out } = await command('list');
    expect(code).toBe(0);
    for (const id of ['ipsec-round-trip', 'four-gbe', 'netbsd-doran', 'core2-2007'])
      expect(out).toContain(id);
  });

  test('fits a terminal of 100 columns, and says once which kernels take a parameter', async () => {
    const { out } = await command('list');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(out).toMatch(/^ {4}freebsd6 freebsd6-direct:\n {6}preemption +full +full\|none$/mu);
  });

  test('has every constant of every profile, in brackets where it is from elsewhere, and what can be done to a run', async () => {
    const { out } = await command('list');
    expect(out).toMatch(/^ +grantCopy +(\(\d+\) +)+\d+/mu);
    // Of Xen, of KVM, of TCP.
    for (const name of ['hypercall', 'vmExit', 'epollWait'])
      expect(out).toMatch(new RegExp(`^ +${name} .*\\d`, 'mu'));
    expect(out).toMatch(/^ +switchCost +\d+/mu);
    expect(out).toContain('--at 3ms=threaded-on --at 7ms=threaded-off');
  });

  test('gives for each scenario its kernels, defaults and parameters with ranges', async () => {
    const { scenarios, kernels } = JSON.parse((await command('list --json')).out);
    const ids: readonly string[] = kernels.map((kernel: { readonly id: string }) => kernel.id);
    for (const scenario of scenarios) {
      expect(ids).toEqual(expect.arrayContaining(scenario.kernels));
      expect(scenario.kernels).toEqual(expect.arrayContaining(scenario.default_kernels));
      // A closed loop has no rate of its own, but every scenario sends packets of some size.
      const payload = scenario.parameters.find((one: { readonly name: string }) => one.name === 'payload');
      expect(payload).toMatchObject({ unit: 'bytes', min: expect.any(Number), kernels: scenario.kernels });
      expect(payload.default).toBeLessThanOrEqual(payload.max);
    }
  });

  test('gives for each kernel the values that it allows', async () => {
    const { kernels } = JSON.parse((await command('list --json')).out);
    const netbsd3 = kernels.find((kernel: { readonly id: string }) => kernel.id === 'netbsd3');
    expect(netbsd3.allows.crypto).toContain('hw');
  });
});
