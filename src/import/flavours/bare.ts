/**
 * The layout of the option `context-info 0`: events without task, CPU or time, such as `softirq_entry: vec=9 [action=RCU]`.
 * Only their order is left.
 */
import { isKnownEvent } from '../events/index.ts';
import type { Flavour, Prefix } from './types.ts';

const LONGEST_EVENT_NAME = 64;

export const bare: Flavour = {
  id: 'bare',
  cutNames: false,
  untimed: true,
  read(line: string, into: Prefix): boolean {
    if (eventName(line) === undefined) return false;
    into.pid = -1;
    into.nameFrom = 0;
    into.nameTo = 0;
    into.cpu = 0;
    into.seconds = 0;
    into.nanos = 0;
    into.body = 0;
    into.hard = undefined;
    into.clock = 'none';
    return true;
  },
  /** Any text may have a word and a colon, so only events that are known by name say that a file is of this layout. */
  betrays: (line: string) => isKnownEvent(eventName(line) ?? ''),
};

function eventName(line: string): string | undefined {
  const colon = line.indexOf(': ');
  if (colon < 1 || colon > LONGEST_EVENT_NAME) return undefined;
  const name = line.slice(0, colon);
  return /^\w+$/.test(name) ? name : undefined;
}
