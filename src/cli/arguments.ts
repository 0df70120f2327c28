import { BadInput } from './problem.ts';

/** Values that `--set` gives: for every kernel of the run, and for one of them. */
export interface Settings {
  readonly all: Readonly<Record<string, string>>;
  readonly one: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Reads `NAME=VALUE` and `KERNEL:NAME=VALUE`.
 * @param kernels ids of the kernels of this run
 * @throws BadInput if a text has neither form or names a kernel that does not run
 */
export function parseSettings(texts: readonly string[], kernels: readonly string[]): Settings {
  const all: Record<string, string> = {};
  const one: Record<string, Record<string, string>> = {};
  for (const text of texts) {
    const match = /^(?:([^:=]+):)?([^:=]+)=(.+)$/u.exec(text);
    if (match === null) throw new BadInput(`--set ${text}: write NAME=VALUE or KERNEL:NAME=VALUE`);
    const [, kernel, name, value] = match;
    if (kernel === undefined) {
      all[name] = value;
      continue;
    }
    if (!kernels.includes(kernel)) {
      throw new BadInput(
        `--set ${text}: kernel ${kernel} does not run here; these do: ${kernels.join(', ')}`,
      );
    }
    one[kernel] = { ...one[kernel], [name]: value };
  }
  return { all, one };
}

/** The settings that hold for one kernel. */
export function settingsFor({ all, one }: Settings, kernel: string): Readonly<Record<string, string>> {
  return { ...all, ...one[kernel] };
}

/**
 * Reads a whole number.
 * @throws BadInput if it is none or lies outside `[min, max]`
 */
export function parseWhole(text: string, option: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/u.test(text) && value >= min && value <= max) return value;
  throw new BadInput(`${option} ${text}: give a whole number from ${min} to ${max}`);
}

/**
 * Checks that a word is one of a few.
 * @throws BadInput naming them all
 */
export function oneOf<T extends string>(word: string, option: string, words: readonly T[]): T {
  const found = words.find((known) => known === word);
  if (found === undefined) throw new BadInput(`${option} ${word}: give one of ${words.join(', ')}`);
  return found;
}
