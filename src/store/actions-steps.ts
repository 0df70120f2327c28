import type { Core } from './core.ts';
import { carryStep, clampStep, playInterval, selectionAtStep } from './steps.ts';
import type { Selection, StepActions, StepMark, ViewerState } from './types.ts';

/** `reveal` brings the selected slice into view, at the moment of the step. */
export function createStepActions(
  core: Core,
  reveal: (selection: Selection | undefined, at: number | undefined) => void,
): StepActions {
  const { store, environment } = core;
  let stopTimer: (() => void) | undefined;

  function setSteps(marks: readonly StepMark[]): void {
    const state = store.getState();
    const index = carryStep(state.steps.index, state.steps.marks, marks);
    const next = { ...state, steps: { ...state.steps, marks, index } };
    const selection = state.steps.selects ? selectionAtStep(next, state.selection?.panel) : state.selection;
    // Marks that vanish while a run starts anew leave the selection to the marks that come back.
    core.change(
      { steps: next.steps, selection: marks.length === 0 ? state.selection : selection },
      'replace',
    );
    if (marks.length <= 1) pause();
  }

  function show(index: number): void {
    const state = store.getState();
    const steps = { ...state.steps, index: clampStep(index, state.steps.marks), selects: true };
    if (steps.marks.length === 0) return;
    const selection = selectionAtStep({ ...state, steps }, state.selection?.panel) ?? state.selection;
    const moved = steps.index !== state.steps.index;
    core.change({ steps, selection }, moved ? 'push' : 'replace');
    const mark = steps.marks[steps.index];
    reveal(selection, selection === undefined ? undefined : mark?.at[selection.panel]?.t);
  }

  function play(): void {
    const { marks, index } = store.getState().steps;
    if (marks.length <= 1) return;
    pause();
    setPlaying(true);
    if (index === marks.length - 1) show(0);
    arm();
  }

  function arm(): void {
    stopTimer = environment.clock.later(playInterval(store.getState().steps.marks), () => {
      show(store.getState().steps.index + 1);
      if (isLast(store.getState())) pause();
      else arm();
    });
  }

  function pause(): void {
    stopTimer?.();
    stopTimer = undefined;
    if (store.getState().steps.playing) setPlaying(false);
  }

  function setPlaying(playing: boolean): void {
    core.change({ steps: { ...store.getState().steps, playing } }, 'none');
  }

  return {
    setSteps,
    goToStep: (index) => {
      pause();
      show(index);
    },
    play,
    pause,
  };
}

function isLast({ steps }: ViewerState): boolean {
  return steps.index >= steps.marks.length - 1;
}
