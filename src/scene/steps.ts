import { isLaidOut, pixelAt, type Draft } from './draft.ts';
import { STEP_RADIUS } from './geometry.ts';
import type { CssPx, ViewStep } from './types.ts';

/** From the middle of a disc to that of the next at least. */
const APART: CssPx = 2 * STEP_RADIUS + 1;

/** Where the disc of a step has its middle; its stem leads to `x`, where the step is. */
export interface StepDisc {
  readonly step: ViewStep;
  readonly x: CssPx;
  readonly discX: CssPx;
}

/**
 * The discs of the steps that are laid out, from left to right on each CPU: within the time area as far as the steps are, and none
 * upon another, so that a step a tenth of a microsecond after the one before can be read.
 */
export function stepDiscs(draft: Draft): readonly StepDisc[] {
  const { width, steps = [] } = draft.view;
  const free = new Map<number, CssPx>();
  const shown = steps.filter(({ t }) => isLaidOut(draft, t));
  return shown
    .toSorted((a, b) => a.t - b.t)
    .map((step) => {
      const x = pixelAt(draft, step.t);
      if (x < 0 || x > width) return { step, x, discX: x };
      const beside = Math.max(x, free.get(step.cpu) ?? -Infinity);
      const discX = Math.min(Math.max(beside, STEP_RADIUS + 1), width - STEP_RADIUS - 1);
      free.set(step.cpu, discX + APART);
      return { step, x, discX };
    });
}

/** The first place from `x` on where the discs of steps leave `width` free. */
export function clearOfSteps(draft: Draft, x: CssPx, width: CssPx): CssPx {
  let free = x;
  for (const { discX } of stepDiscs(draft)) {
    if (discX + STEP_RADIUS > free && discX - STEP_RADIUS < free + width) free = discX + STEP_RADIUS + 3;
  }
  return free;
}
