/** `rec=shipped:ID:SHA,excerpt:SHA:NAME:PACKED,file:SHA:SIZE:NAME` */
import * as v from 'valibot';
import { packExcerpt, unpackExcerpt } from './excerpt.ts';
import { decodeAtom, encodeAtom, joinList, LinkSyntaxError, shorten, splitList } from './grammar.ts';
import { MAX_PANELS } from './run.ts';
import { check, idSchema, integerSchema, shaSchema } from './schema.ts';
import type { PanelName, RecordingRef } from './types.ts';

const nameSchema = v.pipe(v.string(), v.maxLength(255, "a file's name has more than 255 characters"));

const recordingsSchema = v.pipe(
  v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('shipped'), id: idSchema, sha256: shaSchema }),
      v.object({
        kind: v.literal('excerpt'),
        sha256: shaSchema,
        name: nameSchema,
        bytes: v.instance(Uint8Array),
      }),
      v.object({
        kind: v.literal('file'),
        sha256: shaSchema,
        size: integerSchema("a file's size", 0, Number.MAX_SAFE_INTEGER),
        name: nameSchema,
      }),
    ]),
  ),
  v.maxLength(MAX_PANELS, `there can be at most ${MAX_PANELS} recordings`),
);

/** The name under which a recording is a panel. */
export function recordingName(recording: RecordingRef): PanelName {
  return `@${recording.kind === 'shipped' ? recording.id : recording.sha256}`;
}

/** Throws LinkSyntaxError. */
export function readRecordings(text: string): readonly RecordingRef[] {
  return check(recordingsSchema, splitList(text).map(readRecording));
}

export function writeRecordings(recordings: readonly RecordingRef[]): string | undefined {
  return joinList(recordings.map(writeRecording));
}

function readRecording(item: string): RecordingRef {
  const [kind, ...parts] = item.split(':');
  const [a = '', b = '', c = ''] = parts.map(decodeAtom);
  switch (kind) {
    case 'shipped':
      return { kind, id: a, sha256: b };
    case 'excerpt':
      return { kind, sha256: a, name: b, bytes: unpackExcerpt(c) };
    case 'file':
      return { kind, sha256: a, size: /^\d{1,15}$/.test(b) ? Number(b) : Number.NaN, name: c };
    default:
      throw new LinkSyntaxError(`"${shorten(kind)}" is not one of shipped, excerpt, file`);
  }
}

function writeRecording(recording: RecordingRef): string {
  switch (recording.kind) {
    case 'shipped':
      return `shipped:${encodeAtom(recording.id)}:${recording.sha256}`;
    case 'excerpt':
      return `excerpt:${recording.sha256}:${encodeAtom(recording.name)}:${packExcerpt(recording.bytes)}`;
    case 'file':
      return `file:${recording.sha256}:${recording.size}:${encodeAtom(recording.name)}`;
  }
}
