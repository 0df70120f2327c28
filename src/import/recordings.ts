/** The list of recordings that the page ships, `public/captures/index.json`. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const ns = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const recordingSchema = v.strictObject({
  /** Also the name of its folder. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/)),
  title: text,
  kernel: text,
  cpus: count,
  /** What to see in it, for a newcomer. */
  see: text,
  workload: text,
  /** How it was recorded, and what its times are worth. */
  recorded: text,
  /** From the page's own address. */
  path: v.pipe(v.string(), v.regex(/^captures\/[a-z0-9-]+\/trace\.txt(?:\.gz)?$/)),
  /** Size of the file. */
  bytes: count,
  /** Of the file as shipped, lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** A span that shows best what there is to see, ns from the first event. */
  view: v.pipe(
    v.strictObject({ start: ns, end: ns }),
    v.check(({ start, end }) => start < end, 'a view must end after it starts'),
  ),
  license: text,
  provenance: text,
});

const indexSchema = v.pipe(
  v.array(recordingSchema),
  v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two recordings have the same id'),
);

/** A recording that the page ships. */
export type Recording = Readonly<v.InferOutput<typeof recordingSchema>>;

/** Checks the parsed index. Throws valibot's ValiError, which names the place, if it is none. */
export function readRecordings(index: unknown): readonly Recording[] {
  return v.parse(indexSchema, index);
}
