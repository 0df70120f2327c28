import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isSupportedNode, missingPackages } from '../../scripts/lib/dependencies.mjs';

const folder = mkdtempSync(join(tmpdir(), 'irqlanes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lock(name: string, packages: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ packages }));
  return path;
}

describe('what is missing', () => {
  const wanted = lock('wanted.json', {
    '': { name: 'irqlanes' },
    'node_modules/here': { version: '1.0.0' },
    'node_modules/older': { version: '2.0.0' },
    'node_modules/gone': { version: '3.0.0' },
    'node_modules/elsewhere': { version: '4.0.0', optional: true },
  });

  test('are the packages that are absent or of another version, but not those of other platforms', () => {
    const installed = lock('installed.json', {
      'node_modules/here': { version: '1.0.0' },
      'node_modules/older': { version: '1.9.0' },
    });
    expect(missingPackages(wanted, installed)).toEqual(['node_modules/older', 'node_modules/gone']);
  });

  test('is everything where nothing was installed', () => {
    expect(missingPackages(wanted, join(folder, 'none.json'))).toHaveLength(3);
  });
});

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.0.0', true],
  ['26.1.0', true],
])('Node %s is supported: %s', (version, supported) => {
  expect(isSupportedNode(version)).toBe(supported);
});
