import type { Trace } from '../trace/trace.ts';
import { stepsOf, type Step } from './steps.ts';

/** The same step in every panel: `cells[i]` belongs to trace i and is undefined where that kernel has no such step. */
export interface AlignedStep {
  readonly key: string;
  readonly role: string;
  readonly cells: readonly (Step | undefined)[];
}

/** The steps of one packet in several traces, aligned by cause. The order agrees with every panel where they agree. */
export function alignSteps(traces: readonly Trace[], packet: number): readonly AlignedStep[] {
  return alignStepLists(traces.map((trace) => stepsOf(trace, packet)));
}

/** As `alignSteps`, for steps that were found otherwise (a chain in a recording). */
export function alignStepLists(panels: readonly (readonly Step[])[]): readonly AlignedStep[] {
  const keys = mergeOrders(panels.map((steps) => steps.map((step) => step.key)));
  return keys.map((key) => {
    const cells = panels.map((steps) => steps.find((step) => step.key === key));
    const role = cells.find((cell) => cell !== undefined)?.role ?? '';
    return { key, role, cells };
  });
}

/**
 * One order of all keys that keeps each list's order where the lists agree; a key that only a later list has comes
 * right after the key that precedes it there.
 */
export function mergeOrders(lists: readonly (readonly string[])[]): readonly string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let next = 0;
    for (const key of list) {
      const at = merged.indexOf(key);
      if (at < 0) merged.splice(next++, 0, key);
      else next = Math.max(next, at + 1);
    }
  }
  return merged;
}
