import { topOf } from '../analysis/index.ts';
import { isModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName } from './names.ts';
import { count } from './numbers.ts';

/**
 * What guests got from a run and what it cost, in top's words: "Netback NAPI: 8,304 Mbit/s, Jain index 0.9999; sy 28.7 %,
 * si 30.9 %, st 33.1 %." Undefined if the run has no guests.
 */
export function guestsClause(run: Trace): string | undefined {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary) || summary.vifs === undefined) return undefined;
  const all = summary.vifs.reduce((sum, { mbps }) => sum + mbps, 0);
  const { sy, si, st } = topOf(summary.cpu_ns);
  const fairness = `Jain index ${(summary.jain ?? 1).toFixed(4)}`;
  const shares = `sy ${sy.toFixed(1)} %, si ${si.toFixed(1)} %, st ${st.toFixed(1)} %`;
  return `${plainName(run)}: ${count(Math.round(all))} Mbit/s, ${fairness}; ${shares}.`;
}
