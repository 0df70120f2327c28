import type { Summary } from './summary.ts';
import { createTable, type Table } from './table.ts';

/**
 * The tables of a trace. Every `name`, `where`, `reason`, `why`, `on`, `lock`, `cost` and `source` cell is an index into
 * `trace.names`; `thread`, `from`, `to`, `owner` of switches and locks index `trace.threads`; -1 is "none". Times are
 * integer ns from the start of the run.
 */
export const TABLES = {
  /** Row index = `seq`, the order of opening; rows are ordered by (start, seq). `packet` is a packet id. */
  slices: {
    start: 'f64',
    end: 'f64',
    cpu: 'u16',
    depth: 'u8',
    kind: 'u8',
    name: 'i32',
    thread: 'i32',
    packet: 'i32',
    stack: 'i32',
  },
  /** `slice`: the slice in which it happened, -1 if none (devices). `detail` indexes names. */
  instants: {
    t: 'f64',
    cpu: 'u16',
    kind: 'u8',
    name: 'i32',
    thread: 'i32',
    packet: 'i32',
    slice: 'i32',
    stack: 'i32',
    detail: 'i32',
  },
  /** `slice`: the slice of kind `switch` that carries the direct cost of a real switch, else -1. */
  switches: { t: 'f64', cpu: 'u16', from: 'i32', to: 'i32', kind: 'u8', reason: 'i32', slice: 'i32' },
  /** One row per packet whose fate is known or that is in flight at the end; `delivered` and `dropped` are -1 if not so. */
  packets: {
    id: 'i32',
    arrived: 'f64',
    delivered: 'f64',
    dropped: 'f64',
    where: 'i32',
    reason: 'i32',
    firstSegment: 'i32',
    segments: 'i32',
  },
  /** Rows `[firstSegment, firstSegment + segments)` tile one packet's life. `class` is a code of CLASSES. */
  segments: { start: 'f64', end: 'f64', class: 'u8', slice: 'i32' },
  links: { from: 'i32', to: 'i32', why: 'i32' },
  states: { thread: 'i32', start: 'f64', end: 'f64', state: 'u8', on: 'i32' },
  /** `limit` -1 = unbounded. */
  counters: { t: 'f64', name: 'i32', value: 'i32', limit: 'i32' },
  locks: { t: 'f64', lock: 'i32', owner: 'i32', waiters: 'i32' },
  /** `ipl` indexes names (`splnet`, ...). */
  levels: { t: 'f64', cpu: 'u16', ipl: 'i32' },
  /** A frame and its caller; walk `parent` to -1 for the whole kernel stack, innermost first. */
  stacks: { parent: 'i32', name: 'i32', source: 'i32' },
  /** Which cost constants made a slice's own length: `ns` in total, from `count` uses of constant `cost`. */
  provenance: { slice: 'i32', cost: 'i32', ns: 'f64', count: 'i32' },
  /** Busy times of devices, drawn as lanes of their own. `device` and `name` index names. */
  devices: { start: 'f64', end: 'f64', device: 'i32', name: 'i32', packet: 'i32' },
} as const;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

export type TraceTables = { -readonly [K in TableName]: Table<(typeof TABLES)[K]> };

export interface Thread {
  /** Name as the kernel shows it: `softnet/0`, `ksoftirqd/0`, `irq19: em0`, `user`. */
  readonly name: string;
  /** Process id where a recording knows it, else -1. */
  readonly pid: number;
  /** What it is when it runs at depth 0. */
  readonly kind: 'idle' | 'user' | 'kthread' | 'irqthread';
  /** One sentence for the reader, or '' . */
  readonly note: string;
}

/** What a CPU is called where its number does not say it: several machines, such as a host and its guests, share one trace. */
export interface CpuName {
  readonly cpu: number;
  /** Short, unique within its machine: `CPU 0`, `vCPU 1`. */
  readonly label: string;
  /** The machine that it belongs to, as a heading: `host`, `guest`, `dom0`. CPUs of one machine have numbers in a row. */
  readonly machine: string;
}

/**
 * What a run is: a columnar record of who ran where, when, as what, for which packet, and because of what. A simulated
 * run and a recording have the same shape; `known` lists the tables that this one can fill (a recording knows fewer, and
 * an unknown table is empty here and absent from the file).
 */
export interface Trace extends TraceTables {
  readonly origin: 'model' | 'recording';
  readonly names: string[];
  readonly threads: Thread[];
  /** Names of CPUs; a CPU without one is called by its number. */
  readonly cpus: CpuName[];
  known: readonly TableName[];
  /** Undefined while the run that makes the trace is still going on. */
  summary: Summary | undefined;
}

/** A trace with no rows. */
export function createTrace(origin: Trace['origin'], known: readonly TableName[] = TABLE_NAMES): Trace {
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, createTable(TABLES[name])]));
  return {
    ...(tables as unknown as TraceTables),
    origin,
    names: [],
    threads: [],
    cpus: [],
    known,
    summary: undefined,
  };
}

/** The number of CPUs that the trace's slices name. */
export function cpuCount(trace: Trace): number {
  let highest = -1;
  for (let i = 0; i < trace.slices.length; i++) highest = Math.max(highest, trace.slices.cpu[i]);
  return highest + 1;
}
