import { CLASSES, type SegmentClass } from '../trace/kinds.ts';
import { latencySpread } from '../trace/spread.ts';
import { isModelSummary, type Latency } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';

/** ns per attribution class; the classes of a set of packets sum to their latency. */
export type Attribution = Readonly<Record<SegmentClass, number>>;

/** Latencies of the delivered packets in ns. */
export function latencies(trace: Trace): readonly number[] {
  const { packets } = trace;
  const found: number[] = [];
  for (let row = 0; row < packets.length; row++) {
    if (packets.delivered[row] >= 0) found.push(packets.delivered[row] - packets.arrived[row]);
  }
  return found;
}

/** The latency object of a summary, null where nothing was delivered. */
export function latencyOf(trace: Trace): Latency | null {
  return latencySpread(latencies(trace));
}

/** What the lives of the delivered packets (or of one of them) were spent on, ns per class. */
export function attributionOf(trace: Trace, packet?: number): Attribution {
  const { packets, segments } = trace;
  const sums = new Float64Array(CLASSES.length);
  for (let row = 0; row < packets.length; row++) {
    if (packets.delivered[row] < 0 || (packet !== undefined && packets.id[row] !== packet)) continue;
    const end = packets.firstSegment[row] + packets.segments[row];
    for (let i = packets.firstSegment[row]; i < end; i++)
      sums[segments.class[i]] += segments.end[i] - segments.start[i];
  }
  return Object.fromEntries(CLASSES.map((name, code) => [name, sums[code]])) as Attribution;
}

/** The sum over all classes, ns. */
export function total(attribution: Attribution): number {
  return CLASSES.reduce((sum, name) => sum + attribution[name], 0);
}

/** How two latencies differ, and what makes the difference. */
export interface Difference {
  /** Mean latency of `b` less that of `a`, ns per delivered packet. */
  readonly latency: number;
  /** What each class adds (or saves, if negative), ns per delivered packet; they sum to `latency`. Largest first. */
  readonly parts: readonly { readonly class: SegmentClass; readonly ns: number }[];
}

/** Where the extra latency of `b` over `a` comes from; undefined if either delivered nothing. */
export function difference(a: Trace, b: Trace): Difference | undefined {
  const means = [a, b].map(meanAttribution);
  const [before, after] = means;
  if (before === undefined || after === undefined) return undefined;
  const parts = CLASSES.map((name) => ({ class: name, ns: after[name] - before[name] }));
  return {
    latency: parts.reduce((sum, part) => sum + part.ns, 0),
    parts: parts.filter((part) => part.ns !== 0).sort((x, y) => Math.abs(y.ns) - Math.abs(x.ns)),
  };
}

/**
 * Attribution per delivered packet, ns; undefined where nothing was delivered. A run's summary has the sums already, and
 * tests hold it to the rows.
 */
export function meanAttribution(trace: Trace): Attribution | undefined {
  const { summary } = trace;
  const known = summary !== undefined && isModelSummary(summary) ? summary : undefined;
  const delivered = known?.packets.delivered ?? latencies(trace).length;
  if (delivered === 0) return undefined;
  const sums = known?.attribution_ns ?? attributionOf(trace);
  return Object.fromEntries(CLASSES.map((name) => [name, sums[name] / delivered])) as Attribution;
}
