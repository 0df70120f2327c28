/** Importing literal lines, and what the tests of this room ask of the result. */
import { readFileSync } from 'node:fs';
import { importToEnd } from '../../src/import/index.ts';
import { INSTANT_KINDS, KINDS } from '../../src/trace/kinds.ts';
import { isModelSummary, type RecordingSummary } from '../../src/trace/summary.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Imports a text; lines may be given one by one and without indent. */
export function importText(...lines: readonly string[]): Trace {
  return importToEnd(new TextEncoder().encode(`${lines.join('\n')}\n`), 'test.txt');
}

/** Lines of the default layout: all at CPU 0 in the task `user-100` unless the line says more than `TIME EVENT`. */
export function importEvents(...events: readonly string[]): Trace {
  return importText(...events.map((event) => ` user-100 [000] ..... ${event}`));
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
}

export function importFixture(name: string): Trace {
  return importToEnd(fixture(name), name);
}

export function summaryOf({ summary }: Trace): RecordingSummary {
  if (summary === undefined || isModelSummary(summary)) throw new Error('not the summary of a recording');
  return summary;
}

/** Slices as `cpu0 1 softirq NET_RX 10..20`, times in us. */
export function slicesOf({ slices, names }: Trace): string[] {
  return Array.from({ length: slices.length }, (_, row) => {
    const what = `${KINDS[slices.kind[row]]} ${names[slices.name[row]]}`;
    const span = `${slices.start[row] / 1000}..${slices.end[row] / 1000}`;
    return `cpu${slices.cpu[row]} ${slices.depth[row]} ${what} ${span}`;
  });
}

/** Instants as `call esp_input (detail) in NET_RX`. */
export function instantsOf({ instants, slices, names }: Trace): string[] {
  return Array.from({ length: instants.length }, (_, row) => {
    const detail = instants.detail[row] < 0 ? '' : ` (${names[instants.detail[row]]})`;
    const place = names[slices.name[instants.slice[row]]];
    return `${INSTANT_KINDS[instants.kind[row]]} ${names[instants.name[row]]}${detail} in ${place}`;
  });
}

/** Links as `eth0-rx-0 -> NET_RX: raises NET_RX`. */
export function linksOf({ links, slices, names }: Trace): string[] {
  return Array.from({ length: links.length }, (_, row) => {
    const [from, to] = [links.from[row], links.to[row]].map((slice) => names[slices.name[slice]]);
    return `${from} -> ${to}: ${names[links.why[row]]}`;
  });
}
