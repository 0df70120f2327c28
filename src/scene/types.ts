import type { Kind } from '../trace/kinds.ts';
import type { Table } from '../trace/table.ts';

/** Length on the page, independent of the density of the screen. */
export type CssPx = number;

/** What part of a trace to lay out, and what to point out in it. Times in ns from the start of the run. */
export interface View {
  readonly start: number;
  readonly end: number;
  /** Width of the time area; time `start` is at x = 0 and `end` at x = `width`. */
  readonly width: CssPx;
  /** Also laid out left and right of the time area, so that a small pan needs no new layout. Default 0. */
  readonly overscan?: CssPx;
  /** Row of the selected slice. */
  readonly selection?: number | undefined;
  /** Causal steps to mark, in order. */
  readonly steps?: readonly ViewStep[];
  readonly markers?: readonly ViewMarker[];
  /** CPUs to show; all by default. */
  readonly cpus?: readonly number[];
  /** Show lanes of devices, where the trace knows some. Default true. */
  readonly devices?: boolean;
  /** How high lanes are; by default so high that everything is written out. See `HEIGHTS`. */
  readonly heights?: LaneHeights;
  /** CPUs that keep their height where there are so many that the others become threads of colour (`MOST_FULL`); absent: all. */
  readonly full?: readonly number[];
  /** Machines whose CPUs are drawn as strips without text, by the label of their heading. */
  readonly closed?: readonly string[];
  /** Stretches of time to fold to a few pixels, ascending and disjoint. The same list folds several panels alike. */
  readonly folds?: readonly TimeRange[];
  /** Average width of a character at 12 px, as measured on the screen. Default 6.6. */
  readonly charWidth?: CssPx;
}

export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

export interface ViewStep {
  readonly t: number;
  readonly cpu: number;
  /** Shown beside the mark: "1". */
  readonly label: string;
  readonly current: boolean;
}

/** Something done to the run at `t`, and when it took effect, where that is known. */
export interface ViewMarker {
  readonly t: number;
  readonly label: string;
  /** Until then it was pending; undefined where it had effect at once. */
  readonly until?: number | undefined;
}

export interface LaneHeights {
  readonly cpu: CssPx;
  readonly device: CssPx;
}

export type Lane =
  | {
      /** Above the CPUs of a machine. */
      readonly kind: 'heading';
      readonly label: string;
      readonly closed: boolean;
      readonly y: CssPx;
      readonly height: CssPx;
    }
  | {
      readonly kind: 'cpu';
      readonly cpu: number;
      readonly label: string;
      readonly y: CssPx;
      readonly height: CssPx;
    }
  | {
      readonly kind: 'device';
      /** Device names drawn in this lane: the wire and the ring of one NIC share it. */
      readonly devices: readonly string[];
      readonly label: string;
      readonly y: CssPx;
      readonly height: CssPx;
    };

/** Columns of rectangles, edges on whole CSS px. `row` is a row of the table that they show. */
export const RECTS = {
  x: 'f64',
  y: 'f64',
  w: 'f64',
  h: 'f64',
  /** Kind code. */
  kind: 'u8',
  row: 'i32',
  flags: 'u8',
  /** Number of other slices that lie in the same pixel and are not drawn. */
  more: 'i32',
} as const;

export type Rects = Table<typeof RECTS>;

/** Flags of a rectangle. */
export const FLAG = {
  /** It waits rather than works: an outline, no fill. */
  waiting: 1,
  /** A further part of a pixel that shows shares of time; the part before it stands for the same slices. */
  share: 2,
} as const;

/** A line of text from `x` rightward, its middle at `y`; if `vertical`, from `y` upward, its middle at `x`. */
export interface Label {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly text: string;
  /** What it is written on: a slice of a kind or the background, over a plate of that fill, or a device. */
  readonly on: Kind | 'background' | 'device';
  readonly vertical: boolean;
  /** Estimated length, from the average width of a character. */
  readonly width: CssPx;
  readonly size: 10 | 12;
}

/**
 * A cause and its effect. `arc`: a link between two slices, from the end of one to the start of the other. `straight`: a
 * CPU gives a device work, or a device interrupts a CPU.
 */
export interface Arrow {
  readonly path: 'arc' | 'straight';
  readonly x1: CssPx;
  readonly y1: CssPx;
  readonly x2: CssPx;
  readonly y2: CssPx;
  readonly why: string;
}

/** A real switch, or several that are too close for a number each. `first` and `last` count real switches from 1. */
export interface SwitchMark {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly first: number;
  readonly last: number;
}

/** A switch without a slice of its own (a recording), a borrow, or the return from one: a line across the contexts. */
export interface SwitchLine {
  readonly x: CssPx;
  readonly y1: CssPx;
  readonly y2: CssPx;
  readonly kind: 'real' | 'borrow' | 'return';
  /** "borrow", "b" where there is little room, or "". */
  readonly label: string;
  readonly row: number;
}

export type InstantShape = 'tick' | 'diamond' | 'triangle' | 'circle' | 'cross';

export interface InstantMark {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly shape: InstantShape;
  /** Row of `trace.instants`. */
  readonly row: number;
}

/** A thread that does not run although it has work: `runnable` waits for a CPU, `device` for a device. */
export interface Waiting {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly w: CssPx;
  readonly h: CssPx;
  readonly state: 'runnable' | 'device';
  readonly thread: string;
  /** Row of `trace.states`. */
  readonly row: number;
}

/** Where slices share pixels: `count` of them are not drawn between `x` and `x + w`. */
export interface MoreMark {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly w: CssPx;
  readonly count: number;
}

/** A numbered disc above the contexts, and a stem from it down to the context that begins the step. */
export interface StepMark {
  readonly x: CssPx;
  /** Middle of the disc: over the stem, but never half outside of the view. */
  readonly discX: CssPx;
  readonly y1: CssPx;
  /** Foot of the stem. */
  readonly y2: CssPx;
  readonly label: string;
  readonly current: boolean;
}

export interface MarkerLine {
  readonly x: CssPx;
  readonly label: string;
  /** Length of the time in which it was pending. */
  readonly pending: CssPx;
}

export interface FoldMark {
  readonly x: CssPx;
  readonly w: CssPx;
}

export interface Frame {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly w: CssPx;
  readonly h: CssPx;
}

/** A picture as data: what both painters draw, what the pointer hits, what tests assert. */
export interface Scene {
  readonly width: CssPx;
  readonly height: CssPx;
  readonly overscan: CssPx;
  readonly origin: 'model' | 'recording';
  readonly lanes: readonly Lane[];
  /** Slices in paint order; `row` is a row of `trace.slices`. */
  readonly slices: Rects;
  /** Busy times of devices; `row` is a row of `trace.devices`. */
  readonly devices: Rects;
  readonly waiting: readonly Waiting[];
  readonly labels: readonly Label[];
  readonly arrows: readonly Arrow[];
  readonly switches: readonly SwitchMark[];
  readonly switchLines: readonly SwitchLine[];
  readonly instants: readonly InstantMark[];
  readonly more: readonly MoreMark[];
  readonly steps: readonly StepMark[];
  readonly markers: readonly MarkerLine[];
  readonly folds: readonly FoldMark[];
  /** Frame around the selected slice, where it is visible. */
  readonly selection: Frame | undefined;
}
