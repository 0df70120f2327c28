/** A line of a table: a heading alone, or a label with a cell for each column. */
export type Row =
  | { readonly heading: string }
  | { readonly label: string; readonly cells: readonly string[] };

const GAP = '  ';

/**
 * Sets rows as text: labels to the left and indented under their heading, cells to the right. Ends in a newline. Columns
 * without a name have no head line; behind others such a column is of remarks, which begin where they begin.
 */
export function setTable(columns: readonly string[], rows: readonly Row[]): string {
  // A heading stands alone on its line, so that it may run over the columns.
  const labelWidth = Math.max(...rows.map((row) => ('heading' in row ? 0 : GAP.length + row.label.length)));
  const cellRows = rows.map((row) => ('heading' in row ? [] : row.cells));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cellRows.map((cells) => cells[i]?.length ?? 0)),
  );
  const set = (cell: string, i: number): string =>
    i > 0 && columns[i] === '' ? cell : cell.padStart(widths[i]);
  const line = (label: string, cells: readonly string[]): string =>
    [label.padEnd(labelWidth), ...cells.map(set)].join(GAP).trimEnd();
  const body = rows.flatMap((row) =>
    'heading' in row ? ['', row.heading] : [line(GAP + row.label, row.cells)],
  );
  const head = columns.every((column) => column === '') ? [] : [line('', columns)];
  return [...head, ...(head.length === 0 && startsWithHeading(rows) ? body.slice(1) : body), ''].join('\n');
}

function startsWithHeading([first]: readonly Row[]): boolean {
  return first !== undefined && 'heading' in first;
}
