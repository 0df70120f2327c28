import {
  extentOf,
  type PanelId,
  type StepMark,
  type TimeWindow,
  type Viewer,
  type ViewerState,
} from '../../store/index.ts';

/** Where a whole run is too narrow to read. */
const NARROW = '(max-width: 700px)';
/** A step is shown with this part of the window before it. */
const BEFORE = 0.1;
/** The shortest and the longest window, as parts of the packet's way. */
const SHORTEST = 1 / 8;
const LONGEST = 1 / 2;
/** The packet's way with what comes before its first step and after its last, as a multiple of the time between them. */
const AROUND = 3;

/**
 * On a narrow screen the view goes with the step: all panels are laid over each other at the step, and the window shows it up to the
 * next one. A window that a link asks for is left alone until the first step is taken.
 */
export function followStep(viewer: Viewer): void {
  const narrow = window.matchMedia(NARROW);
  let shown =
    viewer.store.getState().view.window === undefined ? undefined : viewer.store.getState().steps.index;
  const follow = (): void => {
    const state = viewer.store.getState();
    const { index, marks } = state.steps;
    if (!narrow.matches || marks.length === 0 || shown === index) return;
    shown = index;
    viewer.actions.setAlignment({ kind: 'step' });
    viewer.actions.setWindow(windowAt(viewer.store.getState(), marks, index));
  };
  viewer.store.subscribe(follow);
  narrow.addEventListener('change', follow);
}

function windowAt(state: ViewerState, marks: readonly StepMark[], index: number): TimeWindow | undefined {
  const ids = state.panels.map(({ id }) => id);
  const first = ids.find((id) => marks[index].at[id] !== undefined);
  if (first === undefined) return undefined;
  const whole = wayOf(state, marks, ids);
  const lasts = ids.map((id) => timeToNext(marks, index, id));
  const length = Math.min(whole * LONGEST, Math.max(whole * SHORTEST, ...lasts) / (1 - 2 * BEFORE));
  const start = marks[index].at[first].t - length * BEFORE;
  return { start, end: start + length };
}

/** How long the packet is on its way in the slowest panel, ns, but no longer than the run: of a load that is the smallest part. */
function wayOf(state: ViewerState, marks: readonly StepMark[], ids: readonly PanelId[]): number {
  const { start, end } = extentOf(state);
  const ways = ids.map((id) => {
    const times = marks.flatMap(({ at }) => at[id]?.t ?? []);
    return times.length === 0 ? 0 : times[times.length - 1] - times[0];
  });
  const way = Math.max(...ways) * AROUND;
  return way > 0 ? Math.min(way, end - start) : end - start;
}

/** From a step to the next one in a panel, ns; 0 where it has none. */
function timeToNext(marks: readonly StepMark[], index: number, panel: string): number {
  const here = marks[index].at[panel]?.t;
  const next = marks.slice(index + 1).find(({ at }) => at[panel] !== undefined)?.at[panel].t;
  return here === undefined || next === undefined ? 0 : next - here;
}
