/** Steps of the packet: pure helpers over the marks that the page handed in. */
import type { PanelId, Selection, StepMark, ViewerState } from './types.ts';

/** Time from the first step to the last when playing, ms. */
const PLAY_MS = 12_000;

export function clampStep(index: number, marks: readonly StepMark[]): number {
  return Math.max(0, Math.min(marks.length - 1, index));
}

/** How long each step is shown when playing, ms. */
export function playInterval(marks: readonly StepMark[]): number {
  return PLAY_MS / Math.max(1, marks.length - 1);
}

/** Where the step of the old marks is in the new ones: by its key, else at the same place. */
export function carryStep(index: number, old: readonly StepMark[], marks: readonly StepMark[]): number {
  if (marks.length === 0) return index;
  const same = marks.findIndex(({ key }) => key === old[index]?.key);
  return same < 0 ? clampStep(index, marks) : same;
}

/** The slice in which the current step begins: in the panel asked for if it has the step, else in the first that has it. */
export function selectionAtStep(
  state: Pick<ViewerState, 'panels' | 'steps'>,
  panel: PanelId | undefined,
): Selection | undefined {
  const at = state.steps.marks[state.steps.index]?.at ?? {};
  const order = panel === undefined ? [] : [panel];
  const id = [...order, ...state.panels.map((each) => each.id)].find((each) => at[each] !== undefined);
  return id === undefined ? undefined : { panel: id, slice: at[id].slice };
}
