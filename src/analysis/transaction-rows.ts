import type { ModelSummary } from '../trace/summary.ts';
import { fromModel, head, type Row, type Value } from './row.ts';

type Transactions = NonNullable<ModelSummary['transactions']>;

/** What the client of a request-response run saw: how many answers a second, and how long they took; only for such runs. */
export const TRANSACTION_ROWS: readonly Row[] = [
  [head('transactions', 'transactions/s', 'per second', 'rates', 'transaction'), seen(({ per_s }) => per_s)],
  [
    head('transaction-p50', 'transaction, median', 'ns', 'rates', 'transaction'),
    seen(({ latency_ns }) => latency_ns?.p50),
  ],
  [
    head('transaction-p90', 'transaction, 90th percentile', 'ns', 'rates', 'transaction'),
    seen(({ latency_ns }) => latency_ns?.p90),
  ],
  [
    head('transaction-p99', 'transaction, 99th percentile', 'ns', 'rates', 'transaction'),
    seen(({ latency_ns }) => latency_ns?.p99),
  ],
  [
    head('transaction-p999', 'transaction, 99.9th percentile', 'ns', 'rates', 'transaction'),
    seen(({ latency_ns }) => latency_ns?.p999),
  ],
];

function seen(value: (transactions: Transactions) => number | undefined): Value {
  return fromModel(({ transactions }) => (transactions === undefined ? undefined : value(transactions)));
}
