/** Keeps the panels' runs in step with the setup: cancels what is outdated, starts what is new, applies what comes in. */
import { applyBatch, type TraceBatch } from '../trace/recorder.ts';
import { createTrace, TABLE_NAMES, type TableName, type Trace } from '../trace/trace.ts';
import type { Failure, Job, JobHandlers, Progress } from '../worker/client.ts';
import type { Core } from './core.ts';
import type { RecordingBytes } from './recordings.ts';
import { reserveAhead } from './reserve.ts';
import { panelIdOf, resolveFor } from './setup.ts';
import type {
  Experiment,
  Panel,
  PanelId,
  PanelSource,
  RecordingRef,
  RunActions,
  RunState,
  Setup,
} from './types.ts';

/** What a panel is about to show. Two equal plans need no new run. */
type Plan =
  | { readonly kind: 'run'; readonly experiment: Experiment }
  | { readonly kind: 'import'; readonly recording: RecordingRef }
  | { readonly kind: 'problem'; readonly message: string };

/** A run that is going on, apart from the state: its trace is not shown before its first batch. */
interface Live {
  readonly trace: Trace;
  job: Job | undefined;
  progress: Progress;
  upTo: number;
  /** Something came that the state does not show yet. */
  fresh: boolean;
  /** The state shows something of it. */
  shown: boolean;
}

/** A run that goes on is shown so often, ms: each time is a new picture of all that has come. */
const SHOWN_EVERY = 100;

const NOT_YET: Progress = { now: 0, total: 0 };

export interface Runs extends RunActions {
  /** Makes the panels those of the setup. Panels whose experiment is the same keep their trace. */
  sync(): void;
}

export function createRuns(core: Core, recordings: RecordingBytes): Runs {
  const { store, environment, idle } = core;
  const live = new Map<PanelId, Live>();
  const plans = new Map<PanelId, string>();
  let frameAsked = false;
  let shownAt = -Infinity;
  let waiting = false;

  function sync(): void {
    const { setup, panels } = store.getState();
    const ids = setup.sources.map(panelIdOf);
    for (const { id } of panels) if (!ids.includes(id)) drop(id);
    const next = setup.sources.map((source) => panelFor(setup, source, panels));
    store.setState({ panels: next });
  }

  /** The panel that shows a source: the one that does so already, or a new one with its run on the way. */
  function panelFor(setup: Setup, source: PanelSource, panels: readonly Panel[]): Panel {
    const id = panelIdOf(source);
    const plan = planFor(setup, source);
    const text = JSON.stringify(plan, withoutBytes);
    const old = panels.find((panel) => panel.id === id);
    if (old !== undefined && plans.get(id) === text) return old;
    drop(id);
    plans.set(id, text);
    const panel = old ?? emptyPanel(id, source);
    if (plan.kind === 'problem') return { ...failedPanel(panel, plan.message), experiment: undefined };
    begin(id, plan);
    const experiment = plan.kind === 'run' ? plan.experiment : undefined;
    return { ...panel, experiment, run: { status: 'running', progress: 0 } };
  }

  function planFor(setup: Setup, source: PanelSource): Plan {
    if (source.kind === 'recording') return { kind: 'import', recording: source.recording };
    const resolved = resolveFor(setup, source.kernel, environment.catalogue);
    if (!resolved.ok) return { kind: 'problem', message: resolved.problem.message };
    return { kind: 'run', experiment: resolved.experiment };
  }

  /** Starts a run in the next frame, so that several changes within one start it once. */
  function begin(id: PanelId, plan: Exclude<Plan, { kind: 'problem' }>): void {
    const trace = createTrace(plan.kind === 'run' ? 'model' : 'recording');
    const run: Live = { trace, job: undefined, progress: NOT_YET, upTo: 0, fresh: false, shown: false };
    live.set(id, run);
    idle.begin(token(id));
    environment.clock.frame(() => {
      if (live.get(id) !== run) return;
      const handlers = handlersOf(id, run);
      if (plan.kind === 'run') run.job = environment.client.run(plan.experiment, handlers);
      else void beginImport(id, run, plan.recording, handlers);
    });
  }

  async function beginImport(
    id: PanelId,
    run: Live,
    recording: RecordingRef,
    handlers: JobHandlers,
  ): Promise<void> {
    const found = await recordings.find(recording);
    if (live.get(id) !== run) return;
    if (found.ok) {
      run.job = environment.client.importFile(found.bytes, found.name, handlers);
      return;
    }
    end(id, run, found.run);
  }

  function handlersOf(id: PanelId, run: Live): JobHandlers {
    return {
      batch: (batch, progress) => take(run, batch, progress),
      progress: (progress) => {
        run.progress = progress;
        showSoon(run);
      },
      done: () => end(id, run, { status: 'done' }),
      failed: (failure) => end(id, run, failedRun(failure)),
      // Whoever cancels says what the panel shows then.
      cancelled: () => undefined,
    };
  }

  function take(run: Live, batch: TraceBatch, progress: Progress): void {
    reserveAhead(run.trace, fractionOf(progress));
    applyBatch(run.trace, batch);
    run.progress = progress;
    run.upTo = batch.upTo;
    showSoon(run);
  }

  /** A run's first batch is shown in the next frame; what follows at most every so often, however much comes. */
  function showSoon(run: Live): void {
    run.fresh = true;
    if (frameAsked) return;
    const wait = run.shown ? shownAt + SHOWN_EVERY - environment.clock.now() : 0;
    if (wait <= 0) askFrame();
    else if (!waiting) {
      waiting = true;
      environment.clock.later(wait, askFrame);
    }
  }

  function askFrame(): void {
    waiting = false;
    if (frameAsked) return;
    frameAsked = true;
    environment.clock.frame(showFresh);
  }

  function showFresh(): void {
    frameAsked = false;
    shownAt = environment.clock.now();
    const fresh = store.getState().panels.filter(({ id }) => live.get(id)?.fresh === true);
    if (fresh.length > 0) updatePanels((panel) => (fresh.includes(panel) ? running(panel) : panel));
  }

  function running(panel: Panel): Panel {
    const run = live.get(panel.id);
    if (run === undefined) return panel;
    run.fresh = false;
    run.shown = hasRows(run);
    return { ...shown(panel, run), run: { status: 'running', progress: fractionOf(run.progress) } };
  }

  function end(id: PanelId, run: Live, state: RunState): void {
    if (live.get(id) !== run) return;
    live.delete(id);
    if (run.trace.origin === 'recording') run.trace.known = recordedTables(run.trace);
    updatePanels((panel) => {
      if (panel.id !== id) return panel;
      if (state.status === 'failed' && !hasRows(run)) return failedPanel(panel, state.message);
      return { ...shown(panel, run), run: state };
    });
    idle.end(token(id));
  }

  /** Forgets a run without a word: something else takes its panel. */
  function drop(id: PanelId): void {
    plans.delete(id);
    const run = live.get(id);
    live.delete(id);
    run?.job?.cancel();
    idle.end(token(id));
  }

  function cancel(only?: PanelId): void {
    for (const [id, run] of Array.from(live)) {
      if (only !== undefined && only !== id) continue;
      run.job?.cancel();
      end(id, run, { status: 'cancelled', progress: fractionOf(run.progress) });
    }
  }

  function runAgain(only?: PanelId): void {
    for (const { id, run } of store.getState().panels) {
      const over = run.status !== 'running' && run.status !== 'done';
      if (over && (only === undefined || only === id)) plans.delete(id);
    }
    sync();
  }

  function updatePanels(update: (panel: Panel) => Panel): void {
    store.setState({ panels: store.getState().panels.map(update) });
  }

  return { sync, cancel, runAgain };
}

