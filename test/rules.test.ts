import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const PAGE = 'docs/rules.md';

/** All rules of kernels.md by their numbers: those that the page has to speak of. */
const ALL = [
  'I1 to I4',
  '1.1.1 to 1.1.6',
  '1.2.7 to 1.2.14',
  '1.3.15 to 1.3.18',
  '1.4.19 to 1.4.25',
  '1.5',
  '1.6.26, 1.6.27',
  '1.7',
  '2a.1 to 2a.9',
  '2b.10 to 2b.12',
  '2c.13 to 2c.26',
  '2d, 2e',
  '3.1 to 3.14',
  '4.1.1 to 4.1.5',
  '4.2',
  '4.2.6 to 4.2.9',
  '4.3.10 to 4.3.20',
  '4.4.21, 4.4.22',
  '4.5, 4.6, 4.7',
  '4.8.23 to 4.8.25',
  '5a.1 to 5a.7',
  '5b.8',
  '5c.9 to 5c.13',
  '5d.14 to 5d.18',
  '6.1 to 6.6',
  '7a.1, 7a.2',
  '7b.3 to 7b.9',
  '7c.10',
  '8a.1 to 8a.6',
  '8b.7 to 8b.11',
  '9.1 to 9.11',
  '10a.1 to 10a.5',
  '10b.6 to 10b.9',
  '10c.10 to 10c.13',
  '12',
].flatMap(rulesIn);

/** A line of the page's tables. */
interface Row {
  readonly rules: readonly string[];
  readonly where: string;
  /** Tests that it names: files without their extension, or folders of goldens. */
  readonly tests: readonly string[];
}

/** Numbers of rules in a text: "1.2.7 to 1.2.9" are three, "1.6.27 a to f" and "4.1.4 a, b" one each. */
function rulesIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, first, last] of text.matchAll(/\b(I\d|\d+[a-e]?(?:\.\d+)+|2[de]|12\b)(?: to (\S+\d))?/g)) {
    found.push(...(last === undefined ? [first] : between(first, last)));
  }
  return found;
}

/** Rules from `first` to `last`, which differ in their last number. */
function between(first: string, last: string): readonly string[] {
  const stem = first.replace(/\d+$/, '');
  const [from, to] = [first, last].map((rule) => Number(/\d+$/.exec(rule)![0]));
  return Array.from({ length: to - from + 1 }, (_, i) => `${stem}${from + i}`);
}

function rowsOf(page: string): readonly Row[] {
  return page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 5)
    .map(([, rule, , where]) => ({
      rules: rulesIn(rule),
      where,
      tests: [...where.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path]) => path),
    }));
}

/** The files that a path of the page stands for; none if it stands for nothing. */
function filesOf(path: string): readonly string[] {
  return [path, `${path}.test.ts`].filter((file) => existsSync(file));
}

/**
 * Rules that a test file names: in titles of tests, which begin with "kernels.md 1.2: " or, in tests of the model, with
 * "1.2.9: ", or say "(kernels.md I1)".
 */
function namedIn(file: string, source: string): ReadonlySet<string> {
  const named = new Set<string>();
  const titles = file.startsWith('test/model/')
    ? /(['"`])(kernels\.md .*?|(?:I\d|\d+[a-e]?\.\d)[^:\n]*?: .*?)\1/g
    : /(['"`])(kernels\.md .*?)\1/g;
  for (const [, , title] of source.matchAll(titles)) {
    const [head] = title.split(':');
    for (const rule of rulesIn(head.replace('kernels.md', ''))) named.add(rule);
  }
  for (const [, , rules] of source.matchAll(/(['"`])[^'"`\n]*\(kernels\.md ([^)]*)\)[^'"`\n]*\1/g))
    for (const rule of rulesIn(rules)) named.add(rule);
  return named;
}

const rows = rowsOf(readFileSync(PAGE, 'utf8'));
const listed = new Set(rows.flatMap(({ rules }) => rules));
const testFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && file !== 'test/rules.test.ts');
const namedBy = new Map(testFiles.map((file) => [file, namedIn(file, readFileSync(file, 'utf8'))]));

describe('the page of rules', () => {
  test('reads ranges, lists and letters', () => {
    expect(rulesIn('5a.1 to 5a.3, 5a.5')).toEqual(['5a.1', '5a.2', '5a.3', '5a.5']);
    expect(rulesIn('1.6.26, 1.6.27 a to f')).toEqual(['1.6.26', '1.6.27']);
    expect(rulesIn('10c.10, I1')).toEqual(['10c.10', 'I1']);
  });

  test('lists every rule of kernels.md', () => {
    expect(ALL.filter((rule) => !listed.has(rule))).toEqual([]);
  });

  test('lists no rule twice', () => {
    const all = rows.flatMap(({ rules }) => rules);
    expect(all.filter((rule, at) => all.indexOf(rule) < at)).toEqual([]);
  });

  test('mentions no test that does not exist', () => {
    const paths = [...readFileSync(PAGE, 'utf8').matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => filesOf(path).length === 0)).toEqual([]);
  });

  test('says where each rule is tested, or why the model does not have it', () => {
    const silent = rows.filter(
      ({ rules, where, tests }) =>
        rules.length > 0 && tests.length === 0 && !/not modelled: |no test: /.test(where),
    );
    expect(silent.map(({ rules }) => rules.join(', '))).toEqual([]);
  });

  test('names no file for a rule that the file does not name', () => {
    const wrong = rows.flatMap(({ rules, tests }) => {
      const named = tests.flatMap(filesOf).flatMap((file) => [...(namedBy.get(file) ?? [])]);
      return tests.length === 0
        ? []
        : rules.filter((rule) => !named.includes(rule)).map((rule) => `${rule}: ${tests}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the tests', () => {
  test('name rules that the page lists', () => {
    const unknown = [...namedBy].flatMap(([file, rules]) =>
      [...rules].filter((rule) => !listed.has(rule) && !isSection(rule)).map((rule) => `${rule} in ${file}`),
    );
    expect(unknown).toEqual([]);
  });

  test('name most of them', () => {
    const named = new Set([...namedBy.values()].flatMap((rules) => [...rules]));
    expect(ALL.filter((rule) => named.has(rule)).length).toBeGreaterThan(0.75 * ALL.length);
  });
});

/** True if rules of kernels.md have numbers below `number`: "1.2" of 1.2.7. */
function isSection(number: string): boolean {
  return ALL.some((rule) => rule.startsWith(`${number}.`));
}
