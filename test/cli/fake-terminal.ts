import { irqlanes } from '../../src/cli/program.ts';
import { BadInput } from '../../src/cli/problem.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly complaints: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a command line in this process, with the given files and nothing else in its world. */
export async function command(
  line: string,
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<Outcome> {
  const written = new Map<string, string>();
  const complaints: string[] = [];
  let out = '';
  const terminal: Terminal = {
    read: (path) =>
      path in files
        ? Promise.resolve(files[path])
        : Promise.reject(new BadInput(`cannot read ${path}: gone`)),
    write: (chunks, file) => {
      const text = [...chunks].join('');
      if (file === undefined) out += text;
      else written.set(file, text);
      return Promise.resolve();
    },
    defaultBase: undefined,
    complain: (complaint) => complaints.push(complaint),
    progress: () => {},
  };
  const args = line === '' ? [] : line.split(' ');
  return { code: await irqlanes(args, '9.8.7', terminal), out, complaints, files: written };
}
