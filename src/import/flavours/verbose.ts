/**
 * The latency layout with the option `verbose`: columns for name, pid, CPU, flags, preemption count, entry, time as a
 * hexadecimal count of us, time since the beginning and since the line before:
 * `             pkt     140   0 25 00000001 00000017 [00b28def] 25.414ms (+0.006ms): irq_handler_entry: ...`.
 */
import { LONGEST_NAME, numberIn, skipSpaces } from './scan.ts';
import type { Flavour, Prefix } from './types.ts';

/** Bits of the flags column: `TRACE_FLAG_HARDIRQ` and `TRACE_FLAG_NMI` of include/linux/trace_events.h. */
const HARDIRQ = 0x08;
const NMI = 0x40;

const COLUMNS =
  /^ {1,7}(\d{1,10}) {1,3}(\d{1,4}) (\d{1,3}) [\da-f]{8} [\da-f]{8,16} \[[\da-f]{8,16}\] (\d{1,12})\.(\d{3})ms \(\+\d{1,12}\.\d{3}ms\): /;

export const verbose: Flavour = {
  id: 'verbose',
  cutNames: false,
  untimed: false,
  read(line, into) {
    const first = skipSpaces(line, 0);
    if (first <= LONGEST_NAME && readColumns(line, first, LONGEST_NAME + 1, into)) return true;
    for (let to = Math.min(first + LONGEST_NAME, line.length); to > first; to--) {
      if (line.charAt(to) === ' ' && readColumns(line, first, to, into)) return true;
    }
    return false;
  },
};

function readColumns(line: string, first: number, nameTo: number, into: Prefix): boolean {
  const match = COLUMNS.exec(line.slice(nameTo, nameTo + 128));
  if (match === null) return false;
  const us = Number(match[4]) * 1000 + Number(match[5]);
  into.pid = Number(match[1]);
  into.nameFrom = first;
  into.nameTo = nameTo;
  into.cpu = numberIn(match[2], 0, match[2].length);
  into.hard = (Number(match[3]) & (HARDIRQ | NMI)) !== 0;
  into.seconds = Math.floor(us / 1e6);
  into.nanos = (us % 1e6) * 1000;
  into.clock = 'us';
  into.body = nameTo + match[0].length;
  return into.body < line.length;
}
