import { textDown } from '../export/index.ts';
import { importToEnd, ImportProblem } from '../import/index.ts';
import { traceToJsonChunks } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { jsonText, parseFormat, type Format } from './formats.ts';
import { BadInput } from './problem.ts';
import { recordingSummaryOf, recordingText } from './recording.ts';
import { STDIN, type Terminal } from './terminal.ts';

/** The options of `irqlanes import` as they were typed. */
export interface ImportOptions {
  readonly format: string;
  readonly json?: boolean;
  readonly output?: string;
}

const FIGURE_WIDTH = 72;

/**
 * Reads a recording and prints what it holds.
 * @throws BadInput if the file cannot be read or is no trace
 */
export async function importFile(
  path: string | undefined,
  options: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  if (path === undefined) throw new BadInput('import what? give a file, or - for standard input');
  const format = parseFormat(options.format, options.json === true);
  const bytes = await terminal.read(path);
  const trace = traceOf(bytes, path === STDIN ? 'standard input' : path);
  const text = async (): Promise<string> =>
    textDown([trace], { width: FIGURE_WIDTH, recording: { sha256: await digestOf(bytes) } });
  await terminal.write(await print(format, options.json === true, trace, text), options.output);
}

function traceOf(bytes: Uint8Array, name: string): Trace {
  try {
    return importToEnd(bytes, name);
  } catch (error) {
    if (error instanceof ImportProblem) throw new BadInput(error.message);
    throw error;
  }
}

async function print(
  format: Format,
  json: boolean,
  trace: Trace,
  text: () => Promise<string>,
): Promise<Iterable<string>> {
  switch (format) {
    case 'summary': {
      const summary = recordingSummaryOf(trace);
      return [json ? jsonText(summary) : recordingText(summary)];
    }
    case 'json':
      return traceToJsonChunks(trace);
    case 'text':
      return [await text()];
  }
}

/** SHA-256 of a file as it was read, hex. */
async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
