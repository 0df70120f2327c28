import { STATES } from '../trace/kinds.ts';
import type { ThreadLane } from '../trace/lane-index.ts';
import { addLabel, pixelAt, type CpuLaneOf, type Draft } from './draft.ts';
import { LANE_PAD, WAITING_ROW, waitingRows } from './geometry.ts';
import { clearOfSteps } from './steps.ts';
import { cropText } from './text.ts';
import type { CssPx, Waiting } from './types.ts';

/** Narrower waits are not drawn: an outline needs room. */
const NARROWEST: CssPx = 6;
const TEXT_MARGIN: CssPx = 3;
const SMALL_TEXT = 10 / 12;

/**
 * Threads that have work and do not run, drawn at the top of the lane of the CPU that they run on next. A preempted or
 * woken thread waits for the CPU (`runnable`); `device` waits for a device's completion. A thread that sleeps for lack
 * of work is not drawn.
 */
export function layoutWaiting(draft: Draft): Waiting[] {
  const byLane = new Map<CpuLaneOf, Waiting[]>();
  for (const [thread, lane] of draft.index.threads) {
    if (draft.trace.threads[thread]?.kind === 'idle') continue;
    for (const wait of waitsOf(draft, thread, lane)) {
      const waits = byLane.get(wait.lane);
      if (waits === undefined) byLane.set(wait.lane, [wait.waiting]);
      else waits.push(wait.waiting);
    }
  }
  const placed = [...byLane].flatMap(([lane, waits]) => inRows(waits, waitingRows(lane)));
  for (const wait of placed) labelWait(draft, wait);
  return placed;
}

function* waitsOf(
  draft: Draft,
  thread: number,
  { states, runs }: ThreadLane,
): Generator<{ lane: CpuLaneOf; waiting: Waiting }> {
  const { trace } = draft;
  for (let at = states.firstReaching(draft.from); at < states.length && states.startAt(at) < draft.to;) {
    const row = states.rowAt(at);
    const x = pixelAt(draft, trace.states.start[row]);
    const w = pixelAt(draft, trace.states.end[row]) - x;
    const state = STATES[trace.states.state[row]];
    if (w < NARROWEST) {
      // A thread's states are disjoint, so of those that begin in this pixel only the last can be wide.
      at = Math.max(at + 1, states.firstFrom(draft.scale.t(x + 0.5), at) - 1);
      continue;
    }
    at++;
    if (state === 'blocked') continue;
    const lane = laneAfter(draft, runs, trace.states.end[row]);
    if (lane === undefined) continue;
    const waiting = {
      x,
      y: lane.y + LANE_PAD,
      w,
      h: WAITING_ROW,
      state,
      thread: trace.threads[thread].name,
      row,
    };
    yield { lane, waiting };
  }
}

/** The lane of the CPU on which a thread runs next, or ran last. */
function laneAfter(draft: Draft, runs: ThreadLane['runs'], t: number): CpuLaneOf | undefined {
  if (runs.length === 0) return undefined;
  const at = Math.min(runs.firstFrom(t), runs.length - 1);
  const cpu = draft.trace.slices.cpu[runs.rows.row[at]];
  return draft.lanes.find((lane): lane is CpuLaneOf => lane.kind === 'cpu' && lane.cpu === cpu);
}

/** Threads that wait at the same time take a row each; those that find none free are not drawn. */
function inRows(waits: readonly Waiting[], rows: number): Waiting[] {
  const free = Array.from({ length: rows }, () => -Infinity);
  const placed: Waiting[] = [];
  for (const wait of [...waits].sort((a, b) => a.x - b.x || b.w - a.w)) {
    const row = free.findIndex((x) => x <= wait.x);
    if (row < 0) continue;
    free[row] = wait.x + wait.w;
    placed.push({ ...wait, y: wait.y + row * WAITING_ROW });
  }
  return placed;
}

function labelWait(draft: Draft, wait: Waiting): void {
  const begin = Math.max(wait.x, 0) + TEXT_MARGIN;
  const end = Math.min(wait.x + wait.w, draft.view.width) - TEXT_MARGIN;
  const on = draft.trace.names[draft.trace.states.on[wait.row]];
  const what = wait.state === 'runnable' ? 'runnable' : `waits for ${on ?? 'device'}`;
  const width = draft.charWidth * SMALL_TEXT;
  const words = `${wait.thread} ${what}`;
  const x = clearOfSteps(draft, begin, Math.min(words.length * width, end - begin));
  const text = cropText(words, end - x, width) || cropText(wait.thread, end - x, width);
  addLabel(draft, x, wait.y + Math.floor((wait.h - 1) / 2), text, 'background', { size: 10 });
}
