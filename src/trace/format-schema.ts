import * as v from 'valibot';
import { CLASSES, KINDS } from './kinds.ts';
import { FORMAT, VERSION, type Cell } from './layout.ts';

/** A text that is no trace file; the message is one line: what is wrong, where, what would be right. */
export class TraceFormatError extends Error {
  override readonly name = 'TraceFormatError';
}

/** A cell as the file has it. */
export type Value = number | string | null;

const integer = v.pipe(v.number(), v.safeInteger('expected an integer'));

const threadSchema = v.strictObject({
  name: v.string(),
  pid: integer,
  kind: v.picklist(['idle', 'user', 'kthread', 'irqthread']),
  note: v.string(),
});

const cpuSchema = v.strictObject({ cpu: integer, label: v.string(), machine: v.string() });

const segmentSchema = v.strictObject({
  start: integer,
  end: integer,
  class: v.picklist(CLASSES),
  slice: integer,
});

export const packetSchema = v.strictObject({
  id: integer,
  arrived: integer,
  delivered: v.nullable(integer),
  dropped: v.nullable(
    v.strictObject({ t: integer, where: v.nullable(v.string()), reason: v.nullable(v.string()) }),
  ),
  segments: v.optional(v.array(segmentSchema)),
});

const cpuTimeSchema = v.looseObject({
  cpu: integer,
  ...(Object.fromEntries(KINDS.map((kind) => [kind, integer])) as Record<
    (typeof KINDS)[number],
    typeof integer
  >),
});

/** Only what every summary has is checked here: the rest differs between a run and a recording. */
const summarySchema = v.looseObject({
  tool: v.string(),
  simulated_ns: v.pipe(integer, v.minValue(0)),
  events: integer,
  context_switches: integer,
  interrupts: v.record(v.string(), v.number()),
  cpu_ns: v.array(cpuTimeSchema),
});

export const headSchema = v.looseObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION, `this program reads version ${VERSION}`),
  origin: v.picklist(['model', 'recording']),
  summary: v.optional(summarySchema),
  names: v.array(v.string()),
  threads: v.array(threadSchema),
  cpus: v.optional(v.array(cpuSchema)),
  packets: v.optional(v.array(packetSchema)),
});

/** What the file may hold where the layout has such a cell. */
export function valueSchema(cell: Cell): v.GenericSchema<unknown, Value> {
  switch (cell.is) {
    case 'number':
      return v.pipe(integer, v.minValue(cell.min));
    case 'row':
      return v.pipe(integer, v.minValue(-1));
    case 'code':
      return v.picklist(cell.words);
    case 'word':
      return v.nullable(v.string());
  }
}

/** The value if it fits the schema; else throws TraceFormatError that names the place, `at` and below. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown, at: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = [at, v.getDotPath(issue)].filter((part) => part !== '' && part !== null).join('.');
  throw new TraceFormatError(`not a trace file: ${path === '' ? '' : `${path}: `}${oneLine(issue.message)}`);
}

/** A message without line breaks, cut to a length that a terminal line can hold. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
