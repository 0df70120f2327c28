import { HEIGHTS, type Lane, type LaneHeights } from '../../scene/index.ts';
import type { PanelId } from '../../store/index.ts';
import { heightsFor } from './lane-heights.ts';

/** Shares the height of the window among the lanes of all panels. */
export interface LaneRoom {
  heights(): LaneHeights;
  /** Says which lanes a panel has, as drawn last; undefined: it is gone. */
  report(panel: PanelId, lanes: readonly Lane[] | undefined): void;
  /** `changed` is called when there are other heights. Returns the way to stop it. */
  subscribe(changed: () => void): () => void;
}

export function createLaneRoom(): LaneRoom {
  const panels = new Map<PanelId, readonly Lane[]>();
  const listeners = new Set<() => void>();
  let heights = HEIGHTS[0];
  return {
    heights: () => heights,
    report: (panel, lanes) => {
      if (lanes === undefined) panels.delete(panel);
      else panels.set(panel, lanes);
      const next = heightsFor([...panels.values()], window.innerHeight);
      if (next === heights) return;
      heights = next;
      for (const changed of listeners) changed();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
