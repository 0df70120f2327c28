import type { Line } from './line.ts';

/** One row of the figure: a cell for every column that has it. */
export type Row = readonly (Line | undefined)[];

interface OpenRow {
  readonly key: string;
  readonly cells: (Line | undefined)[];
}

/**
 * Rows of several columns, aligned by cause: lines of the same key share a row, and a column's own lines stay in their order.
 * Functions are found by name, between the places where the column's next cause already stands, so that one which a kernel calls
 * a step later than another stands where it is called.
 */
export function alignedRows(columns: readonly (readonly Line[])[]): readonly Row[] {
  const rows: OpenRow[] = [];
  columns.forEach((lines, column) => {
    let next = 0;
    lines.forEach((line, at) => {
      const end = isCall(line) ? nextCause(rows, lines, at, next) : rows.length;
      const found = indexOfKey(rows, keyOf(line), next, end);
      const row = found < 0 ? next : found;
      if (found < 0) rows.splice(row, 0, { key: keyOf(line), cells: columns.map(() => undefined) });
      rows[row].cells[column] = line;
      next = row + 1;
    });
  });
  return rows.map(({ cells }) => cells);
}

function isCall(line: Line): boolean {
  return line.key.startsWith('call:');
}

/** The name alone of a function: how often it was called before says nothing about the cause. */
function keyOf(line: Line): string {
  return isCall(line) ? line.key.replace(/#\d+$/u, '') : line.key;
}

/** Where the first later line of the column that is no call already stands; the end if none does. */
function nextCause(rows: readonly OpenRow[], lines: readonly Line[], at: number, from: number): number {
  for (let later = at + 1; later < lines.length; later++) {
    if (isCall(lines[later])) continue;
    const found = indexOfKey(rows, lines[later].key, from, rows.length);
    if (found >= 0) return found;
  }
  return rows.length;
}

function indexOfKey(rows: readonly OpenRow[], key: string, from: number, to: number): number {
  for (let row = from; row < to; row++) if (rows[row].key === key) return row;
  return -1;
}
