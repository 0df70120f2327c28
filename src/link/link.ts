import { joinSections, LinkSyntaxError, shorten, splitSections } from './grammar.ts';
import { readRecordings, recordingName, writeRecordings } from './recordings.ts';
import { readRun, writeRun } from './run.ts';
import { readSelection, writeSelection } from './selection.ts';
import type { Link, LinkProblem, RawSection, RecordingRef, RunSection } from './types.ts';
import { LINK_VERSION, upgradeSections } from './versions.ts';
import { DEFAULT_VIEW, readView, writeView } from './view.ts';

/** Longest link that is read or written, in characters: three packed excerpts and the rest fit well. */
export const MAX_LINK_LENGTH = 65_536;

/** The link of a page opened without one. */
export const EMPTY_LINK: Link = {
  run: undefined,
  view: DEFAULT_VIEW,
  selection: undefined,
  recordings: [],
  others: [],
};

const KNOWN = ['v', 'run', 'rec', 'view', 'sel'];

export interface ReadLink {
  readonly link: Link;
  /** What could not be read. The defaults stand in its place. */
  readonly problems: readonly LinkProblem[];
}

/** Reads the part of an address after `#` (with or without it). Never throws. */
export function readLink(hash: string): ReadLink {
  if (hash.length > MAX_LINK_LENGTH) {
    return nothing('v', `it has ${hash.length} characters, and more than ${MAX_LINK_LENGTH} are not read`);
  }
  const written = splitSections(hash);
  if (written.length === 0) return { link: EMPTY_LINK, problems: [] };
  const version = versionOf(written);
  if (typeof version === 'string') return nothing('v', version);
  const problems: LinkProblem[] = [];
  const sections = upgradeSections(written, version);
  const read = <T>(name: string, reader: (text: string) => T, fallback: T): T =>
    readSection(sections, name, reader, fallback, problems);
  const recordings = read('rec', readRecordings, []);
  const link: Link = {
    recordings,
    run: withKnownPanels(read('run', readRun, undefined), recordings, problems),
    view: read('view', readView, DEFAULT_VIEW),
    selection: read('sel', readSelection, undefined),
    others: sections.filter(({ name }) => !KNOWN.includes(name)),
  };
  return { link, problems };
}

/**
 * The link as the part of an address from `#` on: sections in a fixed order, only what differs from the defaults, and the
 * sections that this version does not know as they came.
 */
export function writeLink(link: Link): string {
  const known: readonly (readonly [string, string | undefined])[] = [
    ['v', String(LINK_VERSION)],
    ['run', link.run === undefined ? undefined : writeRun(link.run)],
    ['rec', writeRecordings(link.recordings)],
    ['view', writeView(link.view)],
    ['sel', link.selection === undefined ? undefined : writeSelection(link.selection)],
  ];
  const sections = known.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
  return joinSections([...sections, ...link.others]);
}

/** The version that a link says it has, or what is wrong with that. */
function versionOf(sections: readonly RawSection[]): number | string {
  const text = sections.find(({ name }) => name === 'v')?.text;
  if (text === undefined)
    return `it does not begin with its version, as in #v=${LINK_VERSION}&run=ipsec-round-trip`;
  if (!/^[1-9]\d{0,3}$/.test(text))
    return `"${shorten(text)}" is not a version; it should be v=${LINK_VERSION}`;
  const version = Number(text);
  if (version > LINK_VERSION)
    return `it was made by a newer irqlanes (v=${version}); this one reads up to v=${LINK_VERSION}`;
  return version;
}

function readSection<T>(
  sections: readonly RawSection[],
  name: string,
  reader: (text: string) => T,
  fallback: T,
  problems: LinkProblem[],
): T {
  const [section, ...more] = sections.filter((candidate) => candidate.name === name);
  if (section === undefined) return fallback;
  if (more.length > 0)
    problems.push({ section: name, message: 'it comes more than once; the first one counts' });
  try {
    return reader(section.text);
  } catch (error) {
    if (!(error instanceof LinkSyntaxError)) throw error;
    problems.push({ section: name, message: error.message });
    return fallback;
  }
}

/** Leaves out panels of recordings that the link does not hold. */
function withKnownPanels(
  run: RunSection | undefined,
  recordings: readonly RecordingRef[],
  problems: LinkProblem[],
): RunSection | undefined {
  if (run?.panels === undefined) return run;
  const known = recordings.map(recordingName);
  const panels = run.panels.filter((name) => !name.startsWith('@') || known.includes(name));
  for (const name of run.panels) {
    if (!panels.includes(name))
      problems.push({ section: 'run', message: `the recording ${name} is not in the link` });
  }
  return { ...run, panels: panels.length === 0 ? undefined : panels };
}

function nothing(section: string, message: string): ReadLink {
  return { link: EMPTY_LINK, problems: [{ section, message }] };
}
