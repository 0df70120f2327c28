/** A trace as lines of text that a reviewer can read beside the recording it was made from. Times in us. */
import { INSTANT_KINDS, KINDS, STATES } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Slices and instants by time, indented by depth, then switches, links and states. */
export function show(trace: Trace): string {
  const { slices, switches, links, states } = trace;
  return [
    ...timeline(trace),
    '',
    ...rows(switches.length, (row) => {
      const pair = `${thread(trace, switches.from[row])} > ${thread(trace, switches.to[row])}`;
      return `switch ${us(switches.t[row])} cpu${switches.cpu[row]} ${pair} (${trace.names[switches.reason[row]]})`;
    }),
    '',
    ...rows(links.length, (row) => {
      const end = (slice: number): string =>
        `${trace.names[slices.name[slice]]} at ${us(slices.start[slice])}`;
      return `link ${end(links.from[row])} -> ${end(links.to[row])}: ${trace.names[links.why[row]]}`;
    }),
    '',
    ...rows(states.length, (row) => {
      const span = `${us(states.start[row])}..${us(states.end[row])}`;
      return `state ${thread(trace, states.thread[row])} ${span} ${STATES[states.state[row]]}`;
    }),
    '',
  ].join('\n');
}

function timeline(trace: Trace): string[] {
  const { slices, instants } = trace;
  const texts = rows(slices.length, (row) => {
    const span = `${us(slices.start[row])}..${us(slices.end[row])}`;
    const name = `${KINDS[slices.kind[row]]} ${trace.names[slices.name[row]]}`;
    return {
      t: slices.start[row],
      text: `cpu${slices.cpu[row]} ${span.padEnd(12)}${'| '.repeat(slices.depth[row])}${name}`,
    };
  });
  const marks = rows(instants.length, (row) => {
    const slice = instants.slice[row];
    const detail = instants.detail[row] < 0 ? '' : ` (${trace.names[instants.detail[row]]})`;
    const what = `${INSTANT_KINDS[instants.kind[row]]} ${trace.names[instants.name[row]]}${detail}`;
    return {
      t: instants.t[row],
      text: `cpu${instants.cpu[row]} ${us(instants.t[row]).padEnd(12)}${'| '.repeat(slices.depth[slice] + 1)}! ${what}`,
    };
  });
  return [...texts, ...marks].toSorted((a, b) => a.t - b.t).map(({ text }) => text);
}

function rows<T>(length: number, text: (row: number) => T): T[] {
  return Array.from({ length }, (_, row) => text(row));
}

function us(ns: number): string {
  return String(ns / 1000);
}

function thread(trace: Trace, id: number): string {
  const { name, kind } = trace.threads[id];
  return `${name} (${kind})`;
}
