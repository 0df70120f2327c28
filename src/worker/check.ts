import * as v from 'valibot';
import type { RunId, ToWorker } from './protocol.ts';

/** Largest file that is opened, in bytes. A trace of this size as text is already more than a page can hold as columns. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
const MAX_NAME = 255;

/** Named so that `explain` shows its message to the reader as it is. */
class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

const runId = v.pipe(v.number(), v.integer(), v.minValue(1));
const value = v.union([v.number(), v.string()]);

const experiment = v.object({
  scenario: v.string(),
  kernel: v.string(),
  costs: v.string(),
  parameters: v.record(v.string(), value),
  actions: v.array(v.object({ at: v.number(), what: v.string() })),
  seed: v.number(),
  until: v.optional(v.number()),
});

const message = v.variant('type', [
  v.object({ type: v.literal('run'), run: runId, experiment }),
  v.object({
    type: v.literal('import'),
    run: runId,
    name: v.pipe(v.string(), v.maxLength(MAX_NAME, `A file's name may have at most ${MAX_NAME} characters.`)),
    bytes: v.pipe(
      v.instance(Uint8Array<ArrayBuffer>, 'A file must come as bytes.'),
      v.check(
        (bytes) => bytes.length > 0,
        'The file is empty: an ftrace text (the "trace" file, plain or gzip) is expected.',
      ),
      v.check(
        (bytes) => bytes.length <= MAX_FILE_BYTES,
        `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB: cut out the part of interest first.`,
      ),
    ),
  }),
  v.object({ type: v.literal('cancel'), run: runId }),
  v.object({ type: v.literal('ping') }),
]);

export type Checked =
  | { readonly ok: true; readonly message: ToWorker }
  /** `run` is undefined where not even that could be read. */
  | { readonly ok: false; readonly run: RunId | undefined; readonly problem: Error };

/** Checks a message that came to the worker: file bytes and names come from outside the program. */
export function checkMessage(data: unknown): Checked {
  const result = v.safeParse(message, data);
  if (result.success) return { ok: true, message: withUntil(result.output) };
  const run = v.safeParse(v.object({ run: runId }), data);
  return {
    ok: false,
    run: run.success ? run.output.run : undefined,
    problem: new ImportProblem(result.issues[0].message),
  };
}

/** The model's type says `until` is there and may be undefined; an absent key says the same. */
function withUntil(checked: v.InferOutput<typeof message>): ToWorker {
  if (checked.type !== 'run') return checked;
  return { ...checked, experiment: { ...checked.experiment, until: checked.experiment.until } };
}
