import { INSTANT } from '../trace/kinds.ts';
import type { Trace } from '../trace/trace.ts';

/** A change of how network cards are polled that was made while a run went on. */
export interface Change {
  /** `threaded on` or `threaded off`. */
  readonly what: string;
  /** When it was written, ns. */
  readonly at: number;
  /** When the kernel took notice, ns; undefined if it never did, or nothing was different. */
  readonly inEffect: number | undefined;
  /** Which kind of thread it is about. */
  readonly threads: 'napi' | 'interrupt';
}

const WRITTEN = /^threaded (on|off)$/;
const IN_EFFECT = ', in effect';

/** The changes of a run in the order of time. With several cards the first to take notice counts. */
export function changesOf(trace: Trace): readonly Change[] {
  const { instants, names } = trace;
  const ids = new Set(names.flatMap((name, id) => (name.startsWith('threaded ') ? id : [])));
  if (ids.size === 0) return [];
  const threads = trace.threads.some(({ name }) => name.startsWith('napi/')) ? 'napi' : 'interrupt';
  const changes: Change[] = [];
  for (let row = 0; row < instants.length; row++) {
    if (instants.kind[row] !== INSTANT.event || !ids.has(instants.name[row])) continue;
    const name = names[instants.name[row]];
    const last = changes.at(-1);
    if (last !== undefined && last.inEffect === undefined && name === `${last.what}${IN_EFFECT}`)
      changes[changes.length - 1] = { ...last, inEffect: instants.t[row] };
    else if (WRITTEN.test(name) && !isRepeated(last, name, instants.t[row]))
      changes.push({ what: name, at: instants.t[row], inEffect: undefined, threads });
  }
  return changes;
}

/** True for the same write to the next card. */
function isRepeated(last: Change | undefined, what: string, at: number): boolean {
  return last !== undefined && last.what === what && last.at === at;
}
