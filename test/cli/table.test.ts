import { expect, test } from 'vitest';
import { setTable } from '../../src/cli/table.ts';

test('a table sets labels left, figures right and headings over the columns', () => {
  const rows = [
    { heading: 'a heading longer than the labels' },
    { label: 'one', cells: ['1', '1,000'] },
    { label: 'eleven', cells: ['11', '2'] },
  ];
  expect(setTable(['here', 'b'], rows)).toBe(
    [
      '          here      b',
      '',
      'a heading longer than the labels',
      '  one        1  1,000',
      '  eleven    11      2',
      '',
    ].join('\n'),
  );
});

test('remarks behind the other columns begin where they begin', () => {
  const rows = [
    { label: 'rate', cells: ['5', 'all'] },
    { label: 'quota', cells: ['10', 'some of many'] },
  ];
  expect(setTable(['default', ''], rows)).toBe(
    '         default\n  rate         5  all\n  quota       10  some of many\n',
  );
});
