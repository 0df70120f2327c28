/** Reading a prefix character by character: no expression that could backtrack, no string per field. */
import type { Prefix } from './types.ts';

const SPACE = 32;
const TAB = 9;
const ZERO = 48;
const NINE = 57;
const DOT = 46;
const DASH = 45;
const COLON = 58;
/** More digits than that are no number that a kernel prints, nor one that a double holds. */
const MOST_DIGITS = 15;
/** CPUs are numbered from 0; a larger number is a damaged line, and would make a lane per wrong digit. */
const MOST_CPUS = 4096;
/** `TASK_COMM_LEN` is 16, with the terminating zero. */
export const LONGEST_NAME = 15;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

export function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === SPACE || line.charCodeAt(at) === TAB) at++;
  return at;
}

export function skipDigits(line: string, from: number): number {
  let at = from;
  while (isDigit(line.charCodeAt(at))) at++;
  return at;
}

/** The number that the digits of `[from, to)` write; -1 if there are none or too many. */
export function numberIn(line: string, from: number, to: number): number {
  if (to <= from || to - from > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (line.charCodeAt(at) - ZERO);
  return value;
}

/** Reads the digits at `from` as the CPU; the place behind them, or -1. */
export function readCpu(line: string, from: number, into: Prefix): number {
  const to = skipDigits(line, from);
  into.cpu = numberIn(line, from, to);
  return into.cpu < 0 || into.cpu >= MOST_CPUS ? -1 : to;
}

/** Reads the flags at `from` (a run of characters that are no spaces); the place behind them, or -1. */
export function readFlags(line: string, from: number, into: Prefix): number {
  let at = from;
  into.hard = false;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === SPACE) break;
    if (code === 104 || code === 72 || code === 122 || code === 90) into.hard = true;
  }
  const width = at - from;
  return width >= 3 && width <= 9 ? at : -1;
}

/**
 * Reads `SECONDS.FRACTION` or a plain count, as integers; the place behind it, or -1. A count is taken as ns, for want of a
 * unit.
 */
export function readTime(line: string, from: number, into: Prefix): number {
  const point = skipDigits(line, from);
  const whole = numberIn(line, from, point);
  if (whole < 0) return -1;
  if (line.charCodeAt(point) !== DOT) {
    into.seconds = Math.floor(whole / 1e9);
    into.nanos = whole % 1e9;
    into.clock = 'none';
    return point;
  }
  const to = skipDigits(line, point + 1);
  const decimals = to - point - 1;
  if (decimals < 1 || decimals > 9) return -1;
  into.seconds = whole;
  into.nanos = numberIn(line, point + 1, to) * 10 ** (9 - decimals);
  into.clock = decimals > 6 ? 'ns' : 'us';
  return to;
}

/** The colon that ends the prefix: sets where the event begins. False if it is not there or nothing follows. */
export function readColon(line: string, from: number, into: Prefix): boolean {
  if (line.charCodeAt(from) !== COLON) return false;
  into.body = skipSpaces(line, from + 1);
  return into.body > from + 1 && into.body < line.length;
}

/**
 * Finds `NAME-PID` where NAME may hold anything, dashes and digits too. The kernel pads the name to `width`, so the dash
 * has its column; a line that lost its indent on the way, or a name of fewer characters than bytes, is tried from the right, as
 * far as a name can be long. `rest` reads what follows the dash and says whether it fits.
 */
export function readTask(
  line: string,
  width: number,
  into: Prefix,
  rest: (line: string, from: number, into: Prefix) => boolean,
): boolean {
  const first = skipSpaces(line, 0);
  if (first < width && line.charCodeAt(width) === DASH && rest(line, width + 1, into)) {
    return setName(into, first, width);
  }
  for (let dash = Math.min(first + LONGEST_NAME, line.length - 1); dash > first; dash--) {
    if (line.charCodeAt(dash) === DASH && rest(line, dash + 1, into)) return setName(into, first, dash);
  }
  return false;
}

function setName(into: Prefix, from: number, to: number): true {
  into.nameFrom = from;
  into.nameTo = to;
  return true;
}
