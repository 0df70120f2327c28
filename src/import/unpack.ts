/** From the bytes of a file to the bytes of its text: what is no text is refused, gzip is unpacked within a bound. */
import { Gunzip } from 'fflate';
import { crc32 } from './crc32.ts';
import { ImportProblem, READABLE } from './problem.ts';

/** The most text that is imported, in bytes: some two million events, which fill about half a gigabyte of columns. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

const PIECE = 64 * 1024;
const GZIP_TRAILER = 8;

/** First bytes of files that people have instead of the text, and what to do with each. */
const MAGICS: readonly (readonly [bytes: readonly number[], what: string, right: string])[] = [
  [[0x17, 0x08, 0x44], 'is a binary trace-cmd file (trace.dat)', 'turn it into text with `trace-cmd report`'],
  [[0x50, 0x45, 0x52, 0x46], 'is a perf.data file', 'record with trace-cmd or tracefs instead'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'is xz-compressed', 'unpack it first, or use gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is zstd-compressed', 'unpack it first, or use gzip'],
  [[0x42, 0x5a, 0x68], 'is bzip2-compressed', 'unpack it first, or use gzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'is a zip archive', 'unpack it first'],
];

/**
 * The text of a file, plain or gzip, still as bytes. Throws ImportProblem if it is empty, binary, a damaged or cut gzip,
 * or holds more than `limit` bytes of text.
 */
export function unpack(bytes: Uint8Array, file: string, limit = MAX_TEXT_BYTES): Uint8Array {
  if (bytes.length === 0) throw new ImportProblem(file, undefined, 'is empty', READABLE);
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes, file, limit) : bytes;
  if (text.length > limit) throw tooLarge(file, limit);
  if (text.length === 0) throw new ImportProblem(file, undefined, 'is an empty file in a gzip', READABLE);
  checkText(text, file);
  return text;
}

function checkText(text: Uint8Array, file: string): void {
  for (const [magic, what, right] of MAGICS) {
    if (magic.every((byte, at) => text[at] === byte)) throw new ImportProblem(file, undefined, what, right);
  }
  const zero = text.indexOf(0);
  if (zero < 0) return;
  const line = lineOf(text, zero);
  throw new ImportProblem(file, line, 'is binary (it holds a zero byte)', READABLE);
}

function lineOf(text: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = text.indexOf(10); at >= 0 && at < offset; at = text.indexOf(10, at + 1)) line++;
  return line;
}

function gunzip(bytes: Uint8Array, file: string, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let moreMembers = false;
  const stream = new Gunzip((piece) => {
    length += piece.length;
    if (length > limit) throw tooLarge(file, limit);
    pieces.push(piece);
  });
  stream.onmember = () => {
    moreMembers = true;
  };
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      stream.push(bytes.subarray(at, at + PIECE));
    }
  } catch (error) {
    if (error instanceof ImportProblem) throw error;
    throw damaged(file);
  }
  const text = join(pieces, length);
  if (!moreMembers) checkTrailer(bytes, text, file);
  return text;
}

/** A gzip ends with the checksum and the length of what was packed; a cut file has something else there. */
function checkTrailer(bytes: Uint8Array, text: Uint8Array, file: string): void {
  if (bytes.length < GZIP_TRAILER) throw damaged(file);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - GZIP_TRAILER, GZIP_TRAILER);
  if (trailer.getUint32(0, true) !== crc32(text)) throw damaged(file);
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function damaged(file: string): ImportProblem {
  return new ImportProblem(
    file,
    undefined,
    'is a cut or damaged gzip',
    'copy it again, or unpack it by hand',
  );
}

function tooLarge(file: string, limit: number): ImportProblem {
  const size = `more than ${Math.floor(limit / 1024 / 1024)} MiB of text`;
  return new ImportProblem(
    file,
    undefined,
    `holds ${size}`,
    'cut it to the part that matters, such as `head -n 1000000`',
  );
}
