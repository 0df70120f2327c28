import type { ComparisonRow } from '../../analysis/index.ts';

/** Rows in which nothing everywhere is an answer. */
const ANSWERS: ReadonlySet<string> = new Set(['switches', 'frames-late', 'frames-missed']);

/** The rows that tell runs apart or say what they cost: without those that are 0 everywhere, unless that is what was asked. */
export function tellingRows(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  return rows.filter(({ id, values }) => ANSWERS.has(id) || values.some((value) => (value ?? 0) !== 0));
}
