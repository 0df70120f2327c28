import { KINDS } from './kinds.ts';

const BLOCK = 16;
const WIDTH = KINDS.length;

/** Kind code and duration in ns of the slice at a position. */
export interface SliceTimes {
  kindAt(position: number): number;
  durationAt(position: number): number;
}

/**
 * Sums of the time spent in each kind over ranges of a list of slices, without looking at all of them: totals from the
 * start of the list are kept for every 16th position.
 */
export class KindTimes {
  private readonly slices: SliceTimes;
  /** `WIDTH` totals for each finished block, of all slices up to its end. */
  private totals = new Float64Array(16 * WIDTH);
  private blocks = 0;

  constructor(slices: SliceTimes) {
    this.slices = slices;
  }

  /** Call when the list holds `count` slices whose ends are known. */
  extend(count: number): void {
    while ((this.blocks + 1) * BLOCK <= count) this.addBlock();
  }

  /** Writes the ns in each kind, by its code, of the slices at positions `[from, to)` into `sums` and returns it. */
  between(from: number, to: number, sums: Float64Array): Float64Array {
    sums.fill(0);
    const first = Math.ceil(from / BLOCK);
    const last = Math.min(this.blocks, Math.floor(to / BLOCK));
    if (last <= first) {
      this.addSlices(sums, from, to);
      return sums;
    }
    this.addSlices(sums, from, first * BLOCK);
    for (let kind = 0; kind < WIDTH; kind++)
      sums[kind] += this.totalBefore(last, kind) - this.totalBefore(first, kind);
    this.addSlices(sums, last * BLOCK, to);
    return sums;
  }

  private addBlock(): void {
    const at = this.blocks * WIDTH;
    if (at + WIDTH > this.totals.length) {
      const larger = new Float64Array(this.totals.length * 2);
      larger.set(this.totals);
      this.totals = larger;
    }
    const sums = this.totals.subarray(at, at + WIDTH);
    for (let kind = 0; kind < WIDTH; kind++) sums[kind] = this.totalBefore(this.blocks, kind);
    this.addSlices(sums, this.blocks * BLOCK, (this.blocks + 1) * BLOCK);
    this.blocks++;
  }

  private totalBefore(block: number, kind: number): number {
    return block === 0 ? 0 : this.totals[(block - 1) * WIDTH + kind];
  }

  private addSlices(sums: Float64Array, from: number, to: number): void {
    for (let at = from; at < to; at++) sums[this.slices.kindAt(at)] += this.slices.durationAt(at);
  }
}
