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
  return mergeOrders(panels.map((steps) => steps.map((step) => step.key))).map(({ key, at }) => {
    const cells = panels.map((steps, i) => (at[i] === undefined ? undefined : steps[at[i]]));
    const role = cells.find((cell) => cell !== undefined)?.role ?? '';
    return { key, role, cells };
  });
}

/** A key, and where in each list it stands; undefined where that list does not have it here. */
export interface MergedKey {
  readonly key: string;
  readonly at: readonly (number | undefined)[];
}

/**
 * One order of the keys of all lists in which each list keeps its own; a key that only a later list has comes right after the
 * key that precedes it there. Keys that two lists have in opposite orders stand together as far as that leaves most others
 * together, and apart otherwise: nobody who follows one list goes back in it.
 */
export function mergeOrders(lists: readonly (readonly string[])[]): readonly MergedKey[] {
  return lists.reduce<readonly MergedKey[]>((merged, list, i) => withList(merged, list, i), []);
}

function withList(merged: readonly MergedKey[], list: readonly string[], i: number): readonly MergedKey[] {
  const common = commonAfter(
    merged.map(({ key }) => key),
    list,
  );
  const alone = merged[0]?.at.map(() => undefined) ?? Array.from({ length: i }, () => undefined);
  const rows: MergedKey[] = [];
  for (let m = 0, n = 0; m < merged.length || n < list.length;) {
    const both = m < merged.length && n < list.length && merged[m].key === list[n];
    if (both && common[m][n] === common[m + 1][n + 1] + 1) {
      rows.push({ key: list[n], at: [...merged[m++].at, n++] });
    } else if (n < list.length && common[m][n] === common[m][n + 1]) {
      rows.push({ key: list[n], at: [...alone, n++] });
    } else {
      rows.push({ key: merged[m].key, at: [...merged[m++].at, undefined] });
    }
  }
  return rows;
}

/** For each pair of positions, how many keys two lists have in common from there on, in the same order. */
function commonAfter(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let m = a.length - 1; m >= 0; m--) {
    for (let n = b.length - 1; n >= 0; n--) {
      lengths[m][n] =
        a[m] === b[n] ? lengths[m + 1][n + 1] + 1 : Math.max(lengths[m + 1][n], lengths[m][n + 1]);
    }
  }
  return lengths;
}
