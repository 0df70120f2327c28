/** `run=SCENARIO;panels=A,B;costs=C;set=NAME=VALUE,KERNEL:NAME=VALUE;seed=N;until=NS;actions=NS:WHAT,KERNEL:NS:WHAT`; `actions=none`: none at all */
import * as v from 'valibot';
import {
  decodeAtom,
  encodeAtom,
  joinFields,
  joinList,
  LinkSyntaxError,
  shorten,
  splitFields,
  splitList,
  splitOnce,
} from './grammar.ts';
import { check, idSchema, integerSchema, panelNameSchema, readInteger, timeSchema } from './schema.ts';
import type { LinkAction, RunSection, Value, Values } from './types.ts';

export const MAX_PANELS = 3;
const MAX_VALUES = 200;
const MAX_ACTIONS = 100;
/** Stands for an empty list of actions: no list means the scenario's own. */
const NONE = 'none';
const FIELDS = ['panels', 'costs', 'set', 'seed', 'until', 'actions'] as const;

const valueSchema = v.union([
  v.pipe(v.number(), v.finite('a value is no number that a run can be made with')),
  v.pipe(
    v.string(),
    v.minLength(1, 'a value is empty'),
    v.maxLength(64, 'a value has more than 64 characters'),
  ),
]);

const settingSchema = v.object({ kernel: v.optional(idSchema), name: idSchema, value: valueSchema });

const runSchema = v.object({
  scenario: idSchema,
  panels: v.optional(
    v.pipe(
      v.array(panelNameSchema),
      v.minLength(1, 'panels is empty'),
      v.maxLength(MAX_PANELS, `there can be at most ${MAX_PANELS} panels`),
      v.check((names) => new Set(names).size === names.length, 'a panel is named twice'),
    ),
  ),
  costs: v.optional(idSchema),
  set: v.pipe(v.array(settingSchema), v.maxLength(MAX_VALUES, `more than ${MAX_VALUES} values are set`)),
  seed: v.optional(integerSchema('seed', 0, 0xffff_ffff)),
  until: v.optional(v.pipe(timeSchema, v.minValue(1, 'until must be a time in ns above 0'))),
  actions: v.optional(
    v.pipe(
      v.array(
        v.object({
          kernel: v.optional(idSchema),
          at: v.pipe(timeSchema, v.minValue(0, 'an action must be at 0 ns or later')),
          what: v.pipe(
            v.string(),
            v.minLength(1, 'an action says nothing'),
            v.maxLength(120, 'an action is too long'),
          ),
        }),
      ),
      v.maxLength(MAX_ACTIONS, `there are more than ${MAX_ACTIONS} actions`),
    ),
  ),
});

type Setting = v.InferOutput<typeof settingSchema>;

/** Throws LinkSyntaxError. */
export function readRun(text: string): RunSection {
  const { first, named } = splitFields(text, FIELDS);
  const checked = check(runSchema, {
    scenario: decodeAtom(first ?? ''),
    panels: named.has('panels') ? splitList(named.get('panels')).map(decodeAtom) : undefined,
    costs: decodeOptional(named.get('costs')),
    set: splitList(named.get('set')).map(readSetting),
    seed: named.has('seed') ? readInteger(named.get('seed')) : undefined,
    until: named.has('until') ? readInteger(named.get('until')) : undefined,
    actions: readActions(named.get('actions')),
  });
  return {
    scenario: checked.scenario,
    panels: checked.panels,
    costs: checked.costs,
    set: valuesOf(checked.set.filter(({ kernel }) => kernel === undefined)),
    overrides: overridesOf(checked.set),
    seed: checked.seed,
    until: checked.until,
    actions: checked.actions,
  };
}

export function writeRun(run: RunSection): string | undefined {
  const shared = writeValues('', run.set);
  const single = sortedEntries(run.overrides).flatMap(([kernel, values]) =>
    writeValues(`${encodeAtom(kernel)}:`, values),
  );
  return joinFields(encodeAtom(run.scenario), [
    ['panels', run.panels === undefined ? undefined : joinList(run.panels.map(encodePanel))],
    ['costs', run.costs === undefined ? undefined : encodeAtom(run.costs)],
    ['set', joinList([...shared, ...single])],
    ['seed', run.seed?.toString()],
    ['until', run.until?.toString()],
    ['actions', writeActions(run.actions)],
  ]);
}

/** The `@` of a recording is left as it is. */
export function encodePanel(name: string): string {
  return name.startsWith('@') ? `@${encodeAtom(name.slice(1))}` : encodeAtom(name);
}

function readSetting(item: string): Setting {
  const [target, value] = splitOnce(item, '=');
  if (value === undefined)
    throw new LinkSyntaxError(`"${shorten(item)}" in set is not of the form name=value`);
  const [before, after] = splitOnce(target, ':');
  const kernel = after === undefined ? {} : { kernel: decodeAtom(before) };
  return { ...kernel, name: decodeAtom(after ?? before), value: readValue(decodeAtom(value)) };
}

function readValue(text: string): Value {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function readActions(text: string | undefined): readonly LinkAction[] | undefined {
  if (text === undefined) return undefined;
  return text === NONE ? [] : splitList(text).map(readAction);
}

function readAction(item: string): LinkAction {
  const [first, rest] = splitOnce(item, ':');
  const [second, third] = splitOnce(rest ?? '', ':');
  if (third === undefined) return { at: readInteger(first), what: decodeAtom(second) };
  return { kernel: decodeAtom(first), at: readInteger(second), what: decodeAtom(third) };
}

function writeActions(actions: RunSection['actions']): string | undefined {
  if (actions?.length === 0) return NONE;
  return joinList(
    (actions ?? []).map(({ at, what, kernel }) => {
      const to = kernel === undefined ? '' : `${encodeAtom(kernel)}:`;
      return `${to}${at}:${encodeAtom(what)}`;
    }),
  );
}

function writeValues(prefix: string, values: Values): readonly string[] {
  return sortedEntries(values).map(
    ([name, value]) => `${prefix}${encodeAtom(name)}=${encodeAtom(String(value))}`,
  );
}

function valuesOf(settings: readonly Setting[]): Values {
  return Object.fromEntries(settings.map(({ name, value }) => [name, value]));
}

function overridesOf(settings: readonly Setting[]): Readonly<Record<string, Values>> {
  const kernels = new Set(settings.flatMap(({ kernel }) => kernel ?? []));
  return Object.fromEntries(
    [...kernels].map((kernel) => [kernel, valuesOf(settings.filter((setting) => setting.kernel === kernel))]),
  );
}

function decodeOptional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : decodeAtom(text);
}

/** By code unit, so that the order is the same everywhere. */
function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
