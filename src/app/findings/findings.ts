import {
  alignedToModel,
  alignStepLists,
  changesOf,
  comparisonRows,
  firstChain,
  packetToFollow,
  stepsOf,
  type AlignedStep,
  type Change,
  type ComparisonRow,
  type Opening,
  type Step,
} from '../../analysis/index.ts';
import { headline, sentenceAt, verdictSentence } from '../../narrate/index.ts';
import type { Panel, PanelId, StepMark } from '../../store/index.ts';
import type { Trace } from '../../trace/trace.ts';

/** What the finished runs on screen say, for everything that shows numbers and sentences. */
export interface Findings {
  /** The panels that these findings are about, from top to bottom; all other lists have one entry for each. */
  readonly panels: readonly Panel[];
  readonly traces: readonly Trace[];
  /** The packet that the steps of simulated runs belong to; undefined if none has steps. */
  readonly packet: number | undefined;
  readonly aligned: readonly AlignedStep[];
  /** What happens at each aligned step: by step, then by panel. */
  readonly sentences: readonly (readonly string[])[];
  readonly rows: readonly ComparisonRow[];
  readonly headline: string;
  /** Who keeps up with what is offered; empty for recordings and single packets. */
  readonly verdicts: readonly string[];
  /** What was done to each run while it went on. */
  readonly changes: readonly (readonly Change[])[];
}

export const NO_FINDINGS: Findings = {
  panels: [],
  traces: [],
  packet: undefined,
  aligned: [],
  sentences: [],
  rows: [],
  headline: '',
  verdicts: [],
  changes: [],
};

/**
 * Finds everything about the panels whose traces are whole. A generator, so that the caller can let the page breathe
 * between parts: a load's trace takes some milliseconds for each. `shownFrom` is where a recording is looked at, in ns of its
 * own time: its steps are those of an interrupt that the reader sees. `opens` is the span in which
 * the packet that is stepped through shall begin.
 */
export function* find(
  panels: readonly Panel[],
  shownFrom: (panel: PanelId) => number,
  opens: Opening | undefined,
): Generator<undefined, Findings> {
  const whole = panels.filter((panel) => panel.trace.summary !== undefined);
  const traces = whole.map((panel) => panel.trace);
  const changes = traces.map(changesOf);
  const packet = yield* packetToFollow(traces, changes, opens);
  yield;
  const lists: (readonly Step[])[] = [];
  for (const { id, trace } of whole) {
    lists.push(stepsIn(trace, packet, shownFrom(id)));
    yield;
  }
  const aligned = alignByCause(traces, lists);
  const sentences: string[][] = [];
  for (let at = 0; at < aligned.length; at++) {
    sentences.push(
      traces.map((trace, panel) => sentenceAt(trace, aligned, at, panel, packetOf(packet, trace))),
    );
    yield;
  }
  const rows = comparisonRows(traces);
  yield;
  const sentence = headline(traces);
  yield;
  const verdicts: string[] = [];
  for (const trace of traces) {
    verdicts.push(verdictSentence(trace));
    yield;
  }
  return { panels: whole, traces, packet, aligned, sentences, rows, headline: sentence, verdicts, changes };
}

/** The steps as the store wants them: where each begins in each panel. */
export function marksOf({ aligned, panels }: Findings): readonly StepMark[] {
  return aligned.map(({ key, cells }) => {
    const at: Record<string, { slice: number; t: number }> = {};
    cells.forEach((cell, i) => {
      if (cell !== undefined) at[panels[i].id] = { slice: cell.slice, t: cell.t };
    });
    return { key, at };
  });
}

/** The packet whose steps a trace's sentences are about; a recording's steps belong to no packet. */
function packetOf(packet: number | undefined, trace: Trace): number | undefined {
  return trace.origin === 'model' ? packet : undefined;
}

function stepsIn(trace: Trace, packet: number | undefined, from: number): readonly Step[] {
  if (trace.origin === 'recording') return firstChain(trace, from);
  return packet === undefined ? [] : stepsOf(trace, packet);
}

/** A recording's steps stand with those of the simulated packet where they have the same cause; others stand alone. */
function alignByCause(traces: readonly Trace[], lists: readonly (readonly Step[])[]): readonly AlignedStep[] {
  const isModel = (i: number): boolean => traces[i].origin === 'model';
  const order = alignStepLists(lists.filter((_, i) => isModel(i))).map(({ key }) => key);
  return alignStepLists(
    lists.map((steps, i) => (isModel(i) ? steps : alignedToModel(traces[i], steps, order))),
  );
}
