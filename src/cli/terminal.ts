import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BadInput } from './problem.ts';

/** The name that stands for standard input. */
export const STDIN = '-';

/** What a command may do to the world around it. */
export interface Terminal {
  /** Columns of standard output, or undefined where it is no terminal. */
  readonly columns: number | undefined;
  /** All bytes of a file, or of standard input. Throws BadInput if it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** Writes to standard output, or to a file that appears only when it is whole. */
  write(chunks: Iterable<string>, file: string | undefined): Promise<void>;
  /** One line on standard error. */
  complain(line: string): void;
  /** Shows how far long work has come, where a person watches; undefined takes the line away. */
  progress(line: string | undefined): void;
}

/** The terminal of this process. Ends the process quietly when its output is cut off, as by `| head`. */
export function processTerminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`irqlanes: cannot write: ${error.message}\n`);
    process.exit(1);
  });
  return {
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    read: readBytes,
    write: (chunks, file) => (file === undefined ? writeOut(chunks) : writeWhole(chunks, file)),
    complain: (line) => process.stderr.write(`${line}\n`),
    progress: (line) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line ?? ''}`);
    },
  };
}

async function readBytes(path: string): Promise<Uint8Array> {
  const stream = path === STDIN ? process.stdin : createReadStream(path);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  } catch (error) {
    throw new BadInput(`cannot read ${path}: ${reasonOf(error)}`);
  }
  return Buffer.concat(chunks);
}

async function writeOut(chunks: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(chunks), process.stdout, { end: false });
}

/** Writes beside the file and renames, so that nobody ever sees half of it. */
async function writeWhole(chunks: Iterable<string>, file: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await pipeline(Readable.from(chunks), createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new BadInput(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'permission denied';
    default:
      return message;
  }
}
