/** A line of a table: a heading alone, or a label with a cell for each column. */
export type Row =
  | { readonly heading: string }
  | { readonly label: string; readonly cells: readonly string[] };

const GAP = '  ';

/** Sets rows as text: labels to the left and indented under their heading, cells to the right. Ends in a newline. */
export function setTable(columns: readonly string[], rows: readonly Row[]): string {
  const labels = rows.map((row) => ('heading' in row ? row.heading : GAP + row.label));
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const cellRows = rows.map((row) => ('heading' in row ? [] : row.cells));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cellRows.map((cells) => cells[i]?.length ?? 0)),
  );
  const line = (label: string, cells: readonly string[]): string =>
    [label.padEnd(labelWidth), ...cells.map((cell, i) => cell.padStart(widths[i]))].join(GAP).trimEnd();
  const body = rows.flatMap((row, i) => ('heading' in row ? ['', labels[i]] : [line(labels[i], row.cells)]));
  return [line('', columns), ...body, ''].join('\n');
}
