import type { Core } from './core.ts';
import type { Selection, TimeWindow, ViewActions } from './types.ts';
import { clampWindow, extentOf, offsetOf, panned, revealing, windowOf, zoomed } from './view.ts';

/** Room left on each side of a slice that is brought into focus, as a part of its length. */
const MARGIN = 0.5;

export interface ViewParts extends ViewActions {
  /**
   * Moves the view so that a slice can be seen, or the moment `at` (ns of its panel's own time) in it; does nothing where it can be
   * already.
   */
  reveal(selection: Selection | undefined, at?: number): void;
}

export function createViewActions(core: Core): ViewParts {
  const { store } = core;

  function setWindow(window: TimeWindow | undefined): void {
    const state = store.getState();
    const clamped = window === undefined ? undefined : clampWindow(window, extentOf(state));
    const { view } = state;
    if (clamped?.start === view.window?.start && clamped?.end === view.window?.end) return;
    core.change({ view: { ...view, window: clamped } }, 'replace');
  }

  function zoomBy(factor: number, at?: number): void {
    const state = store.getState();
    const window = windowOf(state);
    const selected = sharedSpan(core, state.selection);
    const middle = (window.start + window.end) / 2;
    const visible = selected !== undefined && selected.start >= window.start && selected.start <= window.end;
    setWindow(zoomed(window, factor, at ?? (visible ? selected.start : middle)));
  }

  function focusSelection(): void {
    const state = store.getState();
    const span = sharedSpan(core, state.selection);
    if (span === undefined) return setWindow(undefined);
    const margin = (span.end - span.start) * MARGIN;
    const focused = clampWindow({ start: span.start - margin, end: span.end + margin }, extentOf(state));
    const { window } = state.view;
    setWindow(focused?.start === window?.start && focused?.end === window?.end ? undefined : focused);
  }

  function reveal(selection: Selection | undefined, at?: number): void {
    const state = store.getState();
    const span = sharedSpan(core, selection);
    if (state.view.window === undefined || selection === undefined || span === undefined) return;
    const start = at === undefined ? span.start : at + offsetOf(state, selection.panel);
    setWindow(revealing(state.view.window, start, Math.max(start, span.end)));
  }

  return {
    setWindow,
    zoomBy,
    panBy: (fraction) => setWindow(panned(windowOf(store.getState()), fraction)),
    focusSelection,
    setAlignment: (alignment) => {
      core.change({ view: { ...store.getState().view, alignment } }, 'replace');
    },
    setClosed: (machine, closed) => {
      const { view } = store.getState();
      const others = (view.closed ?? []).filter((other) => other !== machine);
      core.change({ view: { ...view, closed: closed ? [...others, machine] : others } }, 'replace');
    },
    reveal,
  };
}

/** When a selected slice is, in shared time. */
function sharedSpan({ store }: Core, selection: Selection | undefined): TimeWindow | undefined {
  const state = store.getState();
  const panel = state.panels.find(({ id }) => id === selection?.panel);
  if (selection === undefined || panel === undefined || selection.slice >= panel.trace.slices.length)
    return undefined;
  const offset = offsetOf(state, panel.id);
  const { start, end } = panel.trace.slices;
  return { start: start[selection.slice] + offset, end: end[selection.slice] + offset };
}
