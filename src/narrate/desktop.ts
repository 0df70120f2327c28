import { urgentCardOf } from '../analysis/index.ts';
import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { plainName } from './names.ts';
import { count, duration, percent } from './numbers.ts';

/**
 * What a run says about the pros and cons of interrupts in threads: about its frames, its urgent card or its lock. "Linux 2.6.31:
 * 11 of 11 frames late or missed, half take over 23.4 ms; its reader gets 3,800 packets/s." Undefined if it asks for none of these.
 */
export function desktopClause(run: Trace): string | undefined {
  const { summary } = run;
  if (summary === undefined || !isModelSummary(summary)) return undefined;
  const said = framesText(summary) ?? urgentText(summary) ?? lockText(summary);
  return said === undefined ? undefined : `${plainName(run)}: ${said}.`;
}

function framesText({ interactive, rate }: ModelSummary): string | undefined {
  if (interactive === undefined) return undefined;
  const { frames, late, missed, response_ns: response } = interactive;
  const bad = late + missed;
  const verdict =
    bad === 0
      ? `all ${count(frames)} frames in time`
      : `${count(bad)} of ${count(frames)} frames late or missed`;
  const takes = response === null ? 'none is ever done' : `half are done within ${duration(response.p50)}`;
  return `${verdict}, ${takes}; ${count(Math.round(rate.delivered_pps))} packets/s are read`;
}

function urgentText(summary: ModelSummary): string | undefined {
  const card = urgentCardOf(summary);
  if (card === undefined) return undefined;
  const { name, latency_ns: latency } = card;
  if (latency === null) return `no packet of the urgent card ${name} gets through`;
  return `half of the packets of the urgent card ${name} within ${duration(latency.p50)}, the slowest after ${duration(latency.max)}`;
}

/** Only of runs in which a lock is contended: others have neither frames nor an urgent card, and tell of no locks. */
function lockText({ locking, cpu_ns: cpus, simulated_ns: ns }: ModelSummary): string | undefined {
  if (locking === undefined || ns === 0) return undefined;
  const share = (part: (cpu: ModelSummary['cpu_ns'][number]) => number): string =>
    percent((100 * cpus.reduce((sum, cpu) => sum + part(cpu), 0)) / (ns * cpus.length));
  const spun = share(({ spin }) => spin);
  return `${spun} of the CPU spins for the lock, ${share(({ user }) => user)} is left for the program`;
}
