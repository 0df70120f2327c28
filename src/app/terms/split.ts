import { glossary, type GlossaryEntry } from '../../narrate/index.ts';

/** A piece of a text: plain, or a word of the glossary. */
export interface Piece {
  /** Where it begins in the text. */
  readonly at: number;
  readonly text: string;
  readonly entry: GlossaryEntry | undefined;
}

const BY_WORD: ReadonlyMap<string, GlossaryEntry> = new Map(
  glossary.map((entry) => [wordOf(entry).toLowerCase(), entry]),
);

/** Longest first, so that "context switch" is not cut at a shorter term; a plural ending belongs to its term. */
const WORDS = new RegExp(
  `(?<![\\w/-])(${[...BY_WORD.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|')})((?:e?s)?)(?![\\w/-])`,
  'gi',
);

/** Cuts a text at the terms of the glossary; each term is marked at its first place only. */
export function splitAtTerms(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const marked = new Set<GlossaryEntry>();
  let done = 0;
  for (const match of text.matchAll(WORDS)) {
    const entry = BY_WORD.get(match[1].toLowerCase());
    if (entry === undefined || marked.has(entry)) continue;
    marked.add(entry);
    if (match.index > done) pieces.push({ at: done, text: text.slice(done, match.index), entry: undefined });
    pieces.push({ at: match.index, text: match[0], entry });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ at: done, text: text.slice(done), entry: undefined });
  return pieces;
}

/** The term as running text has it: without the abbreviation in brackets. */
function wordOf({ term }: GlossaryEntry): string {
  return term.replace(/ \(.*\)$/, '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
