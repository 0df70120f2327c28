/** A file that cannot be imported: which file, which line (from 1; undefined: the file as a whole), what is wrong, what would be right. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';

  constructor(
    readonly file: string,
    readonly line: number | undefined,
    readonly what: string,
    readonly right: string,
  ) {
    super(`${file}${line === undefined ? '' : `: line ${line}`}: ${what}; ${right}`);
  }
}

/** What the importer can read, for the end of a message. */
export const READABLE =
  'expected ftrace text: the `trace` file of tracefs, or the output of `trace-cmd report`';
