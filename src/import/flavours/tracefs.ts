/**
 * The layout of the tracefs file `trace` and of `trace_pipe`, and of `trace-cmd report`:
 * `            bash-1977    (   1977) [000] d..2. 17284.993652: sched_switch: ...`. The thread group and the flags may be missing; the flags
 * are 4 to 8 characters wide, by kernel.
 */
import {
  isDigit,
  numberIn,
  readColon,
  readCpu,
  readFlags,
  readTask,
  readTime,
  skipDigits,
  skipSpaces,
} from './scan.ts';
import type { Flavour, Prefix } from './types.ts';

const NAME_WIDTH = 16;
const PARENTHESIS = 40;
const BRACKET = 91;
const CLOSING_BRACKET = 93;

export const tracefs: Flavour = {
  id: 'tracefs',
  cutNames: false,
  untimed: false,
  read: (line, into) => readTask(line, NAME_WIDTH, into, readRest),
};

function readRest(line: string, from: number, into: Prefix): boolean {
  let at = skipDigits(line, from);
  into.pid = numberIn(line, from, at);
  if (into.pid < 0) return false;
  at = skipThreadGroup(line, skipSpaces(line, at));
  if (line.charCodeAt(at) !== BRACKET) return false;
  at = readCpu(line, at + 1, into);
  if (at < 0 || line.charCodeAt(at) !== CLOSING_BRACKET) return false;
  at = skipSpaces(line, at + 1);
  into.hard = undefined;
  if (!isDigit(line.charCodeAt(at))) {
    at = readFlags(line, at, into);
    if (at < 0) return false;
    at = skipSpaces(line, at);
  }
  at = readTime(line, at, into);
  if (at < 0 || !readColon(line, at, into)) return false;
  into.body = skipDifference(line, into.body);
  return true;
}

/** `(    103)` or `(-------)`, with the option `record-tgid`. */
function skipThreadGroup(line: string, from: number): number {
  if (line.charCodeAt(from) !== PARENTHESIS) return from;
  const close = line.indexOf(')', from);
  return close < 0 ? from : skipSpaces(line, close + 1);
}

/** `(+12)` in front of the event, with `trace-cmd report --ts-diff`. */
function skipDifference(line: string, from: number): number {
  if (!line.startsWith('(+', from)) return from;
  const digits = skipDigits(line, from + 2);
  return line.charAt(digits) === ')' ? skipSpaces(line, digits + 1) : from;
}
