import { costProfiles } from '../model/costs/index.ts';
import { kernels } from '../model/kernels/index.ts';
import type { Action, Kernel } from '../model/types.ts';
import { ACTIONS, KERNELS_WITH_SWITCH, takesActions } from './actions.ts';
import { scenarios } from './catalogue.ts';
import { nearest } from './nearest.ts';
import { parametersFor } from './parameters.ts';
import { parseQuantity } from './quantity.ts';
import type {
  ChoiceParameter,
  ExperimentInput,
  NumberParameter,
  Parameter,
  Resolved,
  Scenario,
} from './types.ts';

/** Longest run that may be asked for, ns: ten simulated seconds. */
const LONGEST = 10_000_000_000;

type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/**
 * Turns what a person or a link asks for into an experiment with every parameter present. Never throws: what is wrong comes
 * back as a problem that says where and what would be right.
 */
export function resolve(input: ExperimentInput): Resolved {
  const scenario = scenarios.find(({ id }) => id === input.scenario);
  if (scenario === undefined)
    return problem(
      unknown(
        'scenario',
        input.scenario,
        scenarios.map(({ id }) => id),
      ),
    );
  const kernel = findKernel(scenario, input.kernel);
  if (!kernel.ok) return problem(kernel.message);
  const costs = input.costs ?? scenario.defaultCosts;
  const profiles = costProfiles.map(({ id }) => id);
  if (!profiles.includes(costs)) return problem(unknown('cost profile', costs, profiles));
  const parameters = readParameters(
    input,
    parametersFor(scenario, kernel.value, costs),
    kernel.value,
    scenario,
  );
  if (!parameters.ok) return problem(parameters.message);
  const until = readUntil(input.until);
  if (!until.ok) return problem(until.message);
  const actions = readActions(actionsOf(input, scenario), scenario.id, kernel.value.id);
  if (!actions.ok) return problem(actions.message);
  const seed = input.seed ?? 1;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    return problem(`seed: ${seed} is no whole number from 0 to 4294967295`);
  }
  return {
    ok: true,
    experiment: {
      scenario: scenario.id,
      kernel: kernel.value.id,
      costs,
      workload: scenario.workload,
      parameters: parameters.value,
      actions: actions.value,
      seed,
      until: until.value,
    },
  };
}

function findKernel(scenario: Scenario, id: string): Checked<Kernel> {
  const kernel = kernels.find((candidate) => candidate.id === id);
  if (kernel === undefined) return fail(unknown('kernel', id, scenario.kernels));
  if (!scenario.kernels.includes(id)) {
    return fail(`kernel ${id} does not run in ${scenario.id}; it has ${scenario.kernels.join(', ')}`);
  }
  return { ok: true, value: kernel };
}

