import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributionOf, difference, latencyOf, total } from '../../src/analysis/index.ts';
import { CLASS, CLASSES, type SegmentClass } from '../../src/trace/kinds.ts';
import { addRow } from '../../src/trace/table.ts';
import { createTrace, type Trace } from '../../src/trace/trace.ts';

/** A trace that holds nothing but delivered packets, each with its segments back to back. */
function traceOfPackets(packets: readonly (readonly (readonly [SegmentClass, number])[])[]): Trace {
  const trace = createTrace('model');
  packets.forEach((segments, id) => {
    const row = addRow(trace.packets);
    const arrived = 1000 * id;
    let t = arrived;
    trace.packets.id[row] = id;
    trace.packets.arrived[row] = arrived;
    trace.packets.dropped[row] = trace.packets.where[row] = trace.packets.reason[row] = -1;
    trace.packets.firstSegment[row] = trace.segments.length;
    trace.packets.segments[row] = segments.length;
    for (const [name, ns] of segments) {
      const at = addRow(trace.segments);
      trace.segments.start[at] = t;
      trace.segments.end[at] = t += ns;
      trace.segments.class[at] = CLASS[name];
      trace.segments.slice[at] = -1;
    }
    trace.packets.delivered[row] = t;
  });
  return trace;
}

const lives = fc.array(fc.array(fc.tuple(fc.constantFrom(...CLASSES), fc.nat(5000)), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 30,
});

describe('latency', () => {
  it('is null where nothing was delivered', () => {
    expect(latencyOf(createTrace('model'))).toBeNull();
  });

  it('has percentiles that were observed, in order, and a sum that its attribution adds up to', () => {
    fc.assert(
      fc.property(lives, (packets) => {
        const trace = traceOfPackets(packets);
        const latency = latencyOf(trace)!;
        const { min, p50, p90, p99, p999, max } = latency;
        expect([p50, p90, p99, p999, max].every((value, i) => value >= [min, p50, p90, p99, p999][i])).toBe(
          true,
        );
        expect(total(attributionOf(trace))).toBe(latency.sum);
      }),
    );
  });
});

describe('the difference of two runs', () => {
  it('says how much each class adds, largest first, and the parts sum to the whole', () => {
    const a = traceOfPackets([
      [
        ['work', 10],
        ['trap', 2],
      ],
    ]);
    const b = traceOfPackets([
      [
        ['work', 10],
        ['trap', 1],
        ['switch', 5],
        ['refill', 4],
      ],
    ]);
    expect(difference(a, b)).toEqual({
      latency: 8,
      parts: [
        { class: 'switch', ns: 5 },
        { class: 'refill', ns: 4 },
        { class: 'trap', ns: -1 },
      ],
    });
  });

  it('is unknown if one of them delivered nothing', () => {
    expect(difference(createTrace('model'), traceOfPackets([[['work', 1]]]))).toBeUndefined();
  });

  it('is taken per packet, so that runs of different length compare', () => {
    const one = traceOfPackets([[['work', 10]]]);
    const three = traceOfPackets([[['work', 10]], [['work', 10]], [['work', 16]]]);
    expect(difference(one, three)?.latency).toBe(2);
  });
});
