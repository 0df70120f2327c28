import type { LockingSummary, ModelSummary } from '../trace/summary.ts';
import { fromModel, head, type Row, type Value } from './row.ts';

type Interactive = NonNullable<ModelSummary['interactive']>;

/** How smoothly an interactive program ran; only for runs that have one. */
export const INTERACTIVE_ROWS: readonly Row[] = [
  [head('frames', 'frames', 'count', 'rates', 'late-frame'), frames((seen) => seen.frames)],
  [head('frames-late', 'frames late', 'count', 'rates', 'late-frame'), frames((seen) => seen.late)],
  [head('frames-missed', 'frames missed', 'count', 'rates', 'late-frame'), frames((seen) => seen.missed)],
  [
    head('frame-wakeup-p50', 'wake-up of its program, median', 'ns', 'rates', ''),
    frames((seen) => seen.wakeup_ns?.p50),
  ],
  [
    head('frame-wakeup-max', 'wake-up of its program, longest', 'ns', 'rates', ''),
    frames((seen) => seen.wakeup_ns?.max),
  ],
  [head('frame-p50', 'frame done after, median', 'ns', 'rates', ''), frames((seen) => seen.response_ns?.p50)],
  [
    head('frame-p90', 'frame done after, 90th percentile', 'ns', 'rates', ''),
    frames((seen) => seen.response_ns?.p90),
  ],
  [
    head('frame-max', 'frame done after, longest', 'ns', 'rates', ''),
    frames((seen) => seen.response_ns?.max),
  ],
  [head('frame-jitter', 'jitter of frames', 'ns', 'rates', ''), frames((seen) => seen.jitter_ns)],
];

/** How long the packets of the card waited that brings the fewest. */
export const URGENT_ROWS: readonly Row[] = [
  [head('urgent-p50', "the urgent card's packets, median", 'ns', 'rates', ''), urgent((took) => took.p50)],
  [
    head('urgent-p99', "the urgent card's packets, 99th percentile", 'ns', 'rates', ''),
    urgent((took) => took.p99),
  ],
  [head('urgent-max', "the urgent card's packets, longest", 'ns', 'rates', ''), urgent((took) => took.max)],
];

/** What locks cost that may not sleep. */
export const LOCKING_ROWS: readonly Row[] = [
  [
    head('irqs-off', 'interrupts off', 'percent', 'rates', 'ipl'),
    locking((all, ns) => (100 * all.irqs_off.total_ns) / ns),
  ],
  [
    head('irqs-off-longest', 'interrupts off, longest', 'ns', 'rates', 'ipl'),
    locking((all) => all.irqs_off.longest_ns),
  ],
  [
    head('bh-off', 'no switch: bottom halves off', 'percent', 'rates', ''),
    locking((all, ns) => (100 * all.bh_off.total_ns) / ns),
  ],
  [
    head('bh-off-longest', 'no switch: bottom halves off, longest', 'ns', 'rates', ''),
    locking((all) => all.bh_off.longest_ns),
  ],
];

/** How the latencies of a load are spread, ns. */
export const SPREAD_ROWS: readonly Row[] = [
  [head('latency-p50', 'latency, median', 'ns', 'rates', ''), spread(({ p50 }) => p50)],
  [head('latency-p99', 'latency, 99th percentile', 'ns', 'rates', ''), spread(({ p99 }) => p99)],
  [head('latency-max', 'latency, longest', 'ns', 'rates', ''), spread(({ max }) => max)],
];

function frames(value: (seen: Interactive) => number | undefined): Value {
  return fromModel(({ interactive }) => (interactive === undefined ? undefined : value(interactive)));
}

function urgent(
  value: (spread: { readonly p50: number; readonly p99: number; readonly max: number }) => number,
): Value {
  return fromModel((summary) => {
    const latency = urgentCardOf(summary)?.latency_ns ?? undefined;
    return latency === undefined ? undefined : value(latency);
  });
}

/** The card whose packets are the fewest, where links bring different rates. */
export function urgentCardOf({
  cards = [],
}: ModelSummary): NonNullable<ModelSummary['cards']>[number] | undefined {
  return cards.reduce<(typeof cards)[number] | undefined>(
    (least, card) => (least === undefined || card.delivered < least.delivered ? card : least),
    undefined,
  );
}

function locking(value: (all: LockingSummary, ns: number) => number): Value {
  return fromModel(({ locking: all, simulated_ns: ns }) =>
    all === undefined || ns === 0 ? undefined : value(all, ns),
  );
}

function spread(value: (latency: NonNullable<ModelSummary['latency_ns']>) => number): Value {
  return fromModel(({ packets, latency_ns: latency, transactions }) =>
    latency === null || packets.offered < 2 || transactions !== undefined ? undefined : value(latency),
  );
}
