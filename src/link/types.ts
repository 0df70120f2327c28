/**
 * What a link holds, section by section. These are the link's own types: a change of the program's state does not change
 * what an old link means.
 */

/** A parameter's value: a number in its own unit, or one of the values it allows. */
export type Value = number | string;
export type Values = Readonly<Record<string, Value>>;

/**
 * A recording of a real kernel, by where its bytes are: shipped with the page, packed into the link itself (a pasted
 * excerpt), or in a private file that only its reader has. `sha256`: the first sixteen hex digits of the digest of the bytes
 * as opened.
 */
export type RecordingRef =
  | { readonly kind: 'shipped'; readonly id: string; readonly sha256: string }
  | { readonly kind: 'excerpt'; readonly name: string; readonly sha256: string; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly name: string; readonly sha256: string; readonly size: number };

/** A change made while the run goes on; `at` in ns. */
export interface LinkAction {
  readonly at: number;
  readonly what: string;
  /** The only kernel that it is made to; absent: to all. */
  readonly kernel?: string;
}

/** A panel by its name in the link: a kernel's id, or `@` and a recording's name (see `recordingName`). */
export type PanelName = string;

/** The experiment. A field left undefined means what the scenario says. */
export interface RunSection {
  readonly scenario: string;
  readonly panels: readonly PanelName[] | undefined;
  readonly costs: string | undefined;
  /** For every kernel that knows the parameter. */
  readonly set: Values;
  /** For one kernel, by its id. */
  readonly overrides: Readonly<Record<string, Values>>;
  readonly seed: number | undefined;
  /** ns. */
  readonly until: number | undefined;
  /** Undefined: the scenario's own; an empty list: none. */
  readonly actions: readonly LinkAction[] | undefined;
}

/** How the panels' clocks lie over each other: as they are, at the current step, or at a time picked in each (ns). */
export type Alignment =
  | { readonly kind: 'clock' }
  | { readonly kind: 'step' }
  | { readonly kind: 'picked'; readonly at: Readonly<Record<PanelName, number>> };

/** A span of time in ns, `start < end`. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

export interface ViewSection {
  /** Undefined: the whole run. */
  readonly window: TimeWindow | undefined;
  /** Counted from 0. */
  readonly step: number;
  readonly alignment: Alignment;
  /** Machines whose CPUs are drawn as strips, by name; absent: none. */
  readonly closed?: readonly string[];
}

/** A slice, by its panel and its row in that panel's trace. */
export interface SelectionSection {
  readonly panel: PanelName;
  readonly slice: number;
}

/** Everything that a link says. */
export interface Link {
  readonly run: RunSection | undefined;
  readonly view: ViewSection;
  /** `none`: the reader cleared it; undefined: what the step selects. */
  readonly selection: SelectionSection | 'none' | undefined;
  readonly recordings: readonly RecordingRef[];
  /** Sections that this version does not know, as they were written; they are written back. */
  readonly others: readonly RawSection[];
}

export interface RawSection {
  readonly name: string;
  readonly text: string;
}

/** What is wrong with a link: where, and what would be right, in one line. */
export interface LinkProblem {
  readonly section: string;
  readonly message: string;
}
