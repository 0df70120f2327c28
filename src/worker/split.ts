import type { TraceBatch } from '../trace/recorder.ts';
import { TABLE_NAMES, type TableName } from '../trace/trace.ts';

type AnyRows = Readonly<Record<string, Float64Array>>;

/** Rows that others point at come first, so that a trace cut between two parts never points past its own end. */
const POINTED_AT: readonly TableName[] = ['stacks', 'slices', 'segments'];
const ORDER: readonly TableName[] = [
  ...POINTED_AT,
  ...TABLE_NAMES.filter((name) => !POINTED_AT.includes(name)),
];

/**
 * Cuts a batch into parts of at most `maxRows` rows in all tables together. Applied in order they give the same trace as
 * the batch itself; a batch that is small enough is returned as it is. `knownUpTo` is the `upTo` of the batch before, in
 * ns: only the last part may claim more.
 */
export function splitBatch(batch: TraceBatch, maxRows: number, knownUpTo: number): readonly TraceBatch[] {
  if (rowCount(batch) <= maxRows) return [batch];
  const cuts = cutRows(batch, maxRows);
  const lastRows = cuts.at(-1);
  const parts = cuts.slice(0, -1).map((rows, i) => ({
    names: i === 0 ? batch.names : [],
    threads: i === 0 ? batch.threads : [],
    cpus: i === 0 ? (batch.cpus ?? []) : [],
    rows: rows as TraceBatch['rows'],
    endedSlices: new Int32Array(0),
    endedAt: new Float64Array(0),
    upTo: knownUpTo,
  }));
  return [...parts, { ...batch, names: [], threads: [], cpus: [], rows: lastRows as TraceBatch['rows'] }];
}

/** Rows in all tables of a batch. */
export function rowCount(batch: TraceBatch): number {
  return ORDER.reduce((sum, name) => sum + lengthOf(rowsOf(batch, name)), 0);
}

function cutRows(batch: TraceBatch, maxRows: number): readonly Readonly<Record<string, AnyRows>>[] {
  const parts: Record<string, AnyRows>[] = [{}];
  let room = maxRows;
  for (const name of ORDER) {
    const rows = rowsOf(batch, name);
    const length = lengthOf(rows);
    for (let from = 0; from < length;) {
      if (room === 0) {
        parts.push({});
        room = maxRows;
      }
      const to = Math.min(length, from + room);
      parts[parts.length - 1][name] = sliceRows(rows, from, to);
      room -= to - from;
      from = to;
    }
  }
  return parts;
}

function rowsOf(batch: TraceBatch, name: TableName): AnyRows {
  return (batch.rows[name] ?? {}) as unknown as AnyRows;
}

function lengthOf(rows: AnyRows): number {
  return Object.values(rows)[0]?.length ?? 0;
}

/** Copies, not views: each part must own the buffers that it transfers. */
function sliceRows(rows: AnyRows, from: number, to: number): AnyRows {
  return Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, column.slice(from, to)]));
}
