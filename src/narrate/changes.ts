import type { Change } from '../analysis/index.ts';
import { duration, instantText, listed } from './numbers.ts';

/**
 * When the changes of a run were written, when they held, and by which rule: "Threaded polling on at 3.0 ms, holds 5.4 us
 * later, and off at 7.0 ms, holds 5.4 us later: a change is pending until the next napi_schedule(), as the kernel does it."
 * Empty where nothing was changed.
 */
export function changesSentence(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const clauses = changes.map(({ what, at, inEffect }) => {
    return `${what.replace(/^threaded /, '')} at ${instantText(at)}, ${whenHeld(at, inEffect)}`;
  });
  return `Threaded polling ${listed(clauses)}: ${RULES[changes[0].threads]}`;
}

function whenHeld(at: number, inEffect: number | undefined): string {
  if (inEffect === undefined) return 'which changed nothing';
  return inEffect === at ? 'holds at once' : `holds ${duration(inEffect - at)} later`;
}

const RULES: Readonly<Record<Change['threads'], string>> = {
  napi: 'a change is pending until the next napi_schedule(), as the kernel does it.',
  interrupt: 'a change is pending until the next interrupt (assumed: no source says when).',
};
