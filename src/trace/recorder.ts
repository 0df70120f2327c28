import { KIND, type Kind } from './kinds.ts';
import { addRow, appendRows, buffersOf, copyRows, type Columns } from './table.ts';
import {
  createTrace,
  TABLE_NAMES,
  type CpuName,
  type TableName,
  type TABLES,
  type Thread,
  type Trace,
} from './trace.ts';
import type { Summary } from './summary.ts';

export type TableRows = { readonly [K in TableName]?: Columns<(typeof TABLES)[K]> };

/** What a run adds to a trace since the last batch. Its arrays are transferables; see `buffersOfBatch`. */
export interface TraceBatch {
  readonly names: readonly string[];
  readonly threads: readonly Thread[];
  /** Absent where no CPU was named. */
  readonly cpus?: readonly CpuName[];
  readonly rows: TableRows;
  /** Slices of earlier batches that have since ended: row index and end, pairwise. */
  readonly endedSlices: Int32Array;
  readonly endedAt: Float64Array;
  /** All slices up to here are known, in ns. */
  readonly upTo: number;
  /** Present in the last batch only. */
  readonly summary?: Summary;
}

/** End of a slice that is still open; the flush gives it the time of the flush. */
const OPEN = -1;

/**
 * Writes a trace row by row and cuts it into batches. Slices are appended when they open, so that rows are ordered by
 * (start, seq) without sorting; their end is patched when they close.
 */
export class Recorder {
  readonly trace: Trace;
  private readonly nameIds = new Map<string, number>();
  private sentNames = 0;
  private sentThreads = 0;
  private sentCpus = 0;
  private readonly sent: Record<TableName, number>;
  private readonly openAtFlush = new Set<number>();
  private endedSlices: number[] = [];

  constructor(origin: Trace['origin'], known: readonly TableName[] = TABLE_NAMES) {
    this.trace = createTrace(origin, known);
    this.sent = Object.fromEntries(TABLE_NAMES.map((name) => [name, 0])) as Record<TableName, number>;
  }

  /** Index of a string in `trace.names`; adds it if it is new. */
  name(text: string): number {
    const known = this.nameIds.get(text);
    if (known !== undefined) return known;
    const id = this.trace.names.push(text) - 1;
    this.nameIds.set(text, id);
    return id;
  }

  thread(thread: Thread): number {
    return this.trace.threads.push(thread) - 1;
  }

  /** Names a CPU and its machine; once for each CPU, before its first slice. */
  cpu(name: CpuName): void {
    this.trace.cpus.push(name);
  }

  openSlice(
    start: number,
    cpu: number,
    depth: number,
    kind: Kind | number,
    name: number,
    thread: number,
    packet: number,
    stack: number,
  ): number {
    const slices = this.trace.slices;
    const row = addRow(slices);
    slices.start[row] = start;
    slices.end[row] = OPEN;
    slices.cpu[row] = cpu;
    slices.depth[row] = depth;
    slices.kind[row] = typeof kind === 'number' ? kind : KIND[kind];
    slices.name[row] = name;
    slices.thread[row] = thread;
    slices.packet[row] = packet;
    slices.stack[row] = stack;
    return row;
  }

  closeSlice(row: number, end: number): void {
    this.trace.slices.end[row] = end;
    if (this.openAtFlush.delete(row)) this.endedSlices.push(row);
  }

  /** True if the slice has not been closed. */
  isOpen(row: number): boolean {
    return this.trace.slices.end[row] === OPEN || this.openAtFlush.has(row);
  }

  /**
   * Cuts off what was written since the last flush, as of time `now` in ns. Slices still open get `now` as their end in
   * the batch, so that every batch can be drawn.
   */
  flush(now: number, summary?: Summary): TraceBatch {
    const rows: Record<string, unknown> = {};
    for (const name of TABLE_NAMES) {
      const table = this.trace[name];
      if (table.length === this.sent[name]) continue;
      rows[name] = copyRows<never>(table as never, this.sent[name], table.length);
    }
    const fresh = rows.slices as Columns<typeof TABLES.slices> | undefined;
    if (fresh !== undefined) this.closeForNow(fresh, this.sent.slices, now);
    const stillOpen = [...this.openAtFlush].filter((row) => row < this.sent.slices);
    const ended = this.endedSlices.filter((row) => row < this.sent.slices);
    const patched = [...ended, ...stillOpen];
    const batch: TraceBatch = {
      names: this.trace.names.slice(this.sentNames),
      threads: this.trace.threads.slice(this.sentThreads),
      ...(this.sentCpus === this.trace.cpus.length ? {} : { cpus: this.trace.cpus.slice(this.sentCpus) }),
      rows: rows as TableRows,
      endedSlices: Int32Array.from(patched),
      endedAt: Float64Array.from(patched, (row) =>
        this.openAtFlush.has(row) ? now : this.trace.slices.end[row],
      ),
      upTo: now,
      ...(summary === undefined ? {} : { summary }),
    };
    for (const name of TABLE_NAMES) this.sent[name] = this.trace[name].length;
    this.sentNames = this.trace.names.length;
    this.sentThreads = this.trace.threads.length;
    this.sentCpus = this.trace.cpus.length;
    this.endedSlices = [];
    return batch;
  }

  private closeForNow(fresh: Columns<typeof TABLES.slices>, first: number, now: number): void {
    for (let i = 0; i < fresh.end.length; i++) {
      if (fresh.end[i] !== OPEN) continue;
      fresh.end[i] = now;
      this.openAtFlush.add(first + i);
    }
  }
}

/** Adds a batch to a trace that was built from the batches before it. */
export function applyBatch(trace: Trace, batch: TraceBatch): void {
  for (const name of batch.names) trace.names.push(name);
  for (const thread of batch.threads) trace.threads.push(thread);
  for (const cpu of batch.cpus ?? []) trace.cpus.push(cpu);
  for (const name of TABLE_NAMES) {
    const rows = batch.rows[name];
    if (rows !== undefined) appendRows(trace[name] as never, rows as never);
  }
  for (let i = 0; i < batch.endedSlices.length; i++)
    trace.slices.end[batch.endedSlices[i]] = batch.endedAt[i];
  if (batch.summary !== undefined) trace.summary = batch.summary;
}

/** The transfer list of a batch. */
export function buffersOfBatch(batch: TraceBatch): ArrayBuffer[] {
  const tables = Object.values(batch.rows) as unknown as Columns<typeof TABLES.slices>[];
  return [
    ...tables.flatMap((rows) => buffersOf(rows)),
    batch.endedSlices.buffer as ArrayBuffer,
    batch.endedAt.buffer as ArrayBuffer,
  ];
}
