import {
  extentOf,
  type StepMark,
  type TimeWindow,
  type Viewer,
  type ViewerState,
} from '../../store/index.ts';

/** Where a whole run is too narrow to read. */
const NARROW = '(max-width: 700px)';
/** A step is shown with this part of the window before it. */
const BEFORE = 0.1;
/** The shortest and the longest window, as parts of the whole run. */
const SHORTEST = 1 / 8;
const LONGEST = 1 / 2;

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
  const extent = extentOf(state);
  const whole = extent.end - extent.start;
  const lasts = ids.map((id) => timeToNext(marks, index, id));
  const length = Math.min(whole * LONGEST, Math.max(whole * SHORTEST, ...lasts) / (1 - 2 * BEFORE));
  const start = marks[index].at[first].t - length * BEFORE;
  return { start, end: start + length };
}

/** From a step to the next one in a panel, ns; 0 where it has none. */
function timeToNext(marks: readonly StepMark[], index: number, panel: string): number {
  const here = marks[index].at[panel]?.t;
  const next = marks.slice(index + 1).find(({ at }) => at[panel] !== undefined)?.at[panel].t;
  return here === undefined || next === undefined ? 0 : next - here;
}
