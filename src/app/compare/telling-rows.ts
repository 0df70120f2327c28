import type { ComparisonRow } from '../../analysis/index.ts';
import { valueText } from './value-text.ts';

/** Rows in which nothing everywhere is an answer. */
const ANSWERS: ReadonlySet<string> = new Set(['switches', 'frames-late', 'frames-missed']);

/** The rows that tell runs apart or say what they cost: without those that read 0 everywhere, unless that is what was asked. */
export function tellingRows(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  return rows.filter(({ id, unit, values }) => {
    const nothing = valueText(0, unit);
    return ANSWERS.has(id) || values.some((value) => valueText(value ?? 0, unit) !== nothing);
  });
}
