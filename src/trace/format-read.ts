import * as v from 'valibot';
import {
  check,
  headSchema,
  oneLine,
  type packetSchema,
  TraceFormatError,
  valueSchema,
  type Value,
} from './format-schema.ts';
import { CLASSES } from './kinds.ts';
import {
  columnOf,
  COLUMN_TABLES,
  LAYOUT,
  ROW_TABLES,
  tableOf,
  type Cell,
  type ColumnTable,
  type RowTable,
} from './layout.ts';
import type { Summary } from './summary.ts';
import { addRow, reserve } from './table.ts';
import { createTrace, type TableName, type Thread, type Trace } from './trace.ts';

/**
 * Reads a trace file. Throws TraceFormatError if the text is not JSON, not a trace, of another version, or refers to
 * rows that it does not have.
 */
export function traceFromJson(text: string): Trace {
  const json = parseJson(text);
  const head = check(headSchema, json, '');
  const trace = createTrace(head.origin, []);
  trace.names.push(...head.names);
  trace.threads.push(...(head.threads as Thread[]));
  trace.cpus.push(...(head.cpus ?? []));
  // The keys that only a run or only a recording has are trusted: nothing here computes with them.
  trace.summary = head.summary as unknown as Summary | undefined;
  const known = new Set<TableName>();
  const words = new Words(trace);
  for (const table of COLUMN_TABLES) {
    if (json[table] === undefined) continue;
    known.add(table);
    readColumns(trace, table, json[table], words);
  }
  checkSequence(json.slices);
  for (const table of ROW_TABLES) {
    if (json[table] === undefined) continue;
    known.add(table);
    readRows(trace, table, json[table], words);
  }
  if (head.packets !== undefined) readPackets(trace, head.packets, words, known);
  trace.known = (Object.keys(LAYOUT) as TableName[]).filter((table) => known.has(table));
  for (const table of trace.known) checkReferences(trace, table);
  return trace;
}

function parseJson(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TraceFormatError(`not a trace file: not JSON (${oneLine((error as Error).message)})`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TraceFormatError('not a trace file: expected one object with "format": "irqlanes-trace"');
  }
  return json as Record<string, unknown>;
}

/** The names of a trace by text; a word that the file did not list is added. */
class Words {
  private readonly ids = new Map<string, number>();

  constructor(private readonly trace: Trace) {
    trace.names.forEach((name, id) => this.ids.has(name) || this.ids.set(name, id));
  }

  id(text: string | null): number {
    if (text === null) return -1;
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.trace.names.push(text) - 1;
    this.ids.set(text, id);
    return id;
  }
}

function decode(cell: Cell, value: Value, words: Words): number {
  if (cell.is === 'code') return cell.words.indexOf(value as string);
  if (cell.is === 'word') return words.id(value as string | null);
  return value as number;
}

function readColumns(trace: Trace, name: ColumnTable, json: unknown, words: Words): void {
  const table = tableOf(trace, name);
  const cells = Object.entries<Cell>(LAYOUT[name]);
  const schema = v.object(
    Object.fromEntries(cells.map(([column, cell]) => [column, v.array(valueSchema(cell))])),
  );
  const columns = check(schema, json, name) as Record<string, Value[]>;
  const { length } = columns[cells[0][0]];
  reserve(table, length);
  table.length = length;
  for (const [column, cell] of cells) {
    const values = columns[column];
    if (values.length !== length) {
      const expected = `expected ${length} as in ${name}.${cells[0][0]}`;
      throw new TraceFormatError(
        `not a trace file: ${name}.${column} has ${values.length} values, ${expected}`,
      );
    }
    const target = columnOf(trace, name, column);
    for (let row = 0; row < length; row++) target[row] = decode(cell, values[row], words);
  }
}

/** `seq` is the row: a file whose rows were reordered would change what every reference means. */
function checkSequence(slices: unknown): void {
  const seq = (slices as { seq?: readonly unknown[] } | undefined)?.seq;
  const wrong = seq?.findIndex((value, row) => value !== row) ?? -1;
  if (wrong < 0) return;
  throw new TraceFormatError(
    `not a trace file: slices.seq[${wrong}] is ${String(seq?.[wrong])}, expected ${wrong}`,
  );
}

function readRows(trace: Trace, name: RowTable, json: unknown, words: Words): void {
  const cells = Object.entries<Cell>(LAYOUT[name]);
  const schema = v.array(
    v.object(Object.fromEntries(cells.map(([column, cell]) => [column, valueSchema(cell)]))),
  );
  for (const values of check(schema, json, name) as Record<string, Value>[]) {
    const row = addRow(tableOf(trace, name));
    for (const [column, cell] of cells)
      columnOf(trace, name, column)[row] = decode(cell, values[column], words);
  }
}

function readPackets(
  trace: Trace,
  packets: readonly v.InferOutput<typeof packetSchema>[],
  words: Words,
  known: Set<TableName>,
): void {
  known.add('packets');
  if (packets.every((packet) => packet.segments !== undefined)) known.add('segments');
  for (const packet of packets) {
    const row = addRow(trace.packets);
    trace.packets.id[row] = packet.id;
    trace.packets.arrived[row] = packet.arrived;
    trace.packets.delivered[row] = packet.delivered ?? -1;
    trace.packets.dropped[row] = packet.dropped?.t ?? -1;
    trace.packets.where[row] = words.id(packet.dropped?.where ?? null);
    trace.packets.reason[row] = words.id(packet.dropped?.reason ?? null);
    trace.packets.firstSegment[row] = trace.segments.length;
    trace.packets.segments[row] = packet.segments?.length ?? 0;
    for (const segment of packet.segments ?? []) {
      const at = addRow(trace.segments);
      trace.segments.start[at] = segment.start;
      trace.segments.end[at] = segment.end;
      trace.segments.class[at] = CLASSES.indexOf(segment.class);
      trace.segments.slice[at] = segment.slice;
    }
  }
}

function checkReferences(trace: Trace, table: TableName): void {
  for (const [column, cell] of Object.entries<Cell>(LAYOUT[table])) {
    if (cell.is !== 'row' || cell.of === 'segments') continue;
    const target = trace[cell.of];
    const values = columnOf(trace, table, column);
    for (let row = 0; row < trace[table].length; row++) {
      if (values[row] < target.length) continue;
      const where = `${table}.${column}[${row}] is ${values[row]}`;
      throw new TraceFormatError(
        `not a trace file: ${where}, but there are only ${target.length} ${cell.of}`,
      );
    }
  }
}
