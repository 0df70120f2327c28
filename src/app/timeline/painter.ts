import {
  createBrushes,
  layoutInSteps,
  paintCanvas,
  sliceAt,
  type Lane,
  type Scene,
  type View,
} from '../../scene/index.ts';
import { offsetOf, windowOf, type PanelId, type ViewerState } from '../../store/index.ts';
import { createLaneIndex, type LaneIndex } from '../../trace/lane-index.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Findings } from '../findings/findings.ts';
import type { Drawing } from '../frames.ts';
import type { PageParts } from '../page.tsx';
import { cpusOfInterest } from './cpus-of-interest.ts';

/** Rows that are indexed in one step: less than a millisecond. */
const ROWS_A_STEP = 4_000;

export interface PainterEvents {
  /** There are other lanes than before: the page writes their names. */
  readonly onLanes: (lanes: readonly Lane[]) => void;
  /** The picture could not be drawn. */
  readonly onError: (error: unknown) => void;
}

/** Draws one panel's lanes; see `createPainter`. */
export interface Painter {
  /** Row of the slice at a place of the canvas in CSS px, as last drawn. */
  sliceAt(x: number, y: number): number | undefined;
  dispose(): void;
}

/**
 * Keeps a canvas showing a panel: draws in the page's animation frame whenever the panel, the view, the selection, the step,
 * the theme or the size has changed.
 */
export function createPainter(
  { viewer, findings, frames, theme, laneRoom }: PageParts,
  panel: PanelId,
  canvas: HTMLCanvasElement,
  { onLanes, onError }: PainterEvents,
): Painter {
  const context = canvas.getContext('2d');
  const brushes = createBrushes();
  const owner = {};
  let index: { readonly trace: Trace; readonly lanes: LaneIndex } | undefined;
  let scene: Scene | undefined;
  let charWidth: number | undefined;
  /** Known from the browser's own layout: asking the canvas would force one in the middle of a frame. */
  let width = 0;

  function* picture(): Drawing {
    const trace = traceOf(viewer.store.getState(), panel);
    if (context === null || trace === undefined || width === 0) return;
    if (index?.trace !== trace) index = { trace, lanes: createLaneIndex() };
    const { lanes } = index;
    while (!lanes.extend(trace, ROWS_A_STEP)) yield;
    const state = viewer.store.getState();
    if (traceOf(state, panel) !== trace) return;
    charWidth ??= measureText(context);
    const view = viewOf(state, panel, trace, width, charWidth);
    const markers = markersOf(findings.getState().findings, panel);
    const before = scene?.lanes;
    scene = yield* layoutInSteps(trace, { ...view, markers, heights: laneRoom.heights() }, lanes);
    laneRoom.report(panel, scene.lanes);
    if (before === undefined || !sameLanes(before, scene.lanes)) onLanes(scene.lanes);
    yield;
    const density = window.devicePixelRatio;
    fit(canvas, scene.width, scene.height, density);
    paintCanvas(scene, context, theme.getState().theme, density, brushes);
  }
  function* draw(): Drawing {
    try {
      yield* picture();
    } catch (error) {
      onError(error);
    }
  }
  const request = (): void => frames.request(owner, draw);

  const resize = new ResizeObserver(([{ contentRect }]) => {
    width = Math.round(contentRect.width);
    request();
  });
  resize.observe(canvas);
  const unsubscribe = [
    theme.subscribe(request),
    laneRoom.subscribe(request),
    findings.subscribe(request),
    viewer.store.subscribe((state, before) => {
      if (looksDifferent(state, before, panel)) request();
    }),
  ];
  request();
  return {
    sliceAt: (x, y) => (scene === undefined ? undefined : sliceAt(scene, x, y)),
    dispose: () => {
      resize.disconnect();
      for (const stop of unsubscribe) stop();
      frames.cancel(owner);
      laneRoom.report(panel, undefined);
    },
  };
}

function traceOf({ panels }: ViewerState, panel: PanelId): Trace | undefined {
  return panels.find(({ id }) => id === panel)?.trace;
}

function viewOf(state: ViewerState, panel: PanelId, trace: Trace, width: number, charWidth: number): View {
  const shared = windowOf(state);
  const offset = offsetOf(state, panel);
  const { selection, steps } = state;
  return {
    start: shared.start - offset,
    end: shared.end - offset,
    width,
    charWidth,
    full: cpusOfInterest(state, panel, trace),
    ...(state.view.closed === undefined ? {} : { closed: state.view.closed }),
    selection: selection?.panel === panel ? selection.slice : undefined,
    steps: steps.marks.flatMap(({ at }, i) => {
      const mark = at[panel];
      if (mark === undefined) return [];
      const cpu = mark.slice < 0 ? 0 : trace.slices.cpu[mark.slice];
      return [{ t: mark.t, cpu, label: String(i + 1), current: i === steps.index }];
    }),
  };
}

/** What was done to the run, and until when it was pending. */
function markersOf({ panels, changes }: Findings, panel: PanelId): NonNullable<View['markers']> {
  const own = changes[panels.findIndex(({ id }) => id === panel)] ?? [];
  return own.map(({ what, at, inEffect }) => ({
    t: at,
    label: inEffect === undefined || inEffect === at ? what : `${what}, pending`,
    until: inEffect,
  }));
}

/** Alignment by step moves every panel, so a change of the step concerns all; so does a run that makes the axis longer. */
function looksDifferent(state: ViewerState, before: ViewerState, panel: PanelId): boolean {
  return (
    state.view !== before.view ||
    state.steps.index !== before.steps.index ||
    state.steps.marks !== before.steps.marks ||
    (state.selection !== before.selection &&
      [state.selection?.panel, before.selection?.panel].includes(panel)) ||
    (state.panels !== before.panels && (isOther(state, before, panel) || hasOtherWindow(state, before)))
  );
}

function isOther(state: ViewerState, before: ViewerState, panel: PanelId): boolean {
  const own = ({ panels }: ViewerState) => panels.find(({ id }) => id === panel);
  return own(state) !== own(before);
}

function hasOtherWindow(state: ViewerState, before: ViewerState): boolean {
  const a = windowOf(state);
  const b = windowOf(before);
  return a.start !== b.start || a.end !== b.end;
}

function fit(canvas: HTMLCanvasElement, width: number, height: number, density: number): void {
  const inner = { width: Math.round(width * density), height: Math.round(height * density) };
  if (canvas.width !== inner.width) canvas.width = inner.width;
  if (canvas.height !== inner.height) canvas.height = inner.height;
  canvas.style.height = `${height}px`;
}

function sameLanes(a: readonly Lane[], b: readonly Lane[]): boolean {
  return (
    a.length === b.length &&
    a.every((lane, i) => lane.label === b[i].label && lane.y === b[i].y && lane.height === b[i].height)
  );
}

/** Average width of a character of slice labels, CSS px. */
function measureText(context: CanvasRenderingContext2D): number {
  const sample = 'hardirq nic0 softnet/0 esp_input';
  context.font = '12px system-ui, sans-serif';
  return context.measureText(sample).width / sample.length;
}
