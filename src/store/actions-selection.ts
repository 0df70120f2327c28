import type { Core } from './core.ts';
import { lanesOf, linkedTo, neighbourOf, sliceAt, switchSlice } from './navigate.ts';
import type { Panel, Selection, SelectionActions } from './types.ts';
import { offsetOf } from './view.ts';

/** `reveal` brings the selected slice into view. */
export function createSelectionActions(
  core: Core,
  reveal: (selection: Selection | undefined) => void,
): SelectionActions {
  const { store } = core;

  function select(selection: Selection | undefined): void {
    core.change({ selection, steps: { ...store.getState().steps, selects: false } }, 'replace');
  }

  function moveTo(panel: Panel, slice: number | undefined): void {
    if (slice === undefined) return;
    select({ panel: panel.id, slice });
    reveal(store.getState().selection);
  }

  function withSelected(act: (panel: Panel, slice: number) => void): void {
    const { panels, selection } = store.getState();
    const panel = panels.find(({ id }) => id === selection?.panel);
    if (selection === undefined || panel === undefined || selection.slice >= panel.trace.slices.length)
      return;
    act(panel, selection.slice);
  }

  function selectLane(direction: -1 | 1): void {
    withSelected((panel, slice) => {
      const state = store.getState();
      const lanes = lanesOf(state.panels);
      const here = lanes.findIndex(
        (lane) => lane.panel === panel.id && lane.cpu === panel.trace.slices.cpu[slice],
      );
      const lane = lanes[here + direction];
      const target = state.panels.find(({ id }) => id === lane?.panel);
      if (target === undefined) return;
      const shared = panel.trace.slices.start[slice] + offsetOf(state, panel.id);
      moveTo(target, sliceAt(target.trace, lane.cpu, shared - offsetOf(state, target.id)));
    });
  }

  function goToSwitch(n: number): void {
    const { panels, selection } = store.getState();
    const selected = panels.filter(({ id }) => id === selection?.panel);
    for (const panel of [...selected, ...panels]) {
      const slice = switchSlice(panel.trace, n);
      if (slice !== undefined) return moveTo(panel, slice);
    }
  }

  return {
    select,
    selectNeighbour: (direction) =>
      withSelected((panel, slice) => moveTo(panel, neighbourOf(panel.trace, slice, direction))),
    selectLane,
    follow: (direction) =>
      withSelected((panel, slice) => moveTo(panel, linkedTo(panel.trace, slice, direction))),
    goToSwitch,
  };
}
