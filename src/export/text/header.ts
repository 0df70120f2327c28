import { duration, microseconds } from '../../narrate/index.ts';
import { isModelSummary, type ModelSummary, type RecordingSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';

/** What a recording's file is known by besides its name. */
export interface RecordingFacts {
  readonly kernel?: string;
  /** SHA-256 of the file, hex. */
  readonly sha256?: string;
}

export interface HeaderOptions {
  /**
   * Defaults of each run's parameters, in the order of the traces: what equals them is left out. Without them every
   * parameter is printed.
   */
  readonly defaults?: readonly Readonly<Record<string, number | string>>[];
  /** Facts about a recording's file that its trace does not hold. */
  readonly recording?: RecordingFacts;
}

const PREFIX = '# ';

/** Constants that every figure states, with the words in which it does. */
const STATED = {
  trapCost: 'trap',
  wakeupCost: 'wake',
  switchCost: 'switch',
  refillCost: 'refill',
  cryptoTime: 'crypto',
} as const;

type Parameters = Readonly<Record<string, number | string>>;

/** The lines before the figure: what made it, with which parameters, and whether it is a model or a measurement. */
export function headerText(
  traces: readonly Trace[],
  options: HeaderOptions,
  width: number,
): readonly string[] {
  const summaries = traces.map((trace) => trace.summary).filter((summary) => summary !== undefined);
  const runs = summaries.filter(isModelSummary);
  const recordings = summaries.filter((summary): summary is RecordingSummary => !isModelSummary(summary));
  return [
    ...(runs.length === 0 ? [] : runLines(runs, options.defaults, width)),
    ...recordings.flatMap((summary) => recordingLines(summary, options.recording ?? {}, width)),
  ];
}

function runLines(
  runs: readonly ModelSummary[],
  defaults: HeaderOptions['defaults'],
  width: number,
): readonly string[] {
  const [first] = runs;
  const changed = runs.map((run, at) => changedParameters(run.parameters, defaults?.[at] ?? {}));
  const settings = settingsText(runs, changed);
  return [
    ...wrapped(
      [first.tool, `model ${first.model}`, `scenario ${first.scenario}`, `seed ${first.seed}`],
      width,
    ),
    ...wrapped([`${first.costs} (us):`, ...statedCosts(first.parameters)], width),
    ...(settings.length === 0 ? [] : wrapped(['with, times in ns:', ...settings], width)),
    `${PREFIX}MODEL, not a measurement`,
  ];
}

function changedParameters(
  parameters: Parameters,
  defaults: Parameters,
): readonly (readonly [string, number | string])[] {
  return Object.entries(parameters).filter(([name, value]) => defaults[name] !== value);
}

/** What all runs share once, what one of them has alone under its kernel's name. */
function settingsText(
  runs: readonly ModelSummary[],
  changed: readonly (readonly (readonly [string, number | string])[])[],
): readonly string[] {
  const shared = (name: string): boolean =>
    runs.every((run) => run.parameters[name] === runs[0].parameters[name]);
  const common = changed[0].filter(([name]) => shared(name)).map(([name, value]) => `${name}=${value}`);
  const own = runs.flatMap((run, at) =>
    changed[at].filter(([name]) => !shared(name)).map(([name, value]) => `${run.kernel}:${name}=${value}`),
  );
  return [...common, ...own];
}

function statedCosts(parameters: Parameters): readonly string[] {
  return Object.entries(STATED).flatMap(([name, word]) => {
    const value = parameters[name];
    return typeof value === 'number' ? [`${word} ${microseconds(value)}`] : [];
  });
}

function recordingLines(summary: RecordingSummary, facts: RecordingFacts, width: number): readonly string[] {
  const source = summary.source.split(/[/\\]/).pop() ?? '';
  const parts = ['TRACE', source, facts.kernel ?? '', facts.sha256?.slice(0, 8) ?? ''].filter(
    (part) => part !== '',
  );
  return [
    ...wrapped([summary.tool, ...parts], width),
    `${PREFIX}${duration(summary.simulated_ns)}, ${summary.lines} lines`,
  ];
}

/** Words in lines that begin with `# ` and are no longer than `width`; a word longer than that is cut. */
function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of words.flatMap((text) => text.split(' '))) {
    const cut = word.slice(0, width - PREFIX.length);
    if (line.length + 1 + cut.length > width) {
      lines.push(line);
      line = '#';
    }
    line += ` ${cut}`;
  }
  return [...lines, line];
}
