import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYOUT, columnOf, tableOf, type Cell } from '../../src/trace/layout.ts';
import {
  TraceFormatError,
  traceFromJson,
  traceHash,
  traceToJson,
  traceToJsonChunks,
} from '../../src/trace/format.ts';
import { addRow } from '../../src/trace/table.ts';
import { createTrace, TABLE_NAMES, type TableName, type Trace } from '../../src/trace/trace.ts';

const NAMES = ['user', 'nic0', 'say "hi"', 'ipintrq', 'é\n'];
const SIZES = { names: NAMES.length, threads: 2 } as const;

/** A trace whose tables hold random but valid cells, `rows` each. */
function randomTrace(rows: number, random: (limit: number) => number, known: readonly TableName[]): Trace {
  const trace = createTrace('model', known);
  trace.names.push(...NAMES);
  trace.threads.push(
    { name: 'user', pid: -1, kind: 'user', note: '' },
    { name: 'nic0', pid: 7, kind: 'irqthread', note: 'x' },
  );
  if (rows > 2) trace.cpus.push({ cpu: 1, label: 'vCPU 0', machine: 'guest' });
  for (const table of known) {
    if (table === 'packets' || table === 'segments') continue;
    for (let row = 0; row < rows; row++) fillRow(trace, table, random, rows);
  }
  if (known.includes('packets')) fillPackets(trace, rows, random);
  return trace;
}

function fillRow(trace: Trace, table: TableName, random: (limit: number) => number, rows: number): void {
  const row = addRow(tableOf(trace, table));
  for (const [column, cell] of Object.entries<Cell>(LAYOUT[table])) {
    columnOf(trace, table, column)[row] = randomCell(trace, cell, random, rows);
  }
}

function randomCell(trace: Trace, cell: Cell, random: (limit: number) => number, rows: number): number {
  switch (cell.is) {
    case 'number':
      return random(250) + Math.max(cell.min, -1);
    case 'row': {
      const size =
        cell.of === 'names' || cell.of === 'threads'
          ? SIZES[cell.of]
          : trace.known.includes(cell.of)
            ? rows
            : 0;
      return random(size + 1) - 1;
    }
    case 'code':
      return random(cell.words.length);
    case 'word':
      return random(SIZES.names + 1) - 1;
  }
}

function fillPackets(trace: Trace, rows: number, random: (limit: number) => number): void {
  for (let id = 0; id < rows; id++) {
    const row = addRow(trace.packets);
    const dropped = random(2) === 0;
    trace.packets.id[row] = id;
    trace.packets.arrived[row] = random(1e9);
    trace.packets.delivered[row] = dropped ? -1 : random(1e9);
    trace.packets.dropped[row] = dropped ? random(1e9) : -1;
    trace.packets.where[row] = dropped ? random(SIZES.names) : -1;
    trace.packets.reason[row] = dropped ? random(SIZES.names) : -1;
    trace.packets.firstSegment[row] = trace.segments.length;
    trace.packets.segments[row] = random(4);
    for (let i = 0; i < trace.packets.segments[row]; i++) fillRow(trace, 'segments', random, rows);
  }
}

/** Everything that a trace holds, as plain values that compare. */
function contents(trace: Trace): unknown {
  const tables = TABLE_NAMES.map((table) =>
    Object.keys(LAYOUT[table]).map((column) => [
      ...columnOf(trace, table, column).slice(0, trace[table].length),
    ]),
  );
  return { ...trace, ...Object.fromEntries(TABLE_NAMES.map((table, i) => [table, tables[i]])) };
}

const traces = fc
  .record({
    rows: fc.nat(40),
    seeds: fc.infiniteStream(fc.nat()),
    unknown: fc.subarray(['packets', 'levels', 'locks', 'provenance', 'devices', 'stacks'] as TableName[]),
  })
  .map(({ rows, seeds, unknown }) => {
    const known = TABLE_NAMES.filter((table) => {
      return !unknown.includes(table) && !(table === 'segments' && unknown.includes('packets'));
    });
    return randomTrace(rows, (limit) => (limit === 0 ? 0 : seeds.next().value % limit), known);
  });

function smallTrace(rows = 3, known: readonly TableName[] = TABLE_NAMES): Trace {
  let state = 1;
  const random = (limit: number) => {
    state = (state * 48271) % 2147483647;
    return limit === 0 ? 0 : state % limit;
  };
  return randomTrace(rows, random, known);
}

