import { ACTIONS, parseQuantity } from '../scenarios/index.ts';
import type { ExperimentInput } from '../scenarios/types.ts';
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
  const read = texts.map((text) => parseSetting(text, kernels));
  const settingsOf = (kernel: string | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries(
      read.filter((setting) => setting.kernel === kernel).map(({ name, value }) => [name, value]),
    );
  return {
    all: settingsOf(undefined),
    one: Object.fromEntries(kernels.map((kernel) => [kernel, settingsOf(kernel)])),
  };
}

interface Setting {
  readonly kernel: string | undefined;
  readonly name: string;
  readonly value: string;
}

function parseSetting(text: string, kernels: readonly string[]): Setting {
  const setting = splitSetting(text);
  if (setting === undefined) throw new BadInput(`--set ${text}: write NAME=VALUE or KERNEL:NAME=VALUE`);
  requireRunning(setting.kernel, `--set ${text}`, kernels);
  return setting;
}

/** Splits `NAME=VALUE` or `KERNEL:NAME=VALUE`; undefined if the text has neither form. */
function splitSetting(text: string): Setting | undefined {
  const match = /^(?:([^:=]+):)?([^:=]+)=(.+)$/u.exec(text);
  return match === null ? undefined : { kernel: match[1], name: match[2], value: match[3] };
}

/** @throws BadInput about `option` if it names a kernel that does not run */
function requireRunning(kernel: string | undefined, option: string, kernels: readonly string[]): void {
  if (kernel === undefined || kernels.includes(kernel)) return;
  throw new BadInput(`${option}: kernel ${kernel} does not run here; these do: ${kernels.join(', ')}`);
}

/** The settings that hold for one kernel. */
export function settingsFor({ all, one }: Settings, kernel: string): Readonly<Record<string, string>> {
  return { ...all, ...one[kernel] };
}

type WantedAction = NonNullable<ExperimentInput['actions']>[number] & { readonly kernel: string | undefined };

/**
 * Reads `TIME=WHAT` and `KERNEL:TIME=WHAT`, as 3ms=threaded-on; the word `none` alone means no action at all. Undefined where
 * nothing was said: then the scenario's own actions hold.
 * @throws BadInput if a text has neither form, or names a kernel that does not run or an action that there is not
 */
export function parseActions(
  texts: readonly string[] | undefined,
  kernels: readonly string[],
): readonly WantedAction[] | undefined {
  if (texts === undefined) return undefined;
  return texts.length === 1 && texts[0] === 'none' ? [] : texts.map((text) => parseAction(text, kernels));
}

function parseAction(text: string, kernels: readonly string[]): WantedAction {
  const { kernel, name = '', value = '' } = splitSetting(text) ?? {};
  const at = parseQuantity(name, 'ns');
  const words = ACTIONS.map((what) => what.replace(' ', '-'));
  const what = ACTIONS[words.indexOf(value.replace(' ', '-'))];
  if (at === undefined || what === undefined)
    throw new BadInput(`--at ${text}: write TIME=WHAT, as 3ms=${words.join(' or 3ms=')}`);
  requireRunning(kernel, `--at ${text}`, kernels);
  return { at, what, kernel };
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
