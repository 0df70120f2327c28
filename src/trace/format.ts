/** The trace file: one JSON object, the same bytes for the same trace wherever it is written. */
import { CLASSES } from './kinds.ts';
import {
  columnOf,
  FILE_ORDER,
  FORMAT,
  isColumnTable,
  LAYOUT,
  VERSION,
  type Cell,
  type ColumnTable,
  type RowTable,
} from './layout.ts';
import type { Trace } from './trace.ts';

export { traceFromJson } from './format-read.ts';
export { TraceFormatError } from './format-schema.ts';

/** Cells or rows per chunk: large enough to be quick, small enough to stream. */
const CHUNK = 8192;

type Encoder = (value: number) => string;

/** The whole trace file as text, ending in a newline. For traces of many millions of rows use `traceToJsonChunks`. */
export function traceToJson(trace: Trace): string {
  return [...traceToJsonChunks(trace)].join('');
}

/** The trace file in pieces that make the whole text when joined. */
export function* traceToJsonChunks(trace: Trace): Generator<string, void, undefined> {
  yield `{"format":"${FORMAT}","version":${VERSION},"origin":"${trace.origin}"`;
  if (trace.summary !== undefined) yield `,\n"summary":${JSON.stringify(trace.summary)}`;
  yield `,\n"names":${JSON.stringify(trace.names)},\n"threads":${JSON.stringify(trace.threads)}`;
  if (trace.cpus.length > 0) yield `,\n"cpus":${JSON.stringify(trace.cpus)}`;
  for (const table of FILE_ORDER) {
    if (!trace.known.includes(table)) continue;
    yield `,\n"${table}":`;
    if (table === 'packets') yield* packetRows(trace);
    else if (isColumnTable(table)) yield* columns(trace, table);
    else yield* rows(trace, table);
  }
  yield '}\n';
}

/** SHA-256 of the bytes of the trace file, as 64 hex digits; what `sha256sum` says of the file. */
export async function traceHash(trace: Trace): Promise<string> {
  const utf8 = new TextEncoder();
  const parts = Array.from(traceToJsonChunks(trace), (chunk) => utf8.encode(chunk));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function* columns(trace: Trace, table: ColumnTable): Generator<string, void, undefined> {
  const { length } = trace[table];
  let separator = '{';
  if (table === 'slices') {
    yield `{"seq":`;
    yield* list(length, String);
    separator = ',';
  }
  for (const [column, cell] of Object.entries<Cell>(LAYOUT[table])) {
    yield `${separator}"${column}":`;
    separator = ',';
    const values = columnOf(trace, table, column);
    const encode = encoder(trace, cell);
    yield* list(length, (row) => encode(values[row]));
  }
  yield '}';
}

function* rows(trace: Trace, table: RowTable): Generator<string, void, undefined> {
  const cells = Object.entries<Cell>(LAYOUT[table]).map(([column, cell]) => {
    const values = columnOf(trace, table, column);
    const encode = encoder(trace, cell);
    return (row: number) => `"${column}":${encode(values[row])}`;
  });
  yield* list(trace[table].length, (row) => `{${cells.map((cell) => cell(row)).join(',')}}`);
}

function* packetRows(trace: Trace): Generator<string, void, undefined> {
  const { packets } = trace;
  const word = encoder(trace, { is: 'word' });
  const withSegments = trace.known.includes('segments');
  yield* list(packets.length, (row) => {
    const delivered = packets.delivered[row];
    const dropped = packets.dropped[row];
    const fate = `"t":${dropped},"where":${word(packets.where[row])},"reason":${word(packets.reason[row])}`;
    const segments = withSegments ? `,"segments":${segmentRows(trace, row)}` : '';
    return (
      `{"id":${packets.id[row]},"arrived":${packets.arrived[row]},` +
      `"delivered":${delivered < 0 ? 'null' : delivered},` +
      `"dropped":${dropped < 0 ? 'null' : `{${fate}}`}${segments}}`
    );
  });
}

function segmentRows(trace: Trace, packetRow: number): string {
  const { segments, packets } = trace;
  const first = packets.firstSegment[packetRow];
  const texts: string[] = [];
  for (let row = first; row < first + packets.segments[packetRow]; row++) {
    const span = `"start":${segments.start[row]},"end":${segments.end[row]}`;
    texts.push(`{${span},"class":"${CLASSES[segments.class[row]]}","slice":${segments.slice[row]}}`);
  }
  return `[${texts.join(',')}]`;
}

function* list(length: number, item: (row: number) => string): Generator<string, void, undefined> {
  yield '[';
  for (let from = 0; from < length; from += CHUNK) {
    const texts: string[] = [];
    const to = Math.min(from + CHUNK, length);
    for (let row = from; row < to; row++) texts.push(item(row));
    yield (from === 0 ? '' : ',') + texts.join(',');
  }
  yield ']';
}

function encoder(trace: Trace, cell: Cell): Encoder {
  switch (cell.is) {
    case 'number':
    case 'row':
      return String;
    case 'code': {
      const texts = cell.words.map((word) => JSON.stringify(word));
      return (value) => texts[value];
    }
    case 'word': {
      const texts = trace.names.map((name) => JSON.stringify(name));
      return (value) => (value < 0 ? 'null' : texts[value]);
    }
  }
}
