import { createReadStream, createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BadInput } from './problem.ts';

/** The name that stands for standard input. */
export const STDIN = '-';

/** What a command may do to the world around it. */
export interface Terminal {
  /** All bytes of a file, or of standard input. Throws BadInput if it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** Writes to standard output, or to a file that appears only when it is whole. */
  write(chunks: Iterable<string>, file: string | undefined): Promise<void>;
  /** The page's address that the environment names (IRQLANES_BASE), for links in text figures. */
  readonly defaultBase: string | undefined;
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
    read: readBytes,
    write: (chunks, file) => (file === undefined ? writeOut(chunks) : writeWhole(chunks, file)),
    defaultBase: process.env['IRQLANES_BASE'],
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

/** Writes beside the file and renames, so that nobody ever sees half of it. A device or pipe is written to directly. */
async function writeWhole(chunks: Iterable<string>, named: string): Promise<void> {
  const file = await realpath(named).catch(() => named);
  const isStream = await stat(file).then(
    (info) => !info.isFile() && !info.isDirectory(),
    () => false,
  );
  const target = isStream ? file : join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await pipeline(Readable.from(chunks), createWriteStream(target));
    if (!isStream) await rename(target, file);
  } catch (error) {
    if (!isStream) await rm(target, { force: true });
    throw new BadInput(`cannot write ${named}: ${reasonOf(error)}`);
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
