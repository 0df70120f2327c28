/**
 * How a link is spelled: `#v=1&run=…&view=…`. Sections are joined by `&`, a section's fields by `;`, a list by `,`; a field is
 * `name=value`, or a bare value where it comes first. Everything else inside an atom is percent-encoded, so that mail
 * programs and chats keep the link whole.
 */
import type { RawSection } from './types.ts';

/** Thrown where a link's text breaks the grammar; the message says what would be right. */
export class LinkSyntaxError extends Error {
  override readonly name = 'LinkSyntaxError';
}

/** Characters that encodeURIComponent leaves but that a mail program may cut off at the end of an address. */
const RISKY = /[!'()*]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

export function encodeAtom(text: string): string {
  const wellFormed = text.replaceAll(LONE_SURROGATE, '\uFFFD');
  return encodeURIComponent(wellFormed).replaceAll(
    RISKY,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Throws LinkSyntaxError for a broken escape. */
export function decodeAtom(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new LinkSyntaxError(`"${shorten(text)}" has a broken % escape`);
  }
}

/** Splits at the first separator; the second half is undefined where there is none. */
export function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The sections of a hash, with or without its `#`, in the order written. */
export function splitSections(hash: string): readonly RawSection[] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name, text] = splitOnce(part, '=');
      return { name, text: text ?? '' };
    });
}

export function joinSections(sections: readonly RawSection[]): string {
  return `#${sections.map(({ name, text }) => `${name}=${text}`).join('&')}`;
}

/** A section's text cut up: the bare first value, if there is one, and the fields by name, still encoded. */
export interface Fields {
  readonly first: string | undefined;
  readonly named: ReadonlyMap<string, string>;
}

/** Throws LinkSyntaxError for a field that is not one of `known`, has no value or comes twice. */
export function splitFields(text: string, known: readonly string[]): Fields {
  const named = new Map<string, string>();
  let first: string | undefined;
  for (const [i, item] of text.split(';').entries()) {
    const [name, value] = splitOnce(item, '=');
    if (i === 0 && value === undefined) first = item === '' ? undefined : item;
    else if (value === undefined)
      throw new LinkSyntaxError(`"${shorten(item)}" is not of the form name=value`);
    else if (!known.includes(name)) {
      throw new LinkSyntaxError(`"${shorten(name)}" is not one of ${known.join(', ')}`);
    } else if (named.has(name)) throw new LinkSyntaxError(`"${name}" comes twice`);
    else named.set(name, value);
  }
  return { first, named };
}

/** The text of a section; fields whose value is undefined are left out. Undefined when nothing is left. */
export function joinFields(
  first: string | undefined,
  named: readonly (readonly [string, string | undefined])[],
): string | undefined {
  const items = named.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${value}`);
  if (first === undefined && items.length === 0) return undefined;
  // Without a first value the first named field stands first: a field has a `=`, a bare value has none.
  return [...(first === undefined ? [] : [first]), ...items].join(';');
}

/** A list joined by commas, undefined when empty. */
export function joinList(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}

export function splitList(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}

/** For messages: hostile text is quoted in part only. */
export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
