import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Panel, PanelId, Viewer } from '../../store/index.ts';
import { find, marksOf, NO_FINDINGS, type Findings } from './findings.ts';
import { openingOf } from './first-view.ts';

export interface FindingsState {
  readonly findings: Findings;
  /** True while runs go on whose results these findings do not know. */
  readonly stale: boolean;
}

export type FindingsStore = StoreApi<FindingsState>;

/** The longest that finding things may hold up the page, ms. */
const SLICE = 5;

/**
 * Keeps the findings about the panels on screen: looks again when all runs have ended, in pieces between which the page
 * can draw, and hands the steps to the viewer. While a run goes on the last findings stay. Returns the store.
 */
export function followPanels(viewer: Viewer): FindingsStore {
  const store = createStore<FindingsState>(() => ({ findings: NO_FINDINGS, stale: true }));
  let seen: readonly Panel[] = [];
  let turn = 0;
  const look = (panels: readonly Panel[]): void => {
    if (panels === seen) return;
    const before = seen;
    seen = panels;
    if (panels.some((panel) => panel.run.status === 'running')) {
      turn++;
      store.setState({ stale: true });
      return;
    }
    if (sameTraces(before, panels) && !store.getState().stale) return;
    const mine = ++turn;
    const show = (findings: Findings): void => {
      viewer.actions.setSteps(marksOf(findings));
      store.setState({ findings, stale: false });
    };
    const token = `findings ${mine}`;
    viewer.idle.begin(token);
    inPieces(
      find(panels, (panel) => beginOf(panel, viewer), openingOf(viewer.store.getState())),
      () => mine === turn,
      show,
      () => viewer.idle.end(token),
    );
  };
  viewer.store.subscribe((state) => look(state.panels));
  look(viewer.store.getState().panels);
  return store;
}

/** Where a panel's own time begins on screen, if it was laid over the others by hand or by its description, ns. */
function beginOf(panel: PanelId, viewer: Viewer): number {
  const { alignment } = viewer.store.getState().view;
  return alignment.kind === 'picked' ? (alignment.at[panel] ?? 0) : 0;
}

function sameTraces(a: readonly Panel[], b: readonly Panel[]): boolean {
  return (
    a.length === b.length &&
    a.every((panel, i) => panel.trace === b[i].trace && panel.version === b[i].version)
  );
}

/**
 * Runs a generator to its end, in turns of the main thread of its own, and gives its result to `take`, unless `wanted` turns
 * false meanwhile.
 */
function inPieces<T>(
  work: Generator<undefined, T>,
  wanted: () => boolean,
  take: (result: T) => void,
  over: () => void,
): void {
  setTimeout(() => {
    const until = performance.now() + SLICE;
    while (wanted()) {
      const step = work.next();
      if (step.done === true) {
        take(step.value);
        break;
      }
      if (performance.now() > until) return inPieces(work, wanted, take, over);
    }
    return over();
  }, 0);
}
