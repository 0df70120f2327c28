import { CLASSES, type SegmentClass } from '../trace/kinds.ts';
import type { Trace } from '../trace/trace.ts';
import { contextOf, textOf, type Context } from './contexts.ts';
import { stackOfSlice, type Frame } from './inspect.ts';

/** A stretch of a packet's life, of one class. */
export interface JourneySegment {
  readonly start: number;
  readonly end: number;
  readonly class: SegmentClass;
  /** Row of the slice that it was spent in, -1 for a device or a queue. */
  readonly slice: number;
  readonly context: Context | undefined;
  readonly stack: readonly Frame[];
}

export interface Journey {
  readonly packet: number;
  readonly arrived: number;
  readonly delivered: number | undefined;
  readonly dropped: { readonly t: number; readonly where: string; readonly reason: string } | undefined;
  readonly segments: readonly JourneySegment[];
}

/** A packet's life from arrival to its fate, segments in order of time; undefined if the trace has no such packet. */
export function journeyOf(trace: Trace, packet: number): Journey | undefined {
  const row = packetRow(trace, packet);
  if (row === undefined) return undefined;
  const { packets } = trace;
  const t = packets.dropped[row];
  return {
    packet,
    arrived: packets.arrived[row],
    delivered: packets.delivered[row] < 0 ? undefined : packets.delivered[row],
    dropped:
      t < 0
        ? undefined
        : { t, where: textOf(trace, packets.where[row]), reason: textOf(trace, packets.reason[row]) },
    segments: segmentsOf(trace, row),
  };
}

/** Row of a packet in `packets`, undefined if the trace has no such packet. */
export function packetRow(trace: Trace, packet: number): number | undefined {
  const { packets } = trace;
  for (let row = 0; row < packets.length; row++) if (packets.id[row] === packet) return row;
  return undefined;
}

function segmentsOf(trace: Trace, row: number): JourneySegment[] {
  const { packets, segments } = trace;
  const first = packets.firstSegment[row];
  return Array.from({ length: packets.segments[row] }, (_, i) => {
    const slice = segments.slice[first + i];
    return {
      start: segments.start[first + i],
      end: segments.end[first + i],
      class: CLASSES[segments.class[first + i]],
      slice,
      context: slice < 0 ? undefined : contextOf(trace, slice),
      stack: slice < 0 ? [] : stackOfSlice(trace, slice),
    };
  });
}
