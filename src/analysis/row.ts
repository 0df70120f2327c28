import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';

/** One line of the comparison, a value per trace. */
export interface ComparisonRow {
  readonly id: string;
  readonly label: string;
  /** Key of the glossary entry that explains it, '' if it needs none. */
  readonly term: string;
  readonly unit: 'ns' | 'count' | 'per second' | 'percent' | 'index';
  readonly group: 'latency' | 'cpu' | 'counts' | 'rates';
  /** True for a part of the group's first row. */
  readonly part: boolean;
  /** One per trace; undefined where a trace cannot know it. */
  readonly values: readonly (number | undefined)[];
}

export type Head = Omit<ComparisonRow, 'values'>;
export type Value = (trace: Trace) => number | undefined;
/** What a row is about, and how a trace fills it. */
export type Row = readonly [Head, Value];

/** The head of a row that is no part of another. */
export function head(
  id: string,
  label: string,
  unit: Head['unit'],
  group: Head['group'],
  term: string,
): Head {
  return { id, label, unit, group, term, part: false };
}

/** A value that only the summary of a simulated run has. */
export function fromModel(value: (summary: ModelSummary) => number | undefined): Value {
  return ({ summary }) => (summary !== undefined && isModelSummary(summary) ? value(summary) : undefined);
}
