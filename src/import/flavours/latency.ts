/**
 * The latency layout (option `latency-format`, and `trace-cmd report -l`): the name is cut to eight characters, the CPU
 * stands before the flags, and the time may be in us since the beginning, with a mark for long delays:
 * `  <idle>-0         0d..2. 13291us!: sched_switch: ...`.
 */
import {
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

const NAME_WIDTH = 8;
const MARKS = ' +!#*@$';

export const latency: Flavour = {
  id: 'latency',
  cutNames: true,
  untimed: false,
  read: (line, into) => readTask(line, NAME_WIDTH, into, readRest),
};

function readRest(line: string, from: number, into: Prefix): boolean {
  let at = skipDigits(line, from);
  into.pid = numberIn(line, from, at);
  if (into.pid < 0) return false;
  const cpuFrom = skipSpaces(line, at);
  if (cpuFrom === at) return false;
  at = readCpu(line, cpuFrom, into);
  if (at < 0) return false;
  at = readFlags(line, at, into);
  if (at < 0) return false;
  const timeFrom = skipSpaces(line, at);
  at = readTime(line, timeFrom, into);
  if (at < 0) return false;
  if (line.startsWith('us', at)) {
    setMicroseconds(numberIn(line, timeFrom, at), into);
    at += 2;
    if (MARKS.includes(line.charAt(at))) at++;
  }
  return readColon(line, at, into);
}

function setMicroseconds(us: number, into: Prefix): void {
  into.seconds = Math.floor(us / 1e6);
  into.nanos = (us % 1e6) * 1000;
  into.clock = 'us';
}
