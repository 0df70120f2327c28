import type { ExperimentInput, Resolved, Scenario, Parameter } from '../scenarios/types.ts';
import type {
  Alignment,
  LinkAction,
  RawSection,
  RecordingRef,
  TimeWindow,
  Value,
  Values,
} from '../link/types.ts';
import type { Trace } from '../trace/trace.ts';

export type { Alignment, LinkAction, RecordingRef, TimeWindow, Value, Values };

/** A run fully described, as the catalogue resolves it. */
export type Experiment = Extract<Resolved, { ok: true }>['experiment'];

/** Names a panel for as long as it shows the same thing: a kernel's id, or `@` and the recording's name. */
export type PanelId = string;

export type PanelSource =
  | { readonly kind: 'model'; readonly kernel: string }
  | { readonly kind: 'recording'; readonly recording: RecordingRef };

/** What the reader asked to see. Everything here is in the link. */
export interface Setup {
  readonly scenario: string;
  /** The panels from top to bottom, one to three of them, no two the same. */
  readonly sources: readonly PanelSource[];
  readonly costs: string;
  /** Values that the reader changed, for every kernel that knows the parameter. */
  readonly set: Values;
  /** Values that the reader changed for one kernel, by kernel id. */
  readonly overrides: Readonly<Record<string, Values>>;
  readonly seed: number;
  /** End of the run in ns; undefined: when the scenario says. */
  readonly until: number | undefined;
  /** Undefined: the scenario's own; an empty list: none. */
  readonly actions: readonly LinkAction[] | undefined;
}

export type RunState =
  /** `progress` from 0 to 1. */
  | { readonly status: 'running'; readonly progress: number }
  | { readonly status: 'done' }
  /** Stopped by the reader; what had come by then is in the trace. */
  | { readonly status: 'cancelled'; readonly progress: number }
  | { readonly status: 'failed'; readonly message: string }
  /** The link names a private file that is not on this machine; the message asks for it by name. */
  | { readonly status: 'missing'; readonly message: string };

/**
 * One run on screen. `trace` grows in place while the run goes on: read it again whenever `version` changes. A panel that
 * runs again keeps its old trace until the first batch of the new one has come.
 */
export interface Panel {
  readonly id: PanelId;
  readonly source: PanelSource;
  readonly run: RunState;
  readonly trace: Trace;
  readonly version: number;
  /** Where this panel's own time ends, in ns from its start; 0 while nothing is known. */
  readonly span: number;
  /** What runs here with every parameter resolved; undefined for recordings and for what could not be resolved. */
  readonly experiment: Experiment | undefined;
}

export interface View {
  /** The visible span of shared time; undefined: the whole run. */
  readonly window: TimeWindow | undefined;
  readonly alignment: Alignment;
  /** Machines whose CPUs are drawn as strips; absent: none. */
  readonly closed?: readonly string[];
}

/** One step of the packet, and where it begins in each panel that has it. */
export interface StepMark {
  /** Role and occurrence, `softint#2`. */
  readonly key: string;
  /** `t` in ns of the panel's own time; a panel without this step has no entry. */
  readonly at: Readonly<Record<PanelId, { readonly slice: number; readonly t: number }>>;
}

export interface Steps {
  /** Given by the page, which computes them with `analysis` whenever a trace changes. */
  readonly marks: readonly StepMark[];
  /** Counted from 0. Until the first marks come it is what the link says. */
  readonly index: number;
  readonly playing: boolean;
  /** True while the step decides what is selected; false once the reader selected or cleared something. */
  readonly selects: boolean;
}

/** A slice, by its panel and its row in that panel's trace. */
export interface Selection {
  readonly panel: PanelId;
  readonly slice: number;
}

export type Theme = 'light' | 'dark' | 'auto';
export type Dialog = 'help' | 'recording' | 'kernels';

/** Something to tell the reader: a broken link, a file that is no trace. `id` names it for `dismiss`. */
export interface Notice {
  readonly id: string;
  readonly message: string;
}

export interface ViewerState {
  readonly setup: Setup;
  readonly panels: readonly Panel[];
  readonly view: View;
  readonly steps: Steps;
  readonly selection: Selection | undefined;
  readonly drawerOpen: boolean;
  readonly dialog: Dialog | undefined;
  readonly theme: Theme;
  /** False: keys that are a single character do nothing (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly notices: readonly Notice[];
  /** Recordings that the page ships, empty until their list has come. */
  readonly shipped: readonly ShippedRecording[];
  /** Sections of the link that this version does not know. */
  readonly unknownSections: readonly RawSection[];
}

