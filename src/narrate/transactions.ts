import { isModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName } from './names.ts';
import { count, duration } from './numbers.ts';

/**
 * What the client of a request-response run saw: "Linux 6.1: 3,340,000 transactions/s, half within 231.0 us, one in a
 * thousand takes more than 4,277.0 us." Undefined if the run has no such client.
 */
export function transactionsClause(run: Trace): string | undefined {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary) || summary.transactions === undefined)
    return undefined;
  const { per_s: perSecond, latency_ns: latency } = summary.transactions;
  const head = `${plainName(run)}: ${count(Math.round(perSecond))} transactions/s`;
  if (latency === null) return `${head}.`;
  return `${head}, half within ${duration(latency.p50)}, one in a thousand takes more than ${duration(latency.p999)}.`;
}
