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
  const trace = traceOf(await terminal.read(path), path === STDIN ? 'standard input' : path);
  await terminal.write(print(format, options.json === true, trace), options.output);
}

function traceOf(bytes: Uint8Array, name: string): Trace {
  try {
    return importToEnd(bytes, name);
  } catch (error) {
    if (error instanceof ImportProblem) throw new BadInput(error.message);
    throw error;
  }
}

function print(format: Format, json: boolean, trace: Trace): Iterable<string> {
  switch (format) {
    case 'summary': {
      const summary = recordingSummaryOf(trace);
      return [json ? jsonText(summary) : recordingText(summary)];
    }
    case 'json':
      return traceToJsonChunks(trace);
    case 'text':
      return [textDown([trace], { width: FIGURE_WIDTH })];
  }
}
