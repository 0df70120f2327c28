import { oneOf } from './arguments.ts';
import { BadInput, notYet } from './problem.ts';

const FORMATS = ['summary', 'json', 'text'] as const;
export type Format = (typeof FORMATS)[number];

/** Formats that other commands of the interface name and that cannot be printed yet. */
const LATER_FORMATS = ['svg', 'csv', 'trace-event', 'ftrace', 'link'];

/**
 * Reads `--format`.
 * @throws BadInput if it is unknown, not there yet, or contradicts `--json`
 */
export function parseFormat(word: string, json: boolean): Format {
  if (LATER_FORMATS.includes(word)) throw notYet(`--format ${word}`, `give one of ${FORMATS.join(', ')}`);
  const format = oneOf(word, '--format', FORMATS);
  if (json && format === 'text')
    throw new BadInput('--json does not go with --format text: leave one of them out');
  return format;
}

/** A value as JSON for people and programs, ending in a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
