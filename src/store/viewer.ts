import { createStore, type StoreApi } from 'zustand/vanilla';
import { createPageActions, type PageWords } from './actions-page.ts';
import { createSelectionActions } from './actions-selection.ts';
import { createSetupActions } from './actions-setup.ts';
import { createStepActions } from './actions-steps.ts';
import { createViewActions } from './actions-view.ts';
import { withNotice, type AddressChange, type Core } from './core.ts';
import type { Environment } from './environment.ts';
import { createHistory } from './history.ts';
import { createIdleTracker, type IdleTracker } from './idle.ts';
import { linkOf, stateOf, type LinkedState } from './link-state.ts';
import { loadSettings } from './page-settings.ts';
import { createPreview, type Preview } from './preview.ts';
import { createRecordings } from './recordings.ts';
import { createRuns } from './runs.ts';
import { selectionAtStep } from './steps.ts';
import type { Selection, Setup, View, ViewerActions, ViewerState } from './types.ts';

/** The page's state and what can be done to it. */
export interface Viewer {
  readonly store: StoreApi<ViewerState>;
  readonly actions: ViewerActions;
  readonly idle: IdleTracker;
  /** Hands in what only the page can say; until then details are empty. */
  providePage(words: PageWords): void;
  readonly page: PageWords;
  /** What a kernel that is not on screen would do under this setup. */
  readonly preview: Preview;
  /** The link of the state as it is now, `#…`. */
  link(): string;
  /** Stops runs, timers and the worker. */
  dispose(): void;
}

const NO_WORDS: PageWords = { detailsText: () => '' };

/** Restores what the address asks for and starts its runs. */
export function createViewer(environment: Environment): Viewer {
  const { address, catalogue, clock } = environment;
  const idle = createIdleTracker(environment.root, clock);
  const linked = stateOf(address.read(), catalogue);
  const store = createStore<ViewerState>(() => firstState(environment, linked));
  const link = (): string => linkOf(store.getState(), catalogue);
  const history = createHistory(address, clock, link, idle);
  let words = NO_WORDS;

  const core: Core = {
    store,
    environment,
    idle,
    change: (patch, address_) => {
      store.setState(patch);
      if (address_ === 'push') history.push();
      if (address_ === 'replace') history.replace();
    },
    notify: (message) => store.setState({ notices: withNotice(store.getState().notices, message) }),
  };

  const recordings = createRecordings(core);
  const runs = createRuns(core, recordings);
  const { reveal, ...viewActions } = createViewActions(core);
  const steps = createStepActions(core, reveal);

  function changeSetup(setup: Setup, how: AddressChange, view?: View): void {
    steps.pause();
    const before = store.getState();
    store.setState({ setup });
    runs.sync();
    const patch =
      setup.scenario === before.setup.scenario ? withoutLostPanels(store.getState()) : fromTheStart(before);
    core.change({ ...patch, ...(view === undefined ? {} : { view }) }, how);
  }

  function restore(next: LinkedState): void {
    steps.pause();
    const { marks } = store.getState().steps;
    store.setState({
      setup: next.setup,
      view: next.view,
      unknownSections: next.unknownSections,
      steps: { marks, index: next.step, playing: false, selects: next.selection === undefined },
    });
    runs.sync();
    const state = store.getState();
    store.setState({
      selection: next.selection === undefined ? selectionAtStep(state, undefined) : selectionOf(next),
    });
    for (const problem of next.problems) core.notify(problem);
  }

  const stopListening = address.onChange(() => {
    history.settle();
    restore(stateOf(address.read(), catalogue));
  });

  const actions: ViewerActions = {
    ...createSetupActions(core, changeSetup),
    restoreFirstScreen: () => {
      const first = stateOf('', catalogue);
      restore({ ...first, unknownSections: store.getState().unknownSections });
      core.change({ drawerOpen: false, dialog: undefined }, 'push');
    },
    ...runs,
    ...recordings.actions((setup, best) => changeSetup(setup, 'push', best), runs.runAgain),
    ...viewActions,
    ...steps,
    ...createSelectionActions(core, reveal),
    ...createPageActions(core, () => words),
  };

  runs.sync();
  // A link that could not be read stays in the address bar until the reader changes something.
  if (linked.problems.length === 0) history.replace();
  void recordings.loadList();

  return {
    store,
    actions,
    idle,
    providePage: (given) => {
      words = given;
    },
    get page() {
      return words;
    },
    preview: createPreview(core),
    link,
    dispose: () => {
      stopListening();
      steps.pause();
      history.settle();
      environment.client.dispose();
    },
  };
}

function firstState(environment: Environment, linked: LinkedState): ViewerState {
  return {
    setup: linked.setup,
    panels: [],
    view: linked.view,
    steps: { marks: [], index: linked.step, playing: false, selects: linked.selection === undefined },
    selection: selectionOf(linked),
    drawerOpen: false,
    dialog: undefined,
    ...loadSettings(environment.settings),
    notices: linked.problems.reduce(withNotice, [] as ViewerState['notices']),
    shipped: [],
    unknownSections: linked.unknownSections,
  };
}

function selectionOf({ selection }: LinkedState): Selection | undefined {
  return selection === 'none' ? undefined : selection;
}

/** Another scenario is seen whole and from its first step: times and slices of the old one mean nothing in it. */
function fromTheStart({ steps }: ViewerState): Partial<ViewerState> {
  return {
    view: { window: undefined, alignment: { kind: 'clock' } },
    steps: { ...steps, index: 0, selects: true },
    selection: undefined,
  };
}

/** What pointed into panels that are no longer there points nowhere. */
function withoutLostPanels({ panels, selection, view }: ViewerState): Partial<ViewerState> {
  const there = (id: string): boolean => panels.some((panel) => panel.id === id);
  const lostPick = view.alignment.kind === 'picked' && !Object.keys(view.alignment.at).every(there);
  return {
    ...(selection !== undefined && !there(selection.panel) ? { selection: undefined } : {}),
    ...(lostPick ? { view: { ...view, window: undefined, alignment: { kind: 'clock' } } } : {}),
  };
}
