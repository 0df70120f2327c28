/** Lines of ftrace text that are no events: header, lost events, beginnings of buffers, stack traces. */

export type Announcement =
  | { readonly what: 'header' }
  /** `events` of `cpu` are missing here; 0: it is not said how many. */
  | { readonly what: 'lost'; readonly cpu: number; readonly events: number }
  /** The ring buffer held `held` of `written` events. */
  | { readonly what: 'entries'; readonly held: number; readonly written: number }
  | { readonly what: 'stack' };

const HEADER: Announcement = { what: 'header' };
const STACK: Announcement = { what: 'stack' };

/** Reads a line that is no event; undefined if it is none of these either. */
export function readAnnouncement(line: string): Announcement | undefined {
  if (line.startsWith('#')) return readHeader(line);
  if (line.trim() === '' || /^cpus=\d{1,4}$/.test(line) || /^version = \d/.test(line)) return HEADER;
  if (line.startsWith(' => ') || line.startsWith('=> ')) return STACK;
  if (line.startsWith('CPU')) return readLost(line);
  return undefined;
}

function readHeader(line: string): Announcement {
  const entries = /^# entries-in-buffer\/entries-written: (\d{1,15})\/(\d{1,15})/.exec(line);
  if (entries === null) return HEADER;
  return { what: 'entries', held: Number(entries[1]), written: Number(entries[2]) };
}

/** `CPU:1 [LOST 728 EVENTS]`, and `trace-cmd report`'s `CPU:1 [728 EVENTS DROPPED]`. */
function readLost(line: string): Announcement | undefined {
  const match = /^CPU:\s?(\d{1,4}) \[(?:LOST )?(\d{1,15})? ?EVENTS(?: DROPPED)?\]/.exec(line);
  if (match === null) return undefined;
  return { what: 'lost', cpu: Number(match[1]), events: Number(match[2] ?? 0) };
}