interface FileShape {
  format: string;
  version: number;
  slices: Record<string, unknown[]>;
  switches: Record<string, unknown>[];
  packets: Record<string, unknown>[];
}

/** The trace file of a small trace after a change to its object. */
function changed(change: (file: FileShape) => void): string {
  const file = JSON.parse(traceToJson(smallTrace())) as FileShape;
  change(file);
  return JSON.stringify(file);
}

describe('the trace file', () => {
  it('comes back as the same trace and writes the same text again', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const text = traceToJson(trace);
        const back = traceFromJson(text);
        expect(contents(back)).toEqual(contents(trace));
        expect(traceToJson(back)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out the tables that the trace cannot know, never writes them empty', () => {
    const file = JSON.parse(traceToJson(smallTrace(2, ['slices', 'instants', 'switches']))) as object;
    expect(Object.keys(file)).toEqual([
      'format',
      'version',
      'origin',
      'names',
      'threads',
      'slices',
      'instants',
      'switches',
    ]);
  });

  it('has columns of one length for slices, with seq, and words for kinds', () => {
    const { slices } = JSON.parse(traceToJson(smallTrace(5))) as { slices: Record<string, unknown[]> };
    expect(Object.keys(slices)).toEqual('seq start end cpu depth kind name thread packet stack'.split(' '));
    expect(new Set(Object.values(slices).map((column) => column.length))).toEqual(new Set([5]));
    expect(slices.seq).toEqual([0, 1, 2, 3, 4]);
    expect(typeof slices.kind[0]).toBe('string');
  });

  it('has one object per packet with its segments, and null for a fate that did not befall it', () => {
    const { packets } = JSON.parse(traceToJson(smallTrace(6))) as { packets: Record<string, unknown>[] };
    for (const packet of packets) {
      expect(Object.keys(packet)).toEqual(['id', 'arrived', 'delivered', 'dropped', 'segments']);
      expect((packet.delivered === null) !== (packet.dropped === null)).toBe(true);
    }
  });

  it('is cut into pieces that join to the whole', () => {
    const trace = smallTrace(20_000, ['slices', 'links']);
    const pieces = [...traceToJsonChunks(trace)];
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces.join('')).toBe(traceToJson(trace));
  });

  it('hashes to what sha256sum says of the file', async () => {
    const trace = smallTrace(9);
    expect(await traceHash(trace)).toBe(createHash('sha256').update(traceToJson(trace)).digest('hex'));
  });
});

describe('a text that is no trace file', () => {
  it.each<[string, string, RegExp]>([
    ['no JSON', 'hello', /not JSON/],
    ['a list', '[]', /expected one object/],
    ['another format', changed((file) => (file.format = 'x')), /format: .*irqlanes-trace/],
    ['a later version', changed((file) => (file.version = 2)), /version: this program reads version 1/],
    ['an unknown kind', changed((file) => (file.slices.kind[1] = 'usr')), /slices\.kind\.1: .*usr/],
    ['a short column', changed((file) => file.slices.end.pop()), /slices\.end has 2 values, expected 3/],
    ['a missing column', changed((file) => delete file.slices.depth), /slices\.depth/],
    ['a fraction', changed((file) => (file.slices.start[0] = 0.5)), /slices\.start\.0: expected an integer/],
    [
      'a slice without name',
      changed((file) => (file.slices.name[2] = 99)),
      /slices\.name\[2\] is 99, but there are only 5 names/,
    ],
    ['rows out of order', changed((file) => file.slices.seq.reverse()), /slices\.seq\[0\] is 2, expected 0/],
    ['a switch of no kind', changed((file) => (file.switches[0].kind = 'warp')), /switches\.0\.kind: .*warp/],
    [
      'a packet segment of no class',
      changed((file) => (file.packets[0].segments = [{}])),
      /packets\.0\.segments\.0/,
    ],
  ])('with %s is refused with the place and what would be right', (_what, text, message) => {
    const read = () => traceFromJson(text);
    expect(read).toThrow(TraceFormatError);
    expect(read).toThrow(message);
    expect(() => traceFromJson(text)).toThrow(/^[^\n]*$/);
  });
});
