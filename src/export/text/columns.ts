import { microseconds } from '../../narrate/index.ts';
import type { Line } from './line.ts';
import { alignedRows, type Row } from './rows.ts';

/** A column of the figure: a kernel, or a CPU of one kernel. */
export interface Column {
  /** At length and more briefly; the first that fits is printed. */
  readonly heads: readonly string[];
  readonly lines: readonly Line[];
  /** Time that is printed as 0.0, ns. */
  readonly origin: number;
}

const MARGIN = '  ';
const GAP = '  ';

/**
 * The figure: a head, a rule, and one row per cause with a cell in every column that has it. `order` are the keys of all
 * rows; without it the rows are aligned by cause.
 */
export function columnsText(
  columns: readonly Column[],
  width: number,
  order?: readonly string[],
): readonly string[] {
  const timeWidth = Math.max(
    4,
    ...columns.flatMap((column) => column.lines.map((line) => timeText(column, line).length)),
  );
  const room = width - MARGIN.length - GAP.length * (columns.length - 1);
  const alone = columns.length === 1;
  const columnWidth = alone ? aloneWidth(columns[0], timeWidth, room) : Math.floor(room / columns.length);
  const textWidth = columnWidth - timeWidth - 1;
  const noteWidth = alone ? room - columnWidth - GAP.length : 0;
  const cells = (parts: readonly string[]): string => `${MARGIN}${parts.join(GAP)}`.trimEnd();
  const head = columns.map(
    (column) => `${fit(column.heads, textWidth).padEnd(textWidth)} ${'t/us'.padStart(timeWidth)}`,
  );
  const rule = columns.map(() => `${'-'.repeat(textWidth)} ${'-'.repeat(timeWidth)}`);
  const previous = columns.map(() => '');
  const aligned =
    order === undefined ? alignedRows(columns.map(({ lines }) => lines)) : orderedRows(columns, order);
  const rows = aligned.map((row) => {
    const parts = row.map((line, at) => {
      if (line === undefined) return ' '.repeat(columnWidth);
      const time = timeText(columns[at], line);
      const shown = time === previous[at] && line.key.startsWith('call:') ? '' : time;
      previous[at] = time === '' ? previous[at] : time;
      return `${textCell(line, textWidth).padEnd(textWidth)} ${shown.padStart(timeWidth)}`;
    });
    const note = (alone ? row[0]?.notes.find((text) => text.length <= noteWidth) : undefined) ?? '';
    return cells(note === '' ? parts : [...parts, note]);
  });
  return [cells(head), cells(rule), ...rows];
}

/** A column alone takes what its longest line needs, and leaves the rest to the notes. */
function aloneWidth(column: Column, timeWidth: number, room: number): number {
  const longest = Math.max(...column.heads.map((head) => head.length), ...column.lines.map(lengthOf));
  return Math.min(room, Math.max(40, Math.min(longest + 1 + timeWidth, 50)));
}

function lengthOf(line: Line): number {
  return line.indent + line.texts[0].length;
}

/** A row per key of `order`, with a cell for the columns that have it. */
function orderedRows(columns: readonly Column[], order: readonly string[]): readonly Row[] {
  const cells = columns.map((column) => new Map(column.lines.map((line) => [line.key, line])));
  return order.map((key) => cells.map((lines) => lines.get(key)));
}

function textCell(line: Line, width: number): string {
  const indent = ' '.repeat(Math.min(line.indent, Math.max(0, width - 12)));
  return indent + fit(line.texts, width - indent.length);
}

/** The first text that fits; else the last one, cut, with `~` where something is missing. */
function fit(texts: readonly string[], width: number): string {
  const fitting = texts.find((text) => text.length <= width);
  if (fitting !== undefined) return fitting;
  const last = texts[texts.length - 1];
  const end = last.endsWith('()') ? '~()' : '~';
  return last.slice(0, Math.max(0, width - end.length)) + end;
}

function timeText(column: Column, line: Line): string {
  return line.t === undefined ? '' : microseconds(line.t - column.origin);
}
