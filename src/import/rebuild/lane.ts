/** One CPU: the thread that runs on it, and what lies on that thread. */
import { KIND } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import type { Tally } from '../tally.ts';
import { ENDS, MOST_NESTED, type Layer, type Nested } from './layers.ts';

/** Two lines with the flag of a hard interrupt that are further apart (ns) are not taken for the same interrupt. */
const SAME_INTERRUPT_NS = 50_000;

const NO_SLICE = -1;

export class Lane {
  thread = -1;
  /** Row of the slice of depth 0. */
  base = NO_SLICE;
  /** The thread that left last, until a line shows the one that came; -1 afterwards. */
  leaving = -1;
  /** When it left, ns. */
  switched = 0;
  /** Time of the last line of this CPU, ns. */
  last = 0;
  /** How often lines of this CPU were lost. */
  losses = 0;
  /** The hard interrupt that ended last, and its interrupt line. */
  private lastInterrupt = NO_SLICE;
  private lastInterruptLine = -1;
  private nested: Nested[] = [];
  /** The line that is being read has the flag of a hard interrupt. */
  private hard = false;
  /** A slice for a hard interrupt that shows only in the flags column. */
  private unnamed = NO_SLICE;

  constructor(
    readonly cpu: number,
    private readonly recorder: Recorder,
    private readonly tally: Tally,
  ) {}

  has(layer: Layer): boolean {
    return this.nested.some((slice) => slice.layer === layer);
  }

  /** The deepest open slice. */
  get top(): number {
    if (this.unnamed !== NO_SLICE) return this.unnamed;
    return this.nested.length === 0 ? this.base : this.nested[this.nested.length - 1].row;
  }

  /** Puts a thread on the CPU at `t`, with what it had open when it left. */
  run(thread: number, t: number, saved: readonly Nested[]): void {
    const { kind, name } = this.recorder.trace.threads[thread];
    this.thread = thread;
    this.base = this.recorder.openSlice(t, this.cpu, 0, kind, this.recorder.name(name), thread, -1, -1);
    for (const slice of saved) this.open(slice.layer, slice.key, slice.name, slice.kind, t);
  }

  /** Takes the thread off the CPU at `t`; gives what it had open of its own. A hard interrupt cannot outlast a switch. */
  leave(t: number): readonly Nested[] {
    const saved = this.nested.filter((slice) => slice.layer !== 'hardirq');
    this.tally.cutShort += this.nested.length - saved.length;
    this.closeAll(t);
    this.recorder.closeSlice(this.base, t);
    return saved;
  }

  /** Begins a slice of `layer` named by `name` (index into names), and ends what it proves to be over. */
  enter(layer: Layer, key: number, name: number, t: number): void {
    this.closeUnnamed();
    if (this.nested.length > 0) this.endWhatIsOver(layer, key, t);
    this.open(layer, key, name, this.kindOf(layer), t);
  }

  /** Ends the innermost slice of `layer` with this key, and what is still open above it. False if there is none. */
  exit(layer: Layer, key: number, t: number): boolean {
    this.closeUnnamed();
    let at = this.nested.length - 1;
    while (at >= 0 && (this.nested[at].layer !== layer || this.nested[at].key !== key)) at--;
    if (at < 0) return false;
    if (at + 1 < this.nested.length) this.cutFrom(at + 1, t);
    const slice = this.nested[at];
    this.nested.length = at;
    this.recorder.closeSlice(slice.row, t);
    if (layer === 'hardirq') {
      this.lastInterrupt = slice.row;
      this.lastInterruptLine = key;
    }
    return true;
  }

  /**
   * A line at `t` whose flags say whether a hard interrupt is running (undefined: they do not say). If not, those that are
   * still open ended with the line before.
   */
  seen(t: number, hard: boolean | undefined): void {
    this.hard = hard === true;
    if (hard !== true || t - this.last > SAME_INTERRUPT_NS) this.closeUnnamed();
    if (hard !== false || this.nested.length === 0) return;
    const from = this.nested.findIndex((slice) => slice.layer === 'hardirq' && slice.flagged);
    if (from >= 0) this.cutFrom(from, this.last);
  }

  /** The deepest slice; if the line says that a hard interrupt is running and none is open, one without a name is opened. */
  context(t: number): number {
    if (this.hard && this.unnamed === NO_SLICE && !this.has('hardirq')) {
      const name = this.recorder.name('unnamed interrupt');
      const depth = this.nested.length + 1;
      this.unnamed = this.recorder.openSlice(t, this.cpu, depth, 'hardirq', name, this.thread, -1, -1);
      this.tally.unnamedInterrupts++;
    }
    return this.top;
  }

  /**
   * The slice of the handler of `line` (-1: none) if it has just returned: an interrupt thread is woken then, still in interrupt context,
   * where no slice is open; the handler is the cause, not the thread that it interrupted.
   */
  justReturned(line: number): number {
    return this.hard && line === this.lastInterruptLine && !this.has('hardirq')
      ? this.lastInterrupt
      : NO_SLICE;
  }

  /** Lines of this CPU are missing from here on: what lies on the thread ends with the last line that is known. */
  lose(): void {
    this.losses++;
    this.leaving = -1;
    this.tally.cutShort += this.nested.length;
    this.closeAll(this.last);
    this.lastInterrupt = NO_SLICE;
  }

  /** The recording ends at `t`. */
  end(t: number): void {
    this.tally.openAtEnd += this.nested.length;
    this.closeAll(t);
    if (this.base !== NO_SLICE) this.recorder.closeSlice(this.base, t);
  }

  private endWhatIsOver(layer: Layer, key: number, t: number): void {
    const over = ENDS[layer];
    const isOver = (slice: Nested): boolean =>
      over.includes(slice.layer) || (layer === 'hardirq' && slice.layer === layer && slice.key === key);
    const from = this.nested.findIndex(isOver);
    if (from >= 0) this.cutFrom(from, t);
    if (this.nested.length >= MOST_NESTED) this.cutFrom(0, t);
  }

  private open(layer: Layer, key: number, name: number, kind: number, t: number): void {
    const depth = this.nested.length + 1;
    const row = this.recorder.openSlice(t, this.cpu, depth, kind, name, this.thread, -1, -1);
    this.nested.push({ layer, key, name, kind, row, flagged: this.hard });
  }

  private kindOf(layer: Layer): number {
    if (layer === 'hardirq') return KIND.hardirq;
    if (layer === 'softirq') return KIND.softirq;
    if (layer === 'call') return KIND.sys;
    return this.recorder.trace.slices.kind[this.top];
  }

  /** Closes from the deepest down to `from`, all without an end of their own. */
  private cutFrom(from: number, t: number): void {
    this.tally.cutShort += this.nested.length - from;
    while (this.nested.length > from) this.closeTop(t);
  }

  private closeAll(t: number): void {
    this.closeUnnamed();
    while (this.nested.length > 0) this.closeTop(t);
  }

  private closeTop(t: number): void {
    const slice = this.nested.pop();
    if (slice !== undefined)
      this.recorder.closeSlice(slice.row, Math.max(t, this.recorder.trace.slices.start[slice.row]));
  }

  private closeUnnamed(): void {
    if (this.unnamed === NO_SLICE) return;
    this.recorder.closeSlice(
      this.unnamed,
      Math.max(this.last, this.recorder.trace.slices.start[this.unnamed]),
    );
    this.unnamed = NO_SLICE;
  }
}
