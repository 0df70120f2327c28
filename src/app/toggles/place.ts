import type { LinkAction, TimeWindow } from '../../store/index.ts';

/** Where a handle stands: at its time, or at the edge beyond which it lies, behind others that lie there too. */
export interface Place {
  readonly side: 'in' | 'before' | 'after';
  /** Part of the strip's width from the left, for `in`. */
  readonly part: number;
  /** How many handles stand nearer to the same edge. */
  readonly rank: number;
}

/** `actions` in the order of time; `index` counts them. `shift` is what shared time is ahead of theirs, ns. */
export function placeOf(
  actions: readonly LinkAction[],
  index: number,
  { start, end }: TimeWindow,
  shift: number,
): Place {
  const times = actions.map(({ at }) => at + shift);
  const t = times[index];
  if (t < start) return { side: 'before', part: 0, rank: index };
  if (t > end) {
    const after = times.filter((other) => other > end).length;
    return { side: 'after', part: 1, rank: after - (index - (times.length - after)) - 1 };
  }
  return { side: 'in', part: (t - start) / (end - start), rank: 0 };
}
