import type { Latency, ModelSummary } from '../trace/summary.ts';
import { count, microseconds } from './figures.ts';
import type { Row } from './table.ts';

const FIGURES: readonly (keyof Latency)[] = ['min', 'p50', 'p90', 'p99', 'p999', 'max'];

/** What the client of each run saw; nothing where there is no client that waits for answers. */
export function transactionRows(summaries: readonly ModelSummary[]): readonly Row[] {
  if (summaries[0].transactions === undefined) return [];
  const figure = (one: ModelSummary, name: keyof Latency): string => {
    const latency = one.transactions?.latency_ns ?? null;
    return latency === null ? '-' : microseconds(latency[name]);
  };
  return [
    { heading: 'transactions, as the client sees them' },
    { label: 'answered', cells: summaries.map((one) => count(one.transactions?.count ?? 0)) },
    { label: 'per second', cells: summaries.map((one) => count(Math.round(one.transactions?.per_s ?? 0))) },
    ...FIGURES.map((name) => ({
      label: `latency ${name}, us`,
      cells: summaries.map((one) => figure(one, name)),
    })),
  ];
}
