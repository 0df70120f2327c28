import { CLASSES, INSTANT_KINDS, KINDS, STATES, SWITCH_KINDS } from './kinds.ts';
import type { Spec, Table } from './table.ts';
import type { TableName, TABLES, Trace } from './trace.ts';

export const FORMAT = 'irqlanes-trace';
export const VERSION = 1;

/** What a cell of a table holds, and so how the file format writes it and checks it. */
export type Cell =
  /** Integer ns, or any other integer, from `min` on. */
  | { readonly is: 'number'; readonly min: number }
  /** Row of another table or index into names or threads; -1 is "none" and the file keeps it. */
  | { readonly is: 'row'; readonly of: 'names' | 'threads' | 'slices' | 'stacks' | 'segments' }
  /** Code of one of these words; the file has the word. */
  | { readonly is: 'code'; readonly words: readonly string[] }
  /** Index into names; the file has the word itself, and null for none. */
  | { readonly is: 'word' };

const TIME: Cell = { is: 'number', min: 0 };
const COUNT: Cell = { is: 'number', min: 0 };
const OPTIONAL: Cell = { is: 'number', min: -1 };
const NAME: Cell = { is: 'row', of: 'names' };
const THREAD: Cell = { is: 'row', of: 'threads' };
const SLICE: Cell = { is: 'row', of: 'slices' };
const STACK: Cell = { is: 'row', of: 'stacks' };
const WORD: Cell = { is: 'word' };

function code(words: readonly string[]): Cell {
  return { is: 'code', words };
}

/** The cells of every table, in the order of the file. */
export const LAYOUT: { readonly [T in TableName]: { readonly [C in keyof (typeof TABLES)[T]]: Cell } } = {
  slices: {
    start: TIME,
    end: TIME,
    cpu: COUNT,
    depth: COUNT,
    kind: code(KINDS),
    name: NAME,
    thread: THREAD,
    packet: OPTIONAL,
    stack: STACK,
  },
  instants: {
    t: TIME,
    cpu: COUNT,
    kind: code(INSTANT_KINDS),
    name: NAME,
    thread: THREAD,
    packet: OPTIONAL,
    slice: SLICE,
    stack: STACK,
    detail: WORD,
  },
  switches: {
    t: TIME,
    cpu: COUNT,
    from: THREAD,
    to: THREAD,
    kind: code(SWITCH_KINDS),
    reason: WORD,
    slice: SLICE,
  },
  packets: {
    id: COUNT,
    arrived: TIME,
    delivered: OPTIONAL,
    dropped: OPTIONAL,
    where: WORD,
    reason: WORD,
    firstSegment: { is: 'row', of: 'segments' },
    segments: COUNT,
  },
  segments: { start: TIME, end: TIME, class: code(CLASSES), slice: SLICE },
  links: { from: SLICE, to: SLICE, why: WORD },
  states: { thread: THREAD, start: TIME, end: TIME, state: code(STATES), on: WORD },
  counters: { t: TIME, name: NAME, value: COUNT, limit: OPTIONAL },
  locks: { t: TIME, lock: WORD, owner: THREAD, waiters: COUNT },
  levels: { t: TIME, cpu: COUNT, ipl: WORD },
  stacks: { parent: STACK, name: NAME, source: WORD },
  provenance: { slice: SLICE, cost: WORD, ns: { is: 'number', min: Number.MIN_SAFE_INTEGER }, count: COUNT },
  devices: { start: TIME, end: TIME, device: WORD, name: NAME, packet: OPTIONAL },
};

/** Tables that the file writes as an object of columns; the others are arrays of row objects. */
export const COLUMN_TABLES = [
  'slices',
  'instants',
  'states',
  'counters',
  'locks',
  'levels',
  'devices',
] as const;
export const ROW_TABLES = ['switches', 'links', 'stacks', 'provenance'] as const;
export type ColumnTable = (typeof COLUMN_TABLES)[number];
export type RowTable = (typeof ROW_TABLES)[number];

/** Keys of the trace object after `threads`, in the order in which they are written. */
export const FILE_ORDER = [
  'slices',
  'instants',
  'switches',
  'packets',
  'links',
  'states',
  'counters',
  'locks',
  'levels',
  'stacks',
  'provenance',
  'devices',
] as const satisfies readonly (ColumnTable | RowTable | 'packets')[];

export function isColumnTable(table: TableName): table is ColumnTable {
  return (COLUMN_TABLES as readonly string[]).includes(table);
}

/** A table of which only the name is known; the layout says which columns it has. */
export function tableOf(trace: Trace, table: TableName): Table<Spec> {
  return trace[table] as unknown as Table<Spec>;
}

/** A column by its name. Hold it only until the table grows. */
export function columnOf(trace: Trace, table: TableName, column: string): Float64Array {
  return (trace[table] as unknown as Record<string, Float64Array>)[column];
}
