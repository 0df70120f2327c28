import { duration } from '../../narrate/index.ts';
import { isModelSummary, type ModelSummary, type RecordingSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';

/** What a recording's file is known by besides its name. */
export interface RecordingFacts {
  readonly kernel?: string;
  /** SHA-256 of the file, hex. */
  readonly sha256?: string;
}

const PREFIX = '# ';

/** The lines before the figure: what made it, with every parameter, and whether it is a model or a measurement. */
export function headerText(
  traces: readonly Trace[],
  recording: RecordingFacts,
  width: number,
): readonly string[] {
  const summaries = traces.map((trace) => trace.summary).filter((summary) => summary !== undefined);
  const runs = summaries.filter(isModelSummary);
  const recordings = summaries.filter((summary): summary is RecordingSummary => !isModelSummary(summary));
  return [
    ...(runs.length === 0 ? [] : runLines(runs, width)),
    ...recordings.flatMap((summary) => recordingLines(summary, recording, width)),
  ];
}

function runLines(runs: readonly ModelSummary[], width: number): readonly string[] {
  const [first] = runs;
  const common = Object.entries(first.parameters).filter(([name, value]) => {
    return runs.every((run) => run.parameters[name] === value);
  });
  const own = runs.flatMap((run) =>
    Object.entries(run.parameters)
      .filter(([name]) => !common.some(([known]) => known === name))
      .map(([name, value]) => `${run.kernel}:${name}=${parameterText(name, value)}`),
  );
  const settings = [...common.map(([name, value]) => `${name}=${parameterText(name, value)}`), ...own];
  return [
    ...wrapped(
      [first.tool, `model ${first.model}`, `scenario ${first.scenario}`, `seed ${first.seed}`],
      width,
    ),
    ...wrapped([`costs ${first.costs}:`, ...settings], width),
    `${PREFIX}MODEL, not a measurement`,
  ];
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

/** Costs and times are ns in the record; the reader gets them with a unit. */
function parameterText(name: string, value: number | string): string {
  const isTime = /(Cost|Time|Gap|Hold)$/.test(name);
  return isTime && typeof value === 'number' ? duration(value).replace(' ', '') : String(value);
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
