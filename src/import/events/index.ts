/** From the text of an event to what it does. */
import type { Rebuild } from '../rebuild/rebuild.ts';
import { irq } from './irq.ts';
import { net } from './net.ts';
import { readFunction, readProbe } from './probes.ts';
import { sched } from './sched.ts';
import { softirq } from './softirq.ts';
import { readNamedSyscall, readSyscallText, syscalls } from './syscalls.ts';
import type { EventHandler } from './types.ts';
import { vectors } from './vectors.ts';
import { wakeups } from './wakeups.ts';
import { workqueue } from './workqueue.ts';

const HANDLERS: ReadonlyMap<string, EventHandler> = new Map(
  [sched, wakeups, irq, vectors, softirq, net, workqueue, syscalls].flatMap((family) =>
    Object.entries(family),
  ),
);

/** `whole`: the text is of a shape that shows where it ends; `open`: kept as it is; `unread`: not what the event prints. */
export type Reading = 'whole' | 'open' | 'unread';

const COLON = 58;

/** True if a family knows the event by its name. */
export function isKnownEvent(name: string): boolean {
  return HANDLERS.has(name);
}

/**
 * Reads the event that begins at `from` and tells `to` what happened. With `mayBeCut` an event that does not show where
 * it ends is `unread` too.
 */
export function readEvent(line: string, from: number, to: Rebuild, mayBeCut: boolean): Reading {
  const end = endOfName(line, from);
  if (end === from || line.charCodeAt(end) !== COLON) return readShape(line.slice(from), to, mayBeCut);
  const name = line.slice(from, end);
  const detail = line.slice(end + 1).trim();
  const handler = HANDLERS.get(name);
  if (handler !== undefined) return handler(detail, to) ? 'whole' : 'unread';
  if (readNamedSyscall(name, to) || readProbe(name, detail, to)) return 'whole';
  if (mayBeCut) return 'unread';
  to.event(name, detail);
  return 'open';
}

/** Texts without `NAME: ` in front. */
function readShape(text: string, to: Rebuild, mayBeCut: boolean): Reading {
  if (readSyscallText(text, to) || readFunction(text, to)) return 'whole';
  if (mayBeCut) return 'unread';
  if (text === '<stack trace>') to.stackTrace();
  else to.event('note', text);
  return 'open';
}

/** The end of a run of letters, digits and `_`. */
function endOfName(line: string, from: number): number {
  let at = from;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const inName =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
    if (!inName) break;
  }
  return at;
}
