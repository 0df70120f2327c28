/** Between the state and the link: only what differs from the defaults goes into it. */
import {
  MAX_PANELS,
  readLink,
  recordingName,
  writeLink,
  type Link,
  type LinkProblem,
  type RecordingRef,
  type RunSection,
} from '../link/index.ts';
import { DEFAULT_SEED, modelSource, panelIdOf, setupOf } from './setup.ts';
import { selectionAtStep } from './steps.ts';
import type { Catalogue, PanelSource, Selection, Setup, View, ViewerState } from './types.ts';

/** The part of the state that a link restores. */
export type LinkedState = Pick<ViewerState, 'setup' | 'view' | 'unknownSections'> & {
  readonly selection: Link['selection'];
  readonly step: number;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
};

/** The link of a state, `#…`. */
export function linkOf(state: ViewerState, catalogue: Catalogue): string {
  return writeLink({
    run: runOf(state.setup, catalogue),
    view: { ...state.view, step: state.steps.index },
    selection: writtenSelection(state),
    recordings: state.setup.sources.flatMap((source) =>
      source.kind === 'recording' ? source.recording : [],
    ),
    others: state.unknownSections,
  });
}

/** The state that a link asks for; what it gets wrong is as on the first screen. */
export function stateOf(hash: string, catalogue: Catalogue): LinkedState {
  const { link, problems } = readLink(hash);
  const read = setupFrom(link, catalogue);
  return {
    setup: read.setup,
    view: viewOf(link),
    step: link.view.step,
    selection: link.selection,
    unknownSections: link.others,
    problems: [...problems.map(sentence), ...read.problems],
  };
}

function viewOf({ view: { window, alignment, closed } }: Link): View {
  return { window, alignment, ...(closed === undefined ? {} : { closed }) };
}

function runOf(setup: Setup, catalogue: Catalogue): RunSection {
  const scenario = catalogue.findScenario(setup.scenario);
  const panels = setup.sources.map(panelIdOf);
  const defaults = scenario?.defaultKernels ?? [];
  const asDefault = panels.length === defaults.length && panels.every((panel, i) => panel === defaults[i]);
  return {
    scenario: setup.scenario,
    panels: asDefault ? undefined : panels,
    costs: setup.costs === scenario?.defaultCosts ? undefined : setup.costs,
    set: setup.set,
    overrides: setup.overrides,
    seed: setup.seed === DEFAULT_SEED ? undefined : setup.seed,
    until: setup.until,
    actions: setup.actions,
  };
}

/** The slice that the step selects by itself needs no words. */
function writtenSelection(state: ViewerState): Link['selection'] {
  if (state.selection === undefined && !state.steps.selects) return 'none';
  const byStep = selectionAtStep(state, undefined);
  return sameSelection(byStep, state.selection) ? undefined : state.selection;
}

function setupFrom(
  link: Link,
  catalogue: Catalogue,
): { readonly setup: Setup; readonly problems: readonly string[] } {
  const first = catalogue.scenarios[0];
  const { run } = link;
  if (run === undefined) return { setup: withRecordings(setupOf(first), link.recordings), problems: [] };
  const scenario = catalogue.findScenario(run.scenario);
  if (scenario === undefined) {
    const resolved = catalogue.resolve({ scenario: run.scenario, kernel: first.defaultKernels[0] });
    return {
      setup: setupOf(first),
      problems: resolved.ok ? [] : [sentence({ section: 'run', message: resolved.problem.message })],
    };
  }
  const defaults = setupOf(scenario);
  const problems: string[] = [];
  const sources = run.panels?.flatMap((name) => {
    const source = sourceOf(name, link.recordings, catalogue);
    if (source !== undefined) return [source];
    const resolved = catalogue.resolve({ scenario: run.scenario, kernel: name });
    if (!resolved.ok) problems.push(sentence({ section: 'run', message: resolved.problem.message }));
    return [];
  });
  const setup: Setup = {
    scenario: run.scenario,
    sources: sources === undefined || sources.length === 0 ? defaults.sources : sources,
    costs: run.costs ?? defaults.costs,
    set: run.set,
    overrides: run.overrides,
    seed: run.seed ?? defaults.seed,
    until: run.until,
    actions: run.actions,
  };
  return { setup, problems };
}

function sourceOf(
  name: string,
  recordings: readonly RecordingRef[],
  catalogue: Catalogue,
): PanelSource | undefined {
  const recording = recordings.find((each) => recordingName(each) === name);
  if (recording !== undefined) return { kind: 'recording', recording };
  return catalogue.findKernel(name) === undefined ? undefined : modelSource(name);
}

/** A link that holds nothing but recordings shows them below the first screen's panels. */
function withRecordings(setup: Setup, recordings: readonly RecordingRef[]): Setup {
  const added = recordings.map((recording): PanelSource => ({ kind: 'recording', recording }));
  return { ...setup, sources: [...setup.sources, ...added].slice(0, MAX_PANELS) };
}

function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a?.panel === b?.panel && a?.slice === b?.slice;
}

function sentence({ section, message }: LinkProblem): string {
  const part = section === 'v' ? '' : `, part "${section}"`;
  return `The link could not be read whole${part}: ${message}${/[.?!]$/.test(message) ? '' : '.'}`;
}
