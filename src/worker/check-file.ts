import * as v from 'valibot';

/** Largest file that is opened, in bytes. A trace of this size as text is already more than a page can hold as columns. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;
const MAX_NAME = 255;

/** Named so that `explain` shows its message to the reader as it is. */
class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

const fileSchema = v.object({
  name: v.pipe(
    v.string('A file needs a name.'),
    v.transform((name) => name.replaceAll(/\p{Cc}/gu, ' ').slice(0, MAX_NAME)),
  ),
  bytes: v.pipe(
    v.instance(Uint8Array, 'A file must come as bytes.'),
    v.check(
      (bytes) => bytes.length <= MAX_FILE_BYTES,
      `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB: cut out the part of interest first.`,
    ),
  ),
});

/** A file as it may go into the importer. What comes from a reader's disk or from a link is checked here; throws ImportProblem. */
export function checkFile(
  bytes: unknown,
  name: unknown,
): { readonly bytes: Uint8Array; readonly name: string } {
  const result = v.safeParse(fileSchema, { bytes, name }, { abortEarly: true });
  if (result.success) return result.output;
  throw new ImportProblem(result.issues[0].message);
}
