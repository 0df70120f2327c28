import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import type { ComparisonRow } from './compare.ts';

type Head = Omit<ComparisonRow, 'values'>;
type Value = (trace: Trace) => number | undefined;
type Transactions = NonNullable<ModelSummary['transactions']>;

/** What the client of a request-response run saw: how many answers a second, and how long they took; only for such runs. */
export const TRANSACTION_ROWS: readonly (readonly [Head, Value])[] = [
  [head('transactions', 'transactions/s', 'per second'), seen(({ per_s }) => per_s)],
  [head('transaction-p50', 'transaction, median', 'ns'), seen(({ latency_ns }) => latency_ns?.p50)],
  [head('transaction-p90', 'transaction, 90th percentile', 'ns'), seen(({ latency_ns }) => latency_ns?.p90)],
  [head('transaction-p99', 'transaction, 99th percentile', 'ns'), seen(({ latency_ns }) => latency_ns?.p99)],
  [
    head('transaction-p999', 'transaction, 99.9th percentile', 'ns'),
    seen(({ latency_ns }) => latency_ns?.p999),
  ],
];

function head(id: string, label: string, unit: Head['unit']): Head {
  return { id, label, unit, group: 'rates', term: 'transaction', part: false };
}

function seen(value: (transactions: Transactions) => number | undefined): Value {
  return ({ summary }) =>
    summary !== undefined && isModelSummary(summary) && summary.transactions !== undefined
      ? value(summary.transactions)
      : undefined;
}
