import { packetsWithSteps, type Change } from '../../analysis/index.ts';
import type { Trace } from '../../trace/trace.ts';

/**
 * The packet that is stepped through: the first one, or the first that comes after something was done to the run. Where the scenario
 * opens later (`opensAt`, ns) it is one that comes then, and if there is one that every simulated run delivers, that: a packet
 * which one of them drops has no way to compare.
 */
export function packetToFollow(
  traces: readonly Trace[],
  changes: readonly (readonly Change[])[],
  opensAt: number | undefined,
): number | undefined {
  for (const [i, trace] of traces.entries()) {
    if (trace.origin !== 'model') continue;
    const changed = changes[i][0]?.at;
    const packet =
      changed === undefined && opensAt !== undefined
        ? deliveredByAll(traces, packetsWithSteps(trace, opensAt))
        : packetsWithSteps(trace, changed)[0];
    const found = packet ?? packetsWithSteps(trace)[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first of the packets that every simulated run delivers, else the first of them. */
function deliveredByAll(traces: readonly Trace[], packets: readonly number[]): number | undefined {
  const delivered = traces.filter(({ origin }) => origin === 'model').map(deliveredIn);
  return packets.find((packet) => delivered.every((those) => those.has(packet))) ?? packets[0];
}

function deliveredIn({ packets }: Trace): ReadonlySet<number> {
  const ids = new Set<number>();
  for (let row = 0; row < packets.length; row++) if (packets.delivered[row] >= 0) ids.add(packets.id[row]);
  return ids;
}
