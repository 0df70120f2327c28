/** Shared time: the window that all panels show, and how each panel's own clock lies in it. All in ns. */
import type { PanelId, StepMark, TimeWindow, ViewerState } from './types.ts';

/** Shortest window one can zoom to, ns. */
export const MIN_WINDOW = 20;

type Viewed = Pick<ViewerState, 'panels' | 'view' | 'steps'>;

/** What a panel's own time is behind shared time: it draws its time `t` at `t + offsetOf(state, panel)`. */
export function offsetOf(state: Viewed, panel: PanelId): number {
  const { alignment } = state.view;
  switch (alignment.kind) {
    case 'clock':
      return 0;
    case 'step':
      return stepOffset(state, panel);
    case 'picked':
      return pickedOffset(state, panel, alignment.at);
  }
}

/** Everything there is to see, in shared time. */
export function extentOf(state: Viewed): TimeWindow {
  const known = state.panels.filter(({ span }) => span > 0);
  if (known.length === 0) return { start: 0, end: 1 };
  return {
    start: Math.min(...known.map(({ id }) => offsetOf(state, id))),
    end: Math.max(...known.map(({ id, span }) => offsetOf(state, id) + span)),
  };
}

export function windowOf(state: Viewed): TimeWindow {
  return state.view.window ?? extentOf(state);
}

/** A window within the extent, in whole ns; undefined where it shows everything. */
export function clampWindow(window: TimeWindow, extent: TimeWindow): TimeWindow | undefined {
  const whole = extent.end - extent.start;
  const length = Math.max(MIN_WINDOW, Math.round(window.end - window.start));
  if (length >= whole || !Number.isFinite(length)) return undefined;
  const start = Math.round(Math.max(extent.start, Math.min(extent.end - length, window.start)));
  return { start, end: start + length };
}

/** The window `factor` times shorter, with shared time `at` where it was. */
export function zoomed(window: TimeWindow, factor: number, at: number): TimeWindow {
  const wanted = (window.end - window.start) / factor;
  const length = Math.max(MIN_WINDOW, wanted);
  const before = (at - window.start) / (window.end - window.start);
  const start = at - before * length;
  return { start, end: start + length };
}

export function panned(window: TimeWindow, fraction: number): TimeWindow {
  const by = (window.end - window.start) * fraction;
  return { start: window.start + by, end: window.end + by };
}

/** The window moved so that a slice that begins outside it is in the middle; the same window if it begins inside. */
export function revealing(window: TimeWindow, start: number, end: number): TimeWindow {
  if (start >= window.start && start < window.end) return window;
  const middle = start + Math.min(end - start, window.end - window.start) / 2;
  const half = (window.end - window.start) / 2;
  return { start: middle - half, end: middle + half };
}

/** Lays the current step of every panel over that of the first panel that has it; a panel without it goes by the step before. */
function stepOffset(state: Viewed, panel: PanelId): number {
  for (let i = state.steps.index; i >= 0; i--) {
    const mark: StepMark | undefined = state.steps.marks[i];
    const own = mark?.at[panel];
    const reference = firstAt(state, mark);
    if (own !== undefined && reference !== undefined) return reference - own.t;
  }
  return 0;
}

function firstAt(state: Viewed, mark: StepMark | undefined): number | undefined {
  const first = state.panels.find(({ id }) => mark?.at[id] !== undefined);
  return first === undefined ? undefined : mark?.at[first.id].t;
}

function pickedOffset(state: Viewed, panel: PanelId, at: Readonly<Record<PanelId, number>>): number {
  const reference = state.panels.find(({ id }) => at[id] !== undefined);
  return reference === undefined || at[panel] === undefined ? 0 : at[reference.id] - at[panel];
}
