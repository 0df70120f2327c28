import { isLoad, livesOf, type Opening } from '../../analysis/index.ts';
import { findScenario } from '../../scenarios/index.ts';
import { isModelSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';
import type { TimeWindow, Viewer, ViewerState } from '../../store/index.ts';
import type { Findings } from './findings.ts';
import type { FindingsStore } from './store.ts';

/** Room after the last step of the packet that is shown first, as a part of its life. */
const AFTER = 0.15;
/** Room before and after the life of a packet that is shown whole, as a part of it. */
const AROUND = 0.05;
/** Interrupts that are shown at least: with mitigation the first packet alone does not show how batches come. */
const INTERRUPTS = 5;
/** Interrupts before and after the moment at which something was done to the run. */
const BEFORE_CHANGE = 1.8;
const AFTER_CHANGE = 2.7;
/** Slices that are shown at most in the busiest panel: a kernel that polls takes hardly an interrupt, and its packets wait long. */
const SLICES = 120;
/** Several CPUs have several times as many, up to a point. */
const MOST_CPUS = 4;

/**
 * A load is shown at first by the life of its first packet and a few interrupts, or where its scenario wants it to be looked at: all of it
 * at once is a wall in which nothing can be told apart.
 * A view that a link asks for is left alone; so is what the reader chooses later.
 */
export function showFirstPacket(viewer: Viewer, findings: FindingsStore): void {
  const { view, setup } = viewer.store.getState();
  let shown = view.window === undefined ? undefined : setup.scenario;
  findings.subscribe(({ findings: found, stale }) => {
    const state = viewer.store.getState();
    if (stale || found.traces.length === 0 || shown === state.setup.scenario) return;
    shown = state.setup.scenario;
    if (state.view.window !== undefined || !found.traces.some(isLoad)) return;
    const around = openingWithin(state, found) ?? spanOfChange(found);
    if (around !== undefined) return viewer.actions.setWindow(around);
    const wanted = Math.max(lastStep(state) * (1 + AFTER), ...found.traces.map(timeOfInterrupts));
    const end = Math.min(wanted, ...found.traces.map(timeOfSlices));
    if (end > 0) viewer.actions.setWindow({ start: 0, end });
  });
}

/** What the scenario wants to be looked at first; undefined if it leaves that to its first packet. */
export function openingOf({ setup }: ViewerState): Opening | undefined {
  return findScenario(setup.scenario)?.opens;
}

/** The same as a span, for runs that last so long: a link may let them end before. */
function openingWithin(state: ViewerState, found: Findings): TimeWindow | undefined {
  const opening = openingOf(state);
  if (opening === 'slowest') return lifeOfPacket(found);
  const longest = Math.max(0, ...found.traces.map(({ summary }) => summary?.simulated_ns ?? 0));
  return opening !== undefined && opening.start < longest ? opening : undefined;
}

/** From the arrival of the packet that is stepped through to its last delivery, with some room around. */
function lifeOfPacket({ traces, packet }: Findings): TimeWindow | undefined {
  const lives = traces.flatMap((trace) => livesOf(trace).get(packet ?? -1) ?? []);
  if (lives.length === 0) return undefined;
  const start = Math.min(...lives.map(({ arrived }) => arrived));
  const end = Math.max(...lives.map(({ delivered }) => delivered));
  return { start: start - (end - start) * AROUND, end: end + (end - start) * AROUND };
}

/** A few interrupts before something was done to a run and a few after; undefined if nothing was. */
function spanOfChange({ traces, changes }: Findings): TimeWindow | undefined {
  const at = changes.flatMap(([first]) => first?.at ?? []);
  const gap = Math.max(...traces.map(timeOfInterrupts)) / INTERRUPTS;
  if (at.length === 0 || !(gap > 0)) return undefined;
  return { start: Math.min(...at) - BEFORE_CHANGE * gap, end: Math.min(...at) + AFTER_CHANGE * gap };
}

/** When the last step of the packet begins in the slowest panel, ns. */
function lastStep({ steps }: ViewerState): number {
  return Math.max(0, ...steps.marks.flatMap(({ at }) => Object.values(at).map(({ t }) => t)));
}

/** How long a run takes for a few interrupts on average, ns; 0 for a recording. */
function timeOfInterrupts({ summary }: Trace): number {
  if (summary === undefined || !isModelSummary(summary) || summary.traps === 0) return 0;
  return (INTERRUPTS * summary.simulated_ns) / summary.traps;
}

/** When the last slice begins that a first look has room for, ns. */
function timeOfSlices({ slices, summary }: Trace): number {
  const room = SLICES * Math.min(MOST_CPUS, summary?.cpu_ns.length ?? 1);
  return slices.length === 0 ? 0 : slices.start[Math.min(room, slices.length) - 1];
}
