/** The checks that several sections share. Each message is the end of a sentence that begins with the section's name. */
import * as v from 'valibot';
import { LinkSyntaxError, shorten } from './grammar.ts';

/** A hundred days in ns: far beyond any run, well within exact integers. */
const MAX_TIME = 100 * 86_400 * 1e9;

export const idSchema = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    (issue) => `"${shorten(issue.input)}" is not a name (letters, digits, . _ -)`,
  ),
);

export const panelNameSchema = v.pipe(
  v.string(),
  v.regex(
    /^@?[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    (issue) => `"${shorten(issue.input)}" is not a panel: a kernel's name, or @ and a recording's`,
  ),
);

export const timeSchema = integerSchema('a time', -MAX_TIME, MAX_TIME);

export const shaSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'a hash has sixteen hex digits'));

/** A whole number in `[min, max]`. */
export function integerSchema(what: string, min: number, max: number) {
  const right = `${what} must be a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(right),
    v.check((n) => Number.isSafeInteger(n) && n >= min && n <= max, right),
  );
}

/** A whole number as written, NaN where it is none (the schema then says what would be right). */
export function readInteger(text: string | undefined): number {
  return text !== undefined && /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

/** Checks what a section's reader cut out. Throws LinkSyntaxError with the first thing that is wrong. */
export function check<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  throw new LinkSyntaxError(result.issues[0].message);
}
