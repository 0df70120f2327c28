import { duration, instantText } from '../../narrate/index.ts';
import type { CauseFact, Facts } from './facts.ts';

/** The details as plain text, for a mail. */
export function factsText(title: string, facts: Facts): string {
  const lines = [
    `${title}: ${facts.label} ${facts.name}`,
    `${instantText(facts.start)} to ${instantText(facts.end)}, ${duration(facts.end - facts.start)}`,
    `${facts.place}, ${facts.standing}`,
    ...(facts.switched === undefined ? [] : [facts.switched]),
    ...facts.stack.map(({ name, source }) => `  ${name}()${source === '' ? '' : `  ${source}`}`),
    ...facts.interrupted.map((name) => `  over ${name}`),
    ...(facts.cause === undefined ? [] : [`Cause: ${causeText(facts.cause)}`]),
    ...(facts.packet === undefined ? [] : [`Packet ${facts.packet}`]),
    ...facts.costs.map(({ name, ns, count, source }) => `${name}: ${count} x, ${duration(ns)} (${source})`),
    ...facts.queues.map(
      ({ name, value, limit }) => `${name}: ${value}${limit === undefined ? '' : ` of ${limit}`}`,
    ),
    ...facts.locks.map(({ name, owner, waiters }) => `${name}: ${owner ?? 'free'}, ${waiters} waiting`),
  ];
  return `${lines.join('\n')}\n`;
}

function causeText(cause: CauseFact): string {
  return cause.kind === 'outside' ? cause.sentence : `${cause.why}, ${cause.from}`;
}