function readParameters(
  input: ExperimentInput,
  known: readonly Parameter[],
  kernel: Kernel,
  scenario: Scenario,
): Checked<Record<string, number | string>> {
  const values: Record<string, number | string> = {};
  for (const parameter of known) values[parameter.name] = parameter.default;
  for (const [name, wanted] of Object.entries(input.set ?? {})) {
    const parameter = known.find((candidate) => candidate.name === name);
    if (parameter === undefined) {
      return fail(unknownParameter(name, known, kernel, scenario));
    }
    const value = readValue(parameter, wanted);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return { ok: true, value: values };
}

/** A parameter that other kernels or scenarios have is told apart from one that nobody has. */
function unknownParameter(
  name: string,
  known: readonly Parameter[],
  kernel: Kernel,
  scenario: Scenario,
): string {
  const exists = kernels.some((other) =>
    scenarios.some((place) =>
      parametersFor(place, other, place.defaultCosts).some((entry) => entry.name === name),
    ),
  );
  const names = known.map((candidate) => candidate.name);
  if (exists)
    return `parameter ${name} does not apply to ${kernel.id} in ${scenario.id}; that has ${names.join(', ')}`;
  return `${unknown('parameter', name, names)} (${kernel.id} in ${scenario.id})`;
}

function readValue(parameter: Parameter, wanted: number | string): Checked<number | string> {
  if (parameter.type === 'choice') {
    const text = switchWord(parameter, String(wanted));
    if (parameter.values.includes(text)) return { ok: true, value: text };
    return fail(`${parameter.name}=${text}: must be one of ${parameter.values.join(', ')}`);
  }
  const value = typeof wanted === 'number' ? wanted : parseQuantity(wanted, parameter.unit);
  if (value === undefined || Number.isNaN(value)) {
    return fail(`${parameter.name}=${wanted}: no number in ${parameter.unit}; ${rangeOf(parameter)}`);
  }
  if (value < parameter.min || value > parameter.max) {
    return fail(`${parameter.name}=${wanted}: out of range; ${rangeOf(parameter)}`);
  }
  const whole = parameter.unit === 'count' || parameter.unit === 'bytes';
  if (whole && !Number.isInteger(value)) return fail(`${parameter.name}=${wanted}: must be a whole number`);
  return { ok: true, value };
}

/** What else people write for on and off. */
const SWITCH_WORDS: Readonly<Record<string, string>> = {
  '1': 'on',
  true: 'on',
  yes: 'on',
  '0': 'off',
  false: 'off',
  no: 'off',
};

function switchWord(parameter: ChoiceParameter, text: string): string {
  return parameter.values.includes('on') ? (SWITCH_WORDS[text] ?? text) : text;
}

function rangeOf(parameter: NumberParameter): string {
  const unit = parameter.unit === 'count' || parameter.unit === 'probability' ? '' : ` ${parameter.unit}`;
  return `it goes from ${parameter.min} to ${parameter.max}${unit}`;
}

/** The scenario's own actions are for the kernels that take them; what somebody asks for is asked of every kernel. */
function actionsOf({ actions, kernel }: ExperimentInput, scenario: Scenario): WantedActions {
  return actions ?? (takesActions(scenario.id, kernel) ? (scenario.actions ?? []) : []);
}

type WantedActions = NonNullable<ExperimentInput['actions']>;

function readActions(wanted: WantedActions, scenario: string, kernel: string): Checked<readonly Action[]> {
  if (wanted.length > 0 && !takesActions(scenario, kernel)) {
    const offered = scenarios.filter((known) => known.actions !== undefined).map(({ id }) => id);
    return fail(
      `action ${wanted[0].what}: nothing can be switched while ${scenario} runs under ${kernel}; ` +
        `${KERNELS_WITH_SWITCH.join(', ')} have a switch, in ${offered.join(', ')}`,
    );
  }
  const read: Action[] = [];
  for (const { at, what } of wanted) {
    if (!Number.isInteger(at) || at < 0 || at > LONGEST) {
      return fail(`action ${what}: ${at} is no time from 0 to ${LONGEST} ns`);
    }
    const known = ACTIONS.find((name) => name === what);
    if (known === undefined) return fail(unknown('action', what, ACTIONS));
    read.push({ at, what: known });
  }
  return { ok: true, value: read };
}

function readUntil(until: number | string | undefined): Checked<number | undefined> {
  if (until === undefined) return { ok: true, value: undefined };
  const value = typeof until === 'number' ? until : parseQuantity(until, 'ns');
  if (value === undefined || !Number.isInteger(value) || value < 1 || value > LONGEST) {
    return fail(`until=${until}: must be a time from 1ns to 10s, such as 10ms`);
  }
  return { ok: true, value };
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near.length > 0
    ? `no ${what} ${JSON.stringify(name)}; did you mean ${near.join(', ')}?`
    : `no ${what} ${JSON.stringify(name)}; there are ${names.join(', ')}`;
}

function fail(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function problem(message: string): Resolved {
  return { ok: false, problem: { message } };
}
