import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkWalls, type Files } from './walls/check.ts';

const ROOT = new URL('../', import.meta.url);

/** Every file under src/ and what src/ may import from outside of itself. */
function readSource(): Files {
  const paths = readdirSync(new URL('src/', ROOT), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').replace(/^.*?\/(?=src\/)/u, ''),
    );
  return new Map([...paths, 'package.json'].map((path) => [path, readFileSync(new URL(path, ROOT), 'utf8')]));
}

/** A small house that keeps every rule, with the files given added or replaced. */
function house(files: Readonly<Record<string, string>>): Files {
  const sound = {
    'src/trace/README.md': 'Columns.',
    'src/trace/table.ts': 'export const width = 3;',
    'src/model/README.md': 'Runs.',
    'src/model/types.ts': 'export interface Kernel { readonly id: string }',
    'src/model/run.ts': `import { tick } from './engine/clock.ts'; export const run = tick;`,
    'src/model/engine/README.md': 'Time.',
    'src/model/engine/clock.ts': `import { width } from '../../trace/table.ts'; export const tick = Math.max(width, 1);`,
    'src/scenarios/README.md': 'Catalogue.',
    'src/scenarios/index.ts': `import type { Kernel } from '../model/types.ts'; export const all: readonly Kernel[] = [];`,
    'src/app/README.md': 'Page.',
    'src/app/main.tsx': `import { all } from '../scenarios/index.ts'; import './page.css'; all.map((one) => <b>{one.id}</b>);`,
    'src/app/page.css': '',
  };
  return new Map(Object.entries({ ...sound, ...files }));
}

/** The violations that the files add to the small house. */
function planted(files: Readonly<Record<string, string>>): readonly string[] {
  return checkWalls(house(files)).violations;
}

describe('the walls of the source', () => {
  const report = checkWalls(readSource());

  test('are checked over modules that exist', () => {
    expect(report.visited).toBeGreaterThan(20);
  });

  test('hold for every import of every file', () => {
    expect(report.violations).toEqual([]);
  });
});

describe('the check of the walls', () => {
  test('finds nothing wrong with a house that keeps the rules', () => {
    expect(checkWalls(house({}))).toEqual({ visited: 6, violations: [] });
  });

  test.each([
    ['an import', `import { all } from '../scenarios/index.ts';`],
    ['a type import', `import type { all } from '../scenarios/index.ts';`],
    ['a side effect', `import '../scenarios/index.ts';`],
    ['a re-export', `export { all } from '../scenarios/index.ts';`],
    ['a re-export of everything', `export * from '../scenarios/index.ts';`],
    ['a dynamic import', `export const later = () => import('../scenarios/index.ts');`],
    ['an import type expression', `export type All = typeof import('../scenarios/index.ts');`],
    ['a worker address', `new Worker(new URL('../scenarios/index.ts', import.meta.url));`],
    ['an import with a query', `import text from '../scenarios/index.ts?raw';`],
  ])('finds %s through a wall', (_, source) => {
    const [violation, ...others] = planted({ 'src/trace/bad.ts': `// first line\n${source}` });
    expect(violation).toMatch(
      /^src\/trace\/bad\.ts:2 imports src\/scenarios\/index\.ts: src\/trace may import/u,
    );
    expect(others).toEqual([]);
  });

  test('finds a computed import, which it cannot follow', () => {
    const source = `export const load = (name: string) => import(name);`;
    expect(planted({ 'src/model/engine/bad.ts': source })).toEqual([expect.stringContaining('(computed)')]);
  });

  test('lets types alone through where only types may pass', () => {
    const types = {
      'src/scenarios/more.ts': `import { type Kernel } from '../model/types.ts'; export type K = Kernel;`,
    };
    const values = {
      'src/scenarios/more.ts': `import { Kernel } from '../model/types.ts'; export const k = Kernel;`,
    };
    expect(planted(types)).toEqual([]);
    expect(planted(values)).toEqual([expect.stringContaining('may import types alone')]);
  });

  test('finds a way into the model beside its door', () => {
    const source = `import { tick } from '../model/engine/clock.ts'; export const t = tick;`;
    expect(planted({ 'src/cli/README.md': 'Command.', 'src/cli/bad.ts': source })).toEqual([
      expect.stringContaining('src/cli/bad.ts:1 imports src/model/engine/clock.ts'),
    ]);
  });

  test('finds rooms that import each other', () => {
    const cycle = planted({
      'src/trace/bad.ts': `import { tick } from '../model/engine/clock.ts'; export const t = tick;`,
    });
    expect(cycle).toContainEqual(expect.stringMatching(/^rooms import each other: .*src\/model\/engine/u));
  });

  test('finds an import of a file that does not exist', () => {
    expect(planted({ 'src/trace/bad.ts': `import { a } from './gone.ts'; a();` })).toEqual([
      expect.stringContaining('which does not exist'),
    ]);
  });

  test('finds a package in a room that may not have it', () => {
    expect(planted({ 'src/scenarios/bad.ts': `import { useState } from 'react'; useState();` })).toEqual([
      expect.stringContaining('imports react: only src/app may'),
    ]);
    expect(planted({ 'src/model/engine/bad.ts': `import { max } from 'd3-array'; max([]);` })).toEqual([
      expect.stringContaining('nothing in src/model imports a package'),
    ]);
  });

  test.each([
    'Math.random()',
    'Math.log(2)',
    '2 ** 0.5',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'crypto.randomUUID()',
  ])('finds %s in the model', (expression) => {
    const [violation] = planted({ 'src/model/engine/bad.ts': `export const value = ${expression};` });
    expect(violation).toContain('must be the same in every engine');
  });

  test('lets exact arithmetic and names that only look unstable through', () => {
    const source = `export const cost = (p: { crypto: number }) => Math.floor(Math.sqrt(p.crypto));`;
    expect(planted({ 'src/model/engine/good.ts': source })).toEqual([]);
  });

  test('finds a folder without a README', () => {
    expect(planted({ 'src/style/palette.ts': 'export const hues = 3;' })).toEqual([
      expect.stringContaining('src/style has no README.md'),
    ]);
    expect(planted({ 'src/trace/text/read.ts': 'export const width = 72;' })).toEqual([
      expect.stringContaining('src/trace/text has no README.md'),
    ]);
  });

  test('finds a folder that is no room', () => {
    const files = {
      'src/attic/README.md': 'Old.',
      'src/attic/a.ts': `import { width } from '../trace/table.ts'; width;`,
    };
    expect(planted(files)).toEqual([expect.stringContaining('lies in no room')]);
  });

  test('finds a long file unless its header gives a reason', () => {
    const long = 'export {};\n'.repeat(401);
    expect(planted({ 'src/trace/bad.ts': long })).toEqual([expect.stringContaining('401 lines')]);
    expect(planted({ 'src/trace/bad.ts': `/** Over 400 lines: one table. */\n${long}` })).toEqual([]);
  });
});
