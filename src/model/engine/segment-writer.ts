import { CLASS } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';

/**
 * Classes in which nothing is done for the packet: they belong to no slice of its own, and neighbours of one class are one
 * segment, so that a packet in a long queue does not record everything that happened before it.
 */
const WAITS: ReadonlySet<number> = new Set([CLASS.queue, CLASS.preempted, CLASS.runnable, CLASS.device]);

const CLASSES = Object.keys(CLASS).length;

/** Of a wait in one pair of hands so many segments are kept as they were at its beginning, and at its end, where its turn comes. */
const FIRST = 3;
const LAST = 6;
/** A wait of no more segments is written as it was. */
const SHORT = 12;

/**
 * Writes the segments of a packet. While a packet waits behind hundreds of others, their consumer may be preempted and scheduled
 * again for each of them: the middle of so long a wait is written as one segment for each class, in the order in which they
 * first occur, so that the segments still tile the wait and their sums are exact. Such a segment belongs to no slice (-1).
 */
export class SegmentWriter {
  private readonly recorder: Recorder;
  /** The stretches of the leg that is being told. */
  private readonly starts: number[] = [];
  private readonly classes: number[] = [];
  private readonly slices: number[] = [];
  /** Row of the packet's first segment. */
  private first = 0;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  /** What follows is of another packet. Returns the row of its first segment. */
  begin(): number {
    this.first = this.recorder.trace.segments.length;
    return this.first;
  }

  /** The packet spent the time from `start` (ns) to the next stretch, or to the end of the leg, in class `cls` and slice `during`. */
  tell(start: number, cls: number, during: number): void {
    const slice = WAITS.has(cls) ? -1 : during;
    const last = this.starts.length - 1;
    if (last >= 0 && this.classes[last] === cls && this.slices[last] === slice) return;
    this.starts.push(start);
    this.classes.push(cls);
    this.slices.push(slice);
  }

  /** The leg ends at `end` (ns): the packet goes into other hands, or its life is over. */
  endLeg(end: number): void {
    const count = this.starts.length;
    if (count <= SHORT) this.write(0, count, end);
    else {
      this.write(0, FIRST, this.starts[FIRST]);
      this.writeByClass(FIRST, count - LAST);
      this.write(count - LAST, count, end);
    }
    this.starts.length = this.classes.length = this.slices.length = 0;
  }

  private write(from: number, to: number, end: number): void {
    for (let at = from; at < to; at++)
      this.add(this.starts[at], at + 1 < to ? this.starts[at + 1] : end, this.classes[at], this.slices[at]);
  }

  private writeByClass(from: number, to: number): void {
    const sums = new Float64Array(CLASSES);
    for (let at = from; at < to; at++) sums[this.classes[at]] += this.starts[at + 1] - this.starts[at];
    let start = this.starts[from];
    for (let at = from; at < to; at++) {
      const cls = this.classes[at];
      if (sums[cls] === 0) continue;
      this.add(start, start + sums[cls], cls, -1);
      start += sums[cls];
      sums[cls] = 0;
    }
  }

  private add(start: number, end: number, cls: number, slice: number): void {
    const { segments } = this.recorder.trace;
    const last = segments.length - 1;
    if (last >= this.first && segments.class[last] === cls && segments.slice[last] === slice) {
      segments.end[last] = end;
      return;
    }
    const row = addRow(segments);
    segments.start[row] = start;
    segments.end[row] = end;
    segments.class[row] = cls;
    segments.slice[row] = slice;
  }
}
