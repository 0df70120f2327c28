import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'irqlanes-'));
const program = join(folder, 'build/irqlanes.js');
const work = join(folder, 'work');

beforeAll(async () => {
  await build({
    configFile: join(ROOT, 'vite.config.cli.ts'),
    root: ROOT,
    logLevel: 'warn',
    build: { outDir: join(folder, 'build') },
  });
});

beforeEach(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a shell line in which `$I` is the built command. */
function shell(line: string): SpawnSyncReturns<string> {
  return spawnSync('bash', ['-c', line], {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, I: program },
  });
}

describe('the built command', () => {
  test('runs by itself, without node_modules', () => {
    const { status, stdout, stderr } = shell('$I --version');
    expect([status, stdout, stderr]).toEqual([0, `${packageJson.version}\n`, '']);
  });

  test('calls itself by the same version in its summaries', () => {
    const { stdout } = shell('$I run ipsec-round-trip --kernel netbsd3 --json');
    expect(JSON.parse(stdout).tool).toBe(`irqlanes ${packageJson.version}`);
  });

  test('ends quietly when its output is cut off', () => {
    const { status, stdout, stderr } = shell(
      '$I run ipsec-load --format json | head -c 20; exit ${PIPESTATUS[0]}',
    );
    expect([status, stdout.length, stderr]).toEqual([0, 20, '']);
  });

  test('shows no progress where standard error is no terminal', () => {
    expect(shell('$I run four-gbe --json').stderr).toBe('');
  });

  test('reads a recording from standard input', () => {
    const line = `printf '  <idle>-0 [000] d.h1. 1.000200: irq_handler_entry: irq=24 name=eth0\\n' | $I import - --json`;
    expect(JSON.parse(shell(line).stdout)).toMatchObject({ hardirqs: 1 });
  });

  test('writes a whole file and leaves nothing else behind', () => {
    const { status, stdout } = shell('$I run ipsec-round-trip --json -o out.json');
    expect([status, stdout, readdirSync(work)]).toEqual([0, '', ['out.json']]);
    expect(JSON.parse(readFileSync(join(work, 'out.json'), 'utf8'))).toHaveLength(2);
  });

  test('leaves an existing file alone if the input is bad', () => {
    writeFileSync(join(work, 'out.json'), 'before');
    const { status, stdout, stderr } = shell('$I run ipsec-round-trip --set rate=0 -o out.json');
    expect([status, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(readFileSync(join(work, 'out.json'), 'utf8')).toBe('before');
  });

  test('writes through a link and into a pipe instead of replacing them', () => {
    symlinkSync('real.json', join(work, 'link.json'));
    writeFileSync(join(work, 'real.json'), 'before');
    shell('$I run ipsec-round-trip --json -o link.json');
    expect(JSON.parse(readFileSync(join(work, 'real.json'), 'utf8'))).toHaveLength(2);
    const { stdout } = shell('mkfifo pipe; cat pipe & $I run ipsec-round-trip --json -o pipe; wait');
    expect(JSON.parse(stdout)).toHaveLength(2);
  });

  test('says why it cannot write', () => {
    const { status, stderr } = shell('$I run ipsec-round-trip -o gone/out.json');
    expect([status, stderr]).toEqual([2, 'irqlanes: cannot write gone/out.json: no such file or folder\n']);
  });
});
