import type { Action, Experiment, Workload } from '../model/types.ts';

/** One adjustable value: what the drawer, the sliders, `list --json`, `--set` and the link all read. */
export type Parameter = NumberParameter | ChoiceParameter;

interface ParameterBase {
  readonly name: string;
  readonly label: string;
  /** One sentence for the reader. */
  readonly help: string;
  readonly group: 'traffic' | 'hardware' | 'costs' | 'path';
}

export interface NumberParameter extends ParameterBase {
  readonly type: 'number';
  readonly unit: 'ns' | 'packets/s' | 'bytes' | 'Gbit/s' | 'count' | 'probability';
  readonly min: number;
  readonly max: number;
  /** Step of a slider. */
  readonly step: number;
  readonly default: number;
  /** Source of the default, or `assumed`. */
  readonly source: string;
}

export interface ChoiceParameter extends ParameterBase {
  readonly type: 'choice';
  readonly values: readonly string[];
  readonly default: string;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** The question that the scenario lets the reader answer. */
  readonly question: string;
  /** Seed document and place: "seed 001, tech-kern 2007-02-22". */
  readonly source: string;
  readonly kernels: readonly string[];
  readonly defaultKernels: readonly string[];
  /** The kernel that one chip adds to the default comparison. */
  readonly extraKernel: string | undefined;
  readonly defaultCosts: string;
  /** Names of the parameters that matter here. */
  readonly parameters: readonly string[];
  /** Defaults that differ from the catalogue's. */
  readonly defaults: Readonly<Record<string, number | string>>;
  /** Where numbers among them come from; one without an entry is assumed. */
  readonly sources?: Readonly<Record<string, string>>;
  /** Parameters whose range reaches further here. */
  readonly maxima?: Readonly<Record<string, number>>;
  /** Parameters whose range begins later here. */
  readonly minima?: Readonly<Record<string, number>>;
  readonly workload: Workload;
  /** What happens while it runs, unless the reader says otherwise; absent where nothing can be done to it. */
  readonly actions?: readonly Action[];
  /**
   * What is looked at first, ns: a span that shows what the question is about, for a load whose first packet does not. The steps are
   * those of the first packet that is followed from its beginning on. `slowest`: the life of the packet that took longest, of
   * those that every kernel received at the same time. Absent: the life of the first packet.
   */
  readonly opens?: { readonly start: number; readonly end: number } | 'slowest';
  readonly leavesOut: readonly string[];
}

/** What a person or a link asks for, before it is checked. */
export interface ExperimentInput {
  readonly scenario: string;
  readonly kernel: string;
  readonly costs?: string | undefined;
  /** Text values may carry units (`1.2us`, `350k`, `10ms`). */
  readonly set?: Readonly<Record<string, number | string>> | undefined;
  /** Replaces the scenario's own actions; times in ns. Only for what `takesActions`. */
  readonly actions?: readonly { readonly at: number; readonly what: string }[] | undefined;
  readonly seed?: number | undefined;
  readonly until?: number | string | undefined;
}

/** What is wrong, where, and what would be right, in one line. */
export interface Problem {
  readonly message: string;
}

export type Resolved =
  | { readonly ok: true; readonly experiment: Experiment }
  | { readonly ok: false; readonly problem: Problem };
