/** Bytes of text, line by line, without holding the whole text as a string. */

const CHUNK = 256 * 1024;
/** No kernel writes a longer line; what is longer is passed over without being decoded. */
const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;

export class LineReader {
  /** Number of the line that `next` gave last, from 1. */
  line = 0;
  /** False if that line was the end of a text that does not end with a line end. */
  ended = true;
  private chunk = '';
  private at = 0;
  private loaded = 0;
  private readonly decoder = new TextDecoder();

  constructor(private readonly bytes: Uint8Array) {}

  /** Bytes given out so far, to the chunk. */
  get position(): number {
    return this.loaded;
  }

  /** The next line without its line end; '' for one that is too long; undefined at the end of the text. */
  next(): string | undefined {
    if (this.at >= this.chunk.length && !this.load()) return undefined;
    this.line++;
    let end = this.chunk.indexOf('\n', this.at);
    this.ended = end >= 0;
    if (end < 0) end = this.chunk.length;
    const from = this.at;
    this.at = end + 1;
    return this.chunk.slice(from, this.chunk.charCodeAt(end - 1) === RETURN && end > from ? end - 1 : end);
  }

  private load(): boolean {
    const from = this.loaded;
    const { length } = this.bytes;
    if (from >= length) return false;
    const to = this.endOfLines(from);
    this.loaded = to;
    this.at = 0;
    const tooLong = to - from > LONGEST_LINE;
    this.chunk = tooLong ? '\n' : this.decoder.decode(this.bytes.subarray(from, to));
    return this.chunk.length > 0 || this.load();
  }

  /** The end of a chunk: behind its last whole line, or behind the one line that is longer than a chunk. */
  private endOfLines(from: number): number {
    const { length } = this.bytes;
    if (from + CHUNK >= length) return length;
    const last = this.bytes.lastIndexOf(NEWLINE, from + CHUNK - 1);
    if (last >= from) return last + 1;
    const next = this.bytes.indexOf(NEWLINE, from + CHUNK);
    return next < 0 ? length : next + 1;
  }
}