function emptyPanel(id: PanelId, source: PanelSource): Panel {
  const trace = createTrace(source.kind === 'model' ? 'model' : 'recording');
  return {
    id,
    source,
    run: { status: 'running', progress: 0 },
    trace,
    version: 0,
    span: 0,
    experiment: undefined,
  };
}

/** A failed panel shows its message and no rows: those of another experiment would be taken for its own. */
function failedPanel(panel: Panel, message: string): Panel {
  const trace = createTrace(panel.trace.origin);
  return { ...panel, run: { status: 'failed', message }, trace, version: panel.version + 1, span: 0 };
}

/** The panel with the trace of a run, or with its old one while the run has written nothing. */
function shown(panel: Panel, run: Live): Panel {
  if (!hasRows(run)) return panel;
  return { ...panel, trace: run.trace, version: panel.version + 1, span: spanOf(run) };
}

function hasRows({ trace }: Live): boolean {
  return trace.slices.length > 0 || trace.instants.length > 0 || trace.summary !== undefined;
}

/** Where the time axis ends: a run that goes on fills a fixed axis from the left, a recording grows it. */
function spanOf({ trace, progress, upTo }: Live): number {
  if (trace.summary !== undefined) return trace.summary.simulated_ns;
  return trace.origin === 'model' ? Math.max(upTo, progress.total) : upTo;
}

/** What a recording could record shows in what has rows; slices it always has. */
function recordedTables(trace: Trace): readonly TableName[] {
  return TABLE_NAMES.filter((name) => name === 'slices' || trace[name].length > 0);
}

function fractionOf({ now, total }: Progress): number {
  return total > 0 ? Math.min(1, Math.max(0, now / total)) : 0;
}

function failedRun({ message }: Failure): RunState {
  return { status: 'failed', message };
}

/** A packed excerpt is told from another by its hash. */
function withoutBytes(key: string, value: unknown): unknown {
  return key === 'bytes' ? undefined : value;
}

function token(id: PanelId): string {
  return `run ${id}`;
}
