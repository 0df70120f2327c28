import { textDown } from '../export/index.ts';
import { actionsFor } from '../link/index.ts';
import { startRun } from '../model/run.ts';
import type { Experiment } from '../model/types.ts';
import { defaultsOf, findScenario, resolve, scenarios } from '../scenarios/index.ts';
import type { ExperimentInput, Scenario } from '../scenarios/types.ts';
import { traceToJsonChunks } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { oneOf, parseActions, parseSettings, parseWhole, settingsFor } from './arguments.ts';
import { collect } from './collect.ts';
import { jsonText, parseFormat, type Format } from './formats.ts';
import { inputsOfLink, linkLine } from './links.ts';
import { BadInput, notYet } from './problem.ts';
import { comparisonText, modelSummaryOf } from './comparison.ts';
import type { Terminal } from './terminal.ts';

/** The options of `irqlanes run` as they were typed. */
export interface RunOptions extends PrintOptions {
  readonly kernel?: readonly string[];
  readonly costs?: string;
  readonly set?: readonly string[];
  readonly at?: readonly string[];
  readonly seed?: string;
  readonly until?: string;
}

/** What `run` and `open` may be told about their output. */
export interface PrintOptions {
  readonly format: string;
  readonly json?: boolean;
  readonly orient: string;
  readonly width: string;
  readonly packet?: string;
  /** Address of a page, for the line `Link:` of a text figure. */
  readonly base?: string;
  readonly output?: string;
}

const WIDTH = { min: 40, max: 400 } as const;
const LARGEST_ID = 2_147_483_647;
const LARGEST_SEED = 4_294_967_295;

/**
 * Runs a scenario under one or several kernels and prints what came of it.
 * @throws BadInput before anything is run or written if an argument is wrong
 */
export async function runScenario(
  id: string | undefined,
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  const scenario = scenarioNamed(id);
  const kernels = options.kernel ?? scenario.defaultKernels;
  const byHand = [...(options.set ?? []), ...(options.at ?? [])];
  await runAndPrint(() => experimentsFor(scenario, kernels, options), options, byHand, terminal);
}

/**
 * Runs what a link of the page describes and prints what came of it.
 * @throws BadInput before anything is run or written if the link or an argument is wrong
 */
export async function openLink(
  link: string | undefined,
  options: PrintOptions,
  terminal: Terminal,
): Promise<void> {
  if (link === undefined)
    throw new BadInput("open what? give a link of the page in quotes, as '#v=1&run=...'");
  await runAndPrint(() => inputsOfLink(link).map(experimentOf), options, [], terminal);
}

async function runAndPrint(
  describe: () => readonly Experiment[],
  options: PrintOptions,
  settings: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const format = parseFormat(options.format, options.json === true);
  const figure = figureOptions(options);
  const experiments = describe();
  const traces = experiments.map((experiment) =>
    collect(
      'model',
      (sink) => startRun(experiment, sink),
      `${experiment.scenario}, ${experiment.kernel}`,
      terminal,
    ),
  );
  checkPacket(figure.packet, traces);
  const base = options.base ?? terminal.defaultBase;
  const text = (): string =>
    textDown(traces, {
      ...figure,
      defaults: experiments.map(({ scenario, kernel, costs }) => defaultsOf(scenario, kernel, costs)),
      link: linkLine(experiments, base),
    });
  await terminal.write(print(format, options.json === true, traces, settings, text), options.output);
}

function scenarioNamed(id: string | undefined): Scenario {
  if (id === undefined) {
    throw new BadInput(`run what? give a scenario: ${scenarios.map((known) => known.id).join(', ')}`);
  }
  const scenario = findScenario(id);
  if (scenario !== undefined) return scenario;
  // The catalogue words the complaint, with the nearest names.
  const resolved = resolve({ scenario: id, kernel: '' });
  throw new BadInput(resolved.ok ? `unknown scenario ${id}` : resolved.problem.message);
}

function experimentsFor(
  scenario: Scenario,
  kernels: readonly string[],
  options: RunOptions,
): readonly Experiment[] {
  const seed = options.seed === undefined ? undefined : parseWhole(options.seed, '--seed', 0, LARGEST_SEED);
  const settings = parseSettings(options.set ?? [], kernels);
  const actions = parseActions(options.at, kernels);
  return kernels.map((kernel) =>
    experimentOf({
      scenario: scenario.id,
      kernel,
      costs: options.costs,
      set: settingsFor(settings, kernel),
      actions: actionsFor(actions, kernel),
      seed,
      until: options.until,
    }),
  );
}

function experimentOf(input: ExperimentInput): Experiment {
  const resolved = resolve(input);
  if (!resolved.ok) throw new BadInput(resolved.problem.message);
  return resolved.experiment;
}

interface Figure {
  readonly width: number;
  readonly packet: number | undefined;
}

function figureOptions({ orient, width, packet }: PrintOptions): Figure {
  if (oneOf(orient, '--orient', ['down', 'right']) === 'right') {
    throw notYet('--orient right', 'give --orient down');
  }
  return {
    width: parseWhole(width, '--width', WIDTH.min, WIDTH.max),
    packet: packet === undefined ? undefined : parseWhole(packet, '--packet', 0, LARGEST_ID),
  };
}

function checkPacket(packet: number | undefined, traces: readonly Trace[]): void {
  if (packet === undefined) return;
  for (const { packets } of traces) {
    const ids = packets.id.subarray(0, packets.length);
    if (ids.includes(packet)) continue;
    const range =
      ids.length === 0
        ? 'the run has none'
        : `give one from ${Math.min(...ends(ids))} to ${Math.max(...ends(ids))}`;
    throw new BadInput(`--packet ${packet}: no such packet; ${range}`);
  }
}

/** Packets are written in the order of their fate, so that the lowest and highest ids may stand anywhere. */
function ends(ids: Int32Array): readonly [number, number] {
  return [ids.reduce((a, b) => Math.min(a, b)), ids.reduce((a, b) => Math.max(a, b))];
}

function print(
  format: Format,
  json: boolean,
  traces: readonly Trace[],
  settings: readonly string[],
  text: () => string,
): Iterable<string> {
  switch (format) {
    case 'summary': {
      if (!json) return [comparisonText(traces, settings)];
      const summaries = traces.map(modelSummaryOf);
      return [jsonText(summaries.length === 1 ? summaries[0] : summaries)];
    }
    case 'json':
      return traceFiles(traces);
    case 'text':
      return [text()];
  }
}

/** One trace as one object, several as an array. */
function* traceFiles(traces: readonly Trace[]): Generator<string, void, undefined> {
  if (traces.length === 1) {
    yield* traceToJsonChunks(traces[0]);
    return;
  }
  for (const [i, trace] of traces.entries()) {
    yield i === 0 ? '[\n' : ',\n';
    yield* traceToJsonChunks(trace);
  }
  yield ']\n';
}