export interface ShippedRecording {
  readonly id: string;
  readonly title: string;
  /** What to see in it, for a newcomer. */
  readonly see: string;
  /** Size of the file. */
  readonly bytes: number;
  /** The span that shows best what there is to see, in ns of its own time. */
  readonly view: TimeWindow;
  /** Lower-case hex digest of the file as shipped. */
  readonly sha256: string;
  /** Path of the file from the page's own address. */
  readonly path: string;
}

/** Changes of the setup: each runs again what it touches, at once. Unknown names show up as a failed panel, never throw. */
export interface SetupActions {
  /** Takes the scenario's own kernels and costs, and drops values that it does not know. */
  setScenario(scenario: string): void;
  /** Shows another kernel in this panel. */
  setKernel(panel: PanelId, kernel: string): void;
  /** Adds a panel below, up to three. */
  addKernel(kernel: string): void;
  removePanel(panel: PanelId): void;
  setCosts(costs: string): void;
  /** For all kernels, or for one. A value equal to the default is forgotten. */
  setParameter(name: string, value: Value, kernel?: string): void;
  resetParameters(): void;
  setSeed(seed: number): void;
  /** ns; undefined: when the scenario says. */
  setUntil(until: number | undefined): void;
  /** Undefined: the scenario's own. */
  setActions(actions: readonly LinkAction[] | undefined): void;
  /** Switches threaded polling at a time, ns, to what it is not there. */
  switchAt(at: number): void;
  /** Puts another action in the place of the `index`-th in the order of time. */
  changeAction(index: number, action: LinkAction): void;
  removeAction(index: number): void;
  /** Back to the comparison, the view and the step of the first screen. */
  restoreFirstScreen(): void;
}

export interface RunActions {
  /** Stops the runs that are going on, of one panel or of all. */
  cancel(panel?: PanelId): void;
  /** Runs again what failed or was cancelled, of one panel or of all. */
  runAgain(panel?: PanelId): void;
}

export interface RecordingActions {
  /** Opens a trace file (plain or gzip) as a panel; resolves when it is on its way or its problem is in `notices`. */
  openFile(bytes: Uint8Array, name: string): Promise<void>;
  openText(text: string): Promise<void>;
  /** Opens it at its best span, which begins where the models begin. */
  openShipped(id: string): Promise<void>;
}

export interface ViewActions {
  /** Clamped to the extent of all panels. Undefined: the whole run. */
  setWindow(window: TimeWindow | undefined): void;
  /** Shows `factor` times less time (2 = twice as close), keeping shared time `at` (ns; default: the selection or the middle) in place. */
  zoomBy(factor: number, at?: number): void;
  /** Moves by a fraction of the window; positive = later. */
  panBy(fraction: number): void;
  /** Shows the selected slice with room around it; a second time: the whole run. */
  focusSelection(): void;
  setAlignment(alignment: Alignment): void;
  /** Draws the CPUs of a machine as strips in every panel, or no longer. */
  setClosed(machine: string, closed: boolean): void;
}

export interface StepActions {
  /** What `analysis` found in the traces on screen; the current step is kept by its key. */
  setSteps(marks: readonly StepMark[]): void;
  goToStep(index: number): void;
  /** Goes through the steps in about twelve seconds and stops; from the first one if the last is shown. */
  play(): void;
  pause(): void;
}

export interface SelectionActions {
  select(selection: Selection | undefined): void;
  /** The slice before (-1) or after (1) the selected one on the same CPU. */
  selectNeighbour(direction: -1 | 1): void;
  /** The slice at the same shared time, one CPU lane up (-1) or down (1), across panels. */
  selectLane(direction: -1 | 1): void;
  /** Along a link from slice to slice. */
  follow(direction: 'cause' | 'effect'): void;
  /** The n-th real context switch (from 1) of the selected panel, or of the first panel that has so many. */
  goToSwitch(n: number): void;
}

export interface PageActions {
  setDrawerOpen(open: boolean): void;
  setDialog(dialog: Dialog | undefined): void;
  setTheme(theme: Theme): void;
  setSingleKeys(on: boolean): void;
  notify(message: string): void;
  dismiss(id: string): void;
  copyDetails(): Promise<void>;
}

export type ViewerActions = SetupActions &
  RunActions &
  RecordingActions &
  ViewActions &
  StepActions &
  SelectionActions &
  PageActions;

/** What the viewer asks of the catalogue; `src/scenarios/index.ts` is one. */
export interface Catalogue {
  readonly scenarios: readonly Scenario[];
  findScenario(id: string): Scenario | undefined;
  findKernel(id: string): { readonly id: string; readonly title: string } | undefined;
  parametersOf(scenario: string, kernel: string, costs: string): readonly Parameter[];
  takesActions(scenario: string, kernel: string): boolean;
  resolve(input: ExperimentInput): Resolved;
}
