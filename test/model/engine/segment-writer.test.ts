import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SegmentWriter } from '../../../src/model/engine/segment-writer.ts';
import { CLASS, CLASSES, type SegmentClass } from '../../../src/trace/kinds.ts';
import { Recorder } from '../../../src/trace/recorder.ts';

type Stretch = readonly [ns: number, cls: SegmentClass, slice: number];

interface Written {
  readonly start: number;
  readonly end: number;
  readonly cls: SegmentClass;
  readonly slice: number;
}

/** What is written of one packet that passes through the hands of one holder after another, from 0 ns on. */
function written(legs: readonly (readonly Stretch[])[]): readonly Written[] {
  const recorder = new Recorder('model');
  const writer = new SegmentWriter(recorder);
  writer.begin();
  let t = 0;
  for (const leg of legs) {
    for (const [ns, cls, slice] of leg) {
      writer.tell(t, CLASS[cls], slice);
      t += ns;
    }
    writer.endLeg(t);
  }
  const { segments } = recorder.trace;
  return Array.from({ length: segments.length }, (_, row) => ({
    start: segments.start[row],
    end: segments.end[row],
    cls: CLASSES[segments.class[row]],
    slice: segments.slice[row],
  }));
}

function sums(parts: readonly (readonly [ns: number, cls: SegmentClass])[]): Record<string, number> {
  const byClass: Record<string, number> = {};
  for (const [ns, cls] of parts) byClass[cls] = (byClass[cls] ?? 0) + ns;
  return byClass;
}

const stretch = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...CLASSES), fc.nat(4));

describe('the segments of a packet', () => {
  it('tile its life, and each class keeps its sum, however long it waited', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(stretch, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 }),
        (legs) => {
          const found = written(legs);
          expect(found.map(({ start }) => start)).toEqual([0, ...found.slice(0, -1).map(({ end }) => end)]);
          expect(sums(found.map(({ start, end, cls }) => [end - start, cls]))).toEqual(
            sums(legs.flat().map(([ns, cls]) => [ns, cls])),
          );
        },
      ),
    );
  });

  it('are written as they were where the wait is short, and a wait belongs to no slice', () => {
    expect(
      written([
        [[10, 'device', 7]],
        [
          [20, 'queue', 3],
          [5, 'trap', 4],
          [30, 'work', 5],
        ],
      ]),
    ).toEqual([
      { start: 0, end: 10, cls: 'device', slice: -1 },
      { start: 10, end: 30, cls: 'queue', slice: -1 },
      { start: 30, end: 35, cls: 'trap', slice: 4 },
      { start: 35, end: 65, cls: 'work', slice: 5 },
    ]);
  });

  it('keep the beginning and the end of a long wait, and sum up its middle by class', () => {
    const behindMany = Array.from({ length: 400 }, (_, i): Stretch =>
      i % 2 === 0 ? [7, 'queue', i] : [3, 'preempted', i],
    );
    const found = written([[...behindMany, [4, 'work', 9]]]);
    expect(found.map(({ cls }) => cls)).toEqual([
      ...['queue', 'preempted', 'queue'],
      ...['preempted', 'queue'],
      ...['preempted', 'queue', 'preempted', 'queue', 'preempted', 'work'],
    ]);
    expect(found.at(-1)).toEqual({ start: 2000, end: 2004, cls: 'work', slice: 9 });
  });
});
