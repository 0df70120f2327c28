import { KindTimes } from './kind-times.ts';
import { KINDS, type Kind } from './kinds.ts';
import { lowerBound } from './queries.ts';
import { addRow, createTable, type Table } from './table.ts';
import type { Trace } from './trace.ts';

/** A growing list of row numbers. */
export type RowList = Table<{ readonly row: 'i32' }>;

export function createRowList(): RowList {
  return createTable({ row: 'i32' });
}

export function pushRow(list: RowList, row: number): void {
  const at = addRow(list);
  list.row[at] = row;
}

/** Position of the first row of a list, ordered by time, whose time in `times` is `t` or later. */
export function firstRowFrom(list: RowList, times: ArrayLike<number>, t: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[list.row[middle]] < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Least first: of slices that share a pixel the last in this order is drawn. Interrupts are what this tool is about. */
const LEAST_FIRST: readonly Kind[] = [
  'idle',
  'user',
  'sys',
  'refill',
  'trap',
  'kthread',
  'irqthread',
  'switch',
  'spin',
  'steal',
  'softirq',
  'hardirq',
];

/** How strongly a kind (by code) claims a pixel that it shares. */
export const CLAIM: readonly number[] = KINDS.map((kind) => LEAST_FIRST.indexOf(kind));

const ENTRY = { row: 'i32', start: 'f64' } as const;
const LEVEL = { row: 'i32', strength: 'f64' } as const;

/** Slices or blocks per block, as a power of two: 8. */
const BITS = 3;
/** Longer than any slice, ns; a claim times this plus a duration is an exact integer. */
const LONGEST = 2 ** 48;

/**
 * The slices of one CPU and depth, which are ordered and disjoint, with a pyramid above them: level 0 holds the
 * strongest slice of every 8, level 1 that of every 64, and so on. Asking for the strongest of any range reads at most 14
 * entries per level. Starts are kept beside the rows, since searching through the trace's columns would miss the cache.
 */
export class SliceList {
  readonly rows = createTable(ENTRY);
  private readonly levels: Table<typeof LEVEL>[] = [];
  private readonly times = new KindTimes(this);
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  get length(): number {
    return this.rows.length;
  }

  /** Appends a slice that starts where the last one ends, or later. */
  push(row: number): void {
    const count = this.rows.length;
    // The slice before this one has its end by now, so the blocks that end with it can be summarised for good.
    for (let level = 0; count > 0 && isMultiple(count, level); level++) {
      if (this.levels.length === level) this.levels.push(createTable(LEVEL));
      const best = this.strongest(count - sizeOf(level), count);
      const entries = this.levels[level];
      const at = addRow(entries);
      entries.row[at] = best;
      entries.strength[at] = this.strengthOf(best);
    }
    this.times.extend(count);
    const at = addRow(this.rows);
    this.rows.row[at] = row;
    this.rows.start[at] = this.trace.slices.start[row];
  }

  /** Start in ns of the slice at a position of this list. */
  startAt(position: number): number {
    return this.rows.start[position];
  }

  /** End in ns of the slice at a position; Infinity while it is open. */
  endAt(position: number): number {
    return sliceEnd(this.trace, this.rows.row[position]);
  }

  kindAt(position: number): number {
    return this.trace.slices.kind[this.rows.row[position]];
  }

  /** Length in ns of the slice at a position; 0 while it is open. */
  durationAt(position: number): number {
    const end = this.endAt(position);
    return end === Infinity ? 0 : end - this.rows.start[position];
  }

  /** Writes the ns in each kind, by its code, of the slices at positions `[from, to)` into `sums` and returns it. */
  timesBetween(from: number, to: number, sums: Float64Array): Float64Array {
    return this.times.between(from, to, sums);
  }

  /** Position of the first slice that starts at `t` or later. Gallops from `from`, so a near answer is cheap. */
  firstFrom(t: number, from = 0): number {
    const { start, length } = this.rows;
    let step = 1;
    let low = from;
    while (low + step <= length && start[low + step - 1] < t) {
      low += step;
      step *= 2;
    }
    return lowerBound(start, Math.min(length, low + step - 1), t, low);
  }

  /** Position of the slice that is open at `t`, or undefined. */
  openAt(t: number): number | undefined {
    const after = this.firstFrom(t);
    if (after < this.length && this.startAt(after) === t && this.endAt(after) > t) return after;
    return after > 0 && this.endAt(after - 1) > t ? after - 1 : undefined;
  }

  /** Row of the slice with the strongest claim, then the longest, then the first, of positions `[from, to)`; -1 if none. */
  strongest(from: number, to: number): number {
    let best = -1;
    let greatest = -1;
    for (let at = from; at < to;) {
      const level = this.levelAt(at, to);
      const entry = level < 0 ? this.rows.row[at] : at >>> (BITS * (level + 1));
      const strength = level < 0 ? this.strengthOf(entry) : this.levels[level].strength[entry];
      if (strength > greatest) {
        greatest = strength;
        best = level < 0 ? entry : this.levels[level].row[entry];
      }
      at += sizeOf(level);
    }
    return best;
  }

  /** The highest level with a finished block that begins at `from` and ends by `to`; -1 if none has. */
  private levelAt(from: number, to: number): number {
    let level = -1;
    while (
      level + 1 < this.levels.length &&
      isMultiple(from, level + 1) &&
      from + sizeOf(level + 1) <= to &&
      this.levels[level + 1].length > from >>> (BITS * (level + 2))
    ) {
      level++;
    }
    return level;
  }

  /** Orders slices by claim, then by duration. */
  private strengthOf(row: number): number {
    const { kind, start } = this.trace.slices;
    return CLAIM[kind[row]] * LONGEST + Math.min(LONGEST - 1, sliceEnd(this.trace, row) - start[row]);
  }
}

/** Slices in a block of a level; 1 for level -1, the slices themselves. */
function sizeOf(level: number): number {
  return 1 << (BITS * (level + 1));
}

/** True if a block of the level may begin at this position. */
function isMultiple(position: number, level: number): boolean {
  return (position & (sizeOf(level) - 1)) === 0;
}

/** End of a slice in ns; Infinity while it is open. */
export function sliceEnd(trace: Trace, row: number): number {
  const end = trace.slices.end[row];
  return end < trace.slices.start[row] ? Infinity : end;
}

/**
 * Intervals that may overlap, in order of start: device operations, waits. The greatest end so far is kept beside each,
 * so that the first interval that reaches into a view is found without looking at all of them.
 */
export class IntervalList {
  private readonly table = createTable({ row: 'i32', start: 'f64', reach: 'f64' });

  get length(): number {
    return this.table.length;
  }

  /** Adds an interval; cheap if it starts at or after most of those before it. */
  push(row: number, start: number, end: number): void {
    const { table } = this;
    let at = addRow(table);
    while (at > 0 && table.start[at - 1] > start) {
      table.row[at] = table.row[at - 1];
      table.start[at] = table.start[at - 1];
      at--;
    }
    table.row[at] = row;
    table.start[at] = start;
    for (let i = table.length - 1; i > at; i--) table.reach[i] = Math.max(table.reach[i - 1], end);
    table.reach[at] = at === 0 ? end : Math.max(table.reach[at - 1], end);
  }

  rowAt(position: number): number {
    return this.table.row[position];
  }

  startAt(position: number): number {
    return this.table.start[position];
  }

  /** The greatest end of the intervals up to and including a position. */
  reachAt(position: number): number {
    return this.table.reach[position];
  }

  /** Position of the first interval that may end after `t`. */
  firstReaching(t: number): number {
    return lowerBound(this.table.reach, this.length, t);
  }

  /** Position of the first interval that starts at `t` or later. */
  firstFrom(t: number, from = 0): number {
    return lowerBound(this.table.start, this.length, t, from);
  }
}
