import { indexTrace, type LaneIndex } from '../trace/lane-index.ts';
import { sliceEnd } from '../trace/lod.ts';
import type { Trace } from '../trace/trace.ts';
import { layoutArrows } from './arrows.ts';
import { layoutDevices } from './devices.ts';
import { createDraft, pixelAt, type CpuLaneOf, type Draft } from './draft.ts';
import { LANE_PAD, spanOf, STEP_RADIUS, STRIP, WAITING_ROW, waitingRows } from './geometry.ts';
import { layoutInstants } from './instants.ts';
import { labelSlices } from './labels.ts';
import { lanesOf } from './lanes.ts';
import { layoutSlices, moreMarks } from './slices.ts';
import { layoutSwitches } from './switches.ts';
import { stepDiscs } from './steps.ts';
import { createTimeScale, visibleFolds } from './time-scale.ts';
import type {
  CssPx,
  Frame,
  InstantMark,
  Lane,
  MoreMark,
  Scene,
  StepMark,
  SwitchLine,
  SwitchMark,
  View,
} from './types.ts';
import { layoutWaiting } from './waiting.ts';

/**
 * The picture of a part of a trace, as data. Pure: the same trace, view and index give the same scene. Its cost is bounded
 * by the width and not by the trace, given an `index`; without one the whole trace is indexed first.
 * Throws RangeError for a view of no time or no width.
 */
export function layout(trace: Trace, view: View, index: LaneIndex = indexTrace(trace)): Scene {
  const steps = layoutInSteps(trace, view, index);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As `layout`, but lane by lane, so that a caller may do other things between them: dozens of crowded lanes take longer than a frame. */
export function* layoutInSteps(trace: Trace, view: View, index: LaneIndex): Generator<undefined, Scene> {
  const lanes = lanesOf(trace, index, view);
  const draft = createDraft(trace, view, index, lanes, createTimeScale(view));
  const devices = layoutDevices(draft);
  const more: MoreMark[] = [];
  const instants: InstantMark[] = [];
  const switches: SwitchMark[] = [];
  const switchLines: SwitchLine[] = [];
  for (const lane of lanes) {
    if (lane.kind !== 'cpu') continue;
    yield;
    const first = draft.slices.length;
    const depths = layoutSlices(draft, lane);
    const gaps = labelSlices(draft, depths);
    // A strip has no room for numbers and signs: it says who has the CPU.
    if (lane.height > STRIP) {
      more.push(...moreMarks(draft, lane, first));
      instants.push(...layoutInstants(draft, lane, gaps));
    }
    const { marks, lines } = layoutSwitches(draft, lane);
    switches.push(...marks);
    switchLines.push(...lines);
  }
  yield;
  return {
    width: view.width,
    height: lanes.reduce((sum, lane) => sum + lane.height, 0),
    overscan: view.overscan ?? 0,
    origin: trace.origin,
    lanes,
    slices: draft.slices,
    devices,
    waiting: layoutWaiting(draft),
    labels: draft.labels,
    arrows: layoutArrows(draft, devices),
    switches,
    switchLines,
    instants,
    more,
    steps: stepMarks(draft),
    markers: (view.markers ?? [])
      .filter(({ t, until = t }) => t <= draft.to && until >= draft.from)
      .map(({ t, until = t, label }) => {
        const x = pixelAt(draft, t);
        return { x, label, pending: pixelAt(draft, until) - x };
      }),
    folds: visibleFolds(view).map((fold) => ({
      x: draft.scale.x(fold.start),
      w: draft.scale.x(fold.end) - draft.scale.x(fold.start),
    })),
    selection: selectionFrame(draft),
  };
}

function stepMarks(draft: Draft): StepMark[] {
  return stepDiscs(draft).flatMap(({ step: { cpu, label, current }, x, discX }) => {
    const lane = cpuLane(draft.lanes, cpu);
    if (lane === undefined) return [];
    return { x, discX, y1: lane.y + stepMiddle(lane), y2: topAt(draft, lane, x), label, current };
  });
}

/** Discs stand on the contexts, over the lower row of waiting threads. */
function stepMiddle(lane: Lane): CssPx {
  return Math.max(STEP_RADIUS, LANE_PAD + waitingRows(lane) * WAITING_ROW - STEP_RADIUS);
}

/** The upper edge of what is drawn in a lane at `x`; the foot of the lane where nothing is. */
function topAt({ slices }: Draft, lane: Lane, x: CssPx): CssPx {
  const foot = lane.y + lane.height;
  let top = foot;
  for (let at = 0; at < slices.length; at++) {
    if (x < slices.x[at] || x >= slices.x[at] + slices.w[at]) continue;
    const y = slices.y[at];
    if (y >= lane.y && y + slices.h[at] <= foot && y < top) top = y;
  }
  return top;
}

function selectionFrame(draft: Draft): Frame | undefined {
  const row = draft.view.selection;
  const { slices } = draft.trace;
  if (row === undefined || row < 0 || row >= slices.length) return undefined;
  const lane = cpuLane(draft.lanes, slices.cpu[row]);
  if (lane === undefined || slices.start[row] > draft.to || sliceEnd(draft.trace, row) < draft.from)
    return undefined;
  const x = pixelAt(draft, slices.start[row]);
  return {
    x,
    w: Math.max(1, pixelAt(draft, sliceEnd(draft.trace, row)) - x),
    ...spanOf(draft.trace, draft.index, row, lane),
  };
}

function cpuLane(lanes: readonly Lane[], cpu: number): CpuLaneOf | undefined {
  return lanes.find((lane): lane is CpuLaneOf => lane.kind === 'cpu' && lane.cpu === cpu);
}
