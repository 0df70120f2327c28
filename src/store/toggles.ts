/** Changes of a run while it goes on, as pure changes of the setup: threaded polling switched on and off. Times in ns. */
import { sameActions } from '../link/index.ts';
import type { Catalogue, LinkAction, PanelId, Setup, TimeWindow, ViewerState } from './types.ts';
import { kernelsOf } from './setup.ts';
import { offsetOf, windowOf } from './view.ts';

const ON = 'threaded on';
const OFF = 'threaded off';

/** A window is cut into about so many places for an action, so that its time is a round number. */
const PLACES = 1000;

/** True if any kernel on screen takes actions. */
export function canSwitch(setup: Setup, catalogue: Pick<Catalogue, 'takesActions'>): boolean {
  return kernelsOf(setup).some((kernel) => catalogue.takesActions(setup.scenario, kernel));
}

/** The actions that the runs are made with, in the order of time. */
export function actionsOf(setup: Setup, catalogue: Catalogue): readonly LinkAction[] {
  const actions = setup.actions ?? catalogue.findScenario(setup.scenario)?.actions ?? [];
  return actions.toSorted((a, b) => a.at - b.at);
}

/** With one more action: polling is switched to what it is not at that time. */
export function withSwitchAt(setup: Setup, at: number, catalogue: Catalogue): Setup {
  const actions = actionsOf(setup, catalogue);
  return withActions(setup, [...actions, { at, what: isOnAt(actions, at) ? OFF : ON }], catalogue);
}

/** With another action in the place of one; `index` counts `actionsOf`. */
export function withAction(setup: Setup, index: number, action: LinkAction, catalogue: Catalogue): Setup {
  return withActions(setup, actionsOf(setup, catalogue).with(index, action), catalogue);
}

export function withoutAction(setup: Setup, index: number, catalogue: Catalogue): Setup {
  return withActions(setup, actionsOf(setup, catalogue).toSpliced(index, 1), catalogue);
}

/** What equals the scenario's own actions is forgotten. */
function withActions(setup: Setup, actions: readonly LinkAction[], catalogue: Catalogue): Setup {
  const sorted = actions.toSorted((a, b) => a.at - b.at);
  const own = actionsOf({ ...setup, actions: undefined }, catalogue);
  return { ...setup, actions: sameActions(sorted, own) ? undefined : sorted };
}

/** Before the first action polling is what that action changes. */
function isOnAt(actions: readonly LinkAction[], at: number): boolean {
  const before = actions.findLast((action) => action.at <= at);
  if (before !== undefined) return before.what === ON;
  return actions.length > 0 && actions[0].what === OFF;
}

/**
 * The time, on a panel's own clock, that the reader points at: under the pointer (`pointed`, shared time), else where the
 * selected slice begins if that is in view, else in the middle of the view. A round number within the run.
 */
export function timeMeant(state: ViewerState, pointed: number | undefined): number {
  const window = windowOf(state);
  const selected = state.panels.find(({ id }) => id === state.selection?.panel);
  const panel = selected ?? state.panels[0];
  if (panel === undefined) return 0;
  const shared = pointed ?? selectedTime(state, panel.id, window) ?? (window.start + window.end) / 2;
  return roundedTime(shared - offsetOf(state, panel.id), window, panel.span);
}

/** A time of about the precision of the view, no more and no less than the run has. */
export function roundedTime(t: number, window: TimeWindow, span: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10((window.end - window.start) / PLACES)));
  return Math.max(0, Math.min(span, Math.round(t / step) * step));
}

function selectedTime(state: ViewerState, id: PanelId, { start, end }: TimeWindow): number | undefined {
  const { selection } = state;
  const panel = state.panels.find((each) => each.id === id);
  if (selection === undefined || panel === undefined || selection.panel !== id) return undefined;
  if (selection.slice >= panel.trace.slices.length) return undefined;
  const shared = panel.trace.slices.start[selection.slice] + offsetOf(state, id);
  return shared >= start && shared < end ? shared : undefined;
}
