import type { Experiment } from '../../src/model/types.ts';
import * as catalogue from '../../src/scenarios/index.ts';
import type { Environment } from '../../src/store/environment.ts';
import type { PanelId, StepMark, ViewerState } from '../../src/store/index.ts';
import { createViewer, type Viewer } from '../../src/store/viewer.ts';
import { Recorder } from '../../src/trace/recorder.ts';
import { addRow } from '../../src/trace/table.ts';
import { SWITCH } from '../../src/trace/kinds.ts';
import type { Client, JobHandlers } from '../../src/worker/client.ts';
import type { ModelSummary } from '../../src/trace/summary.ts';

/** A job as the client was asked for it; the test plays what the worker says. */
export interface PlayedJob {
  readonly experiment: Experiment | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly handlers: JobHandlers;
  cancelled: boolean;
}

export interface Played {
  readonly viewer: Viewer;
  readonly jobs: PlayedJob[];
  /** Every entry of the history, the current one last; `history.at` is where the reader is. */
  readonly history: { readonly entries: string[]; at: number; replaced: number };
  readonly settings: Map<string, string>;
  readonly shelf: Map<string, Uint8Array>;
  readonly copied: string[];
  readonly dataset: DOMStringMap;
  state(): ViewerState;
  /** Paints frames until nothing asks for one any more. */
  frames(): void;
  /** Lets `ms` pass, with timers and without frames. */
  pass(ms: number): void;
  /** Goes through the history as the buttons Back and Forward do. */
  go(by: number): void;
  /** Lets promises settle and paints, until the condition holds: for what goes through the platform's hashing. */
  until(condition: () => boolean): Promise<void>;
  /** Lets promises settle, then paints. */
  settle(): Promise<void>;
}

export interface PlayOptions {
  readonly hash?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export const SHIPPED = {
  id: 'a-recording',
  title: 'A recording',
  see: 'Something to see.',
  bytes: 3,
  view: { start: 5000, end: 9000 },
  sha256: '0123456789abcdef'.repeat(4),
  path: 'captures/a-recording/trace.txt.gz',
};

/** A viewer over a worker, an address bar and a clock that the test plays. */
export function play(options: PlayOptions = {}): Played {
  const jobs: PlayedJob[] = [];
  const tasks: (() => void)[] = [];
  let timers: { at: number; task: () => void }[] = [];
  let now = 1_000_000;
  const history = { entries: [options.hash ?? ''], at: 0, replaced: 0 };
  const settings = new Map(Object.entries(options.settings ?? {}));
  const shelf = new Map(Object.entries(options.files ?? {}));
  const copied: string[] = [];
  const dataset: DOMStringMap = {};
  let changed: () => void = () => undefined;

  const begin = (
    experiment: Experiment | undefined,
    bytes: Uint8Array | undefined,
    handlers: JobHandlers,
  ) => {
    const job: PlayedJob = { experiment, bytes, handlers, cancelled: false };
    const id = jobs.push(job);
    return {
      id,
      cancel: () => {
        job.cancelled = true;
        handlers.cancelled();
      },
    };
  };
  const client: Client = {
    run: (experiment, handlers) => begin(experiment, undefined, handlers),
    importFile: (bytes, _, handlers) => begin(undefined, bytes, handlers),
    dispose: () => undefined,
  };

  const environment: Environment = {
    catalogue,
    client,
    address: {
      read: () => history.entries[history.at],
      push: (hash) => {
        history.entries.splice(history.at + 1, Infinity, hash);
        history.at += 1;
      },
      replace: (hash) => {
        history.entries[history.at] = hash;
        history.replaced += 1;
      },
      onChange: (callback) => {
        changed = callback;
        return () => undefined;
      },
    },
    settings: { get: (key) => settings.get(key), set: (key, value) => settings.set(key, value) },
    shelf: {
      get: (sha256) => Promise.resolve(shelf.get(sha256)),
      put: (sha256, bytes) => {
        shelf.set(sha256, bytes);
        return Promise.resolve();
      },
    },
    captures: {
      list: () => Promise.resolve([SHIPPED]),
      load: () => Promise.resolve(new Uint8Array([1, 2, 3])),
    },
    clock: {
      now: () => now,
      later: (ms, task) => {
        const timer = { at: now + ms, task };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      frame: (task) => tasks.push(task),
    },
    root: { dataset },
    copyText: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
  };

  const viewer = createViewer(environment);
  const frames = (): void => {
    while (tasks.length > 0) for (const task of tasks.splice(0)) task();
  };
  return {
    viewer,
    jobs,
    history,
    settings,
    shelf,
    copied,
    dataset,
    state: () => viewer.store.getState(),
    frames,
    pass: (ms) => {
      const until = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.task();
      }
      now = until;
    },
    go: (by) => {
      history.at += by;
      changed();
    },
    until: async (condition) => {
      while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        frames();
      }
    },
    settle: async () => {
      for (let i = 0; i < 5; i++) {
        await new Promise((resolve) => setImmediate(resolve));
        frames();
      }
    },
  };
}

/** Sends one batch with `slices` slices of 100 ns on one CPU, each caused by the one before, with a real switch at each third. */
export function send(job: PlayedJob, slices: number, progress = { now: 1, total: 1 }): void {
  const recorder = new Recorder('model');
  for (let i = 0; i < slices; i++) {
    const row = recorder.openSlice(
      i * 100,
      0,
      0,
      i % 3 === 2 ? 'switch' : 'user',
      recorder.name(`f${i}`),
      -1,
      -1,
      -1,
    );
    recorder.closeSlice(row, i * 100 + 100);
    if (i > 0) link(recorder, i - 1, i);
    if (i % 3 === 2) realSwitch(recorder, i);
  }
  job.handlers.batch(recorder.flush(slices * 100), progress);
}

/** Sends a whole run of `slices` slices and its end. */
export function finish(job: PlayedJob, slices = 9): void {
  send(job, slices);
  const recorder = new Recorder('model');
  const summary = { scenario: 'ipsec-round-trip', simulated_ns: slices * 100 } as ModelSummary;
  job.handlers.batch(recorder.flush(slices * 100, summary), { now: 1, total: 1 });
  job.handlers.done();
}

/** A viewer whose first comparison has run, with three steps in both panels. */
export function playFinished(options: PlayOptions = {}): Played {
  const played = play(options);
  played.frames();
  for (const job of played.jobs) finish(job);
  played.frames();
  played.viewer.actions.setSteps(stepsOf(played.state().panels.map(({ id }) => id)));
  played.pass(1000);
  return played;
}

/** Three steps; in the n-th panel they begin n × 50 ns later. */
export function stepsOf(panels: readonly PanelId[]): readonly StepMark[] {
  return ['nic#1', 'softint#1', 'user#1'].map((key, i) => ({
    key,
    at: Object.fromEntries(panels.map((id, n) => [id, { slice: i * 2, t: i * 200 + n * 50 }])),
  }));
}

function link(recorder: Recorder, from: number, to: number): void {
  const row = addRow(recorder.trace.links);
  recorder.trace.links.from[row] = from;
  recorder.trace.links.to[row] = to;
}

function realSwitch(recorder: Recorder, slice: number): void {
  const { switches } = recorder.trace;
  const row = addRow(switches);
  switches.t[row] = slice * 100;
  switches.kind[row] = SWITCH.real;
  switches.slice[row] = slice;
}
