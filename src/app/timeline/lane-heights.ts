import { HEIGHTS, type Lane, type LaneHeights } from '../../scene/index.ts';

/** What stands above and below the lanes on the first screen, CSS px: header, headline, axis, legend, step bar. */
const AROUND = 48 + 56 + 24 + 28 + 72;
const PANEL_TITLE = 28;
/** What is kept for the beginning of the comparison. */
const COMPARISON = 100;
/** A window lower than this scrolls. */
const LEAST = 300;

/**
 * The heights for the lanes of all panels, `panels` holding those of each: the greatest with which every panel and the step bar
 * are in a window of `height` CSS px. One for all, so that panels can be compared.
 */
export function heightsFor(panels: readonly (readonly Lane[])[], height: number): LaneHeights {
  const room = Math.max(LEAST, height - AROUND - PANEL_TITLE * panels.length - COMPARISON);
  return HEIGHTS.find((heights) => needed(panels.flat(), heights) <= room) ?? HEIGHTS[HEIGHTS.length - 1];
}

/** A lane that is a heading or a strip keeps its height. */
function needed(lanes: readonly Lane[], heights: LaneHeights): number {
  const smallest = HEIGHTS[HEIGHTS.length - 1].cpu;
  return lanes.reduce((sum, lane) => {
    if (lane.kind === 'device') return sum + heights.device;
    return sum + (lane.kind === 'cpu' && lane.height >= smallest ? heights.cpu : lane.height);
  }, 0);
}
