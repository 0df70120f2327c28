import type { Cost, CostProfile, Kernel } from '../model/types.ts';
import {
  costProfiles,
  kernels,
  kvmCostsOf,
  parametersOf,
  scenarios,
  tcpCostsOf,
  xenCostsOf,
} from '../scenarios/index.ts';
import type { Parameter, Scenario } from '../scenarios/types.ts';
import { jsonText } from './formats.ts';
import { setTable, type Row } from './table.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** Columns of a terminal that shows the list without breaking lines. */
const WIDTH = 100;
const INDENT = '  ';

/** Prints the catalogue: scenarios, kernels, cost profiles, parameters. */
export async function list(options: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  await terminal.write([options.json === true ? jsonText(catalogue()) : catalogueText()], undefined);
}

/** Everything that a run can be asked for. */
function catalogue(): object {
  return {
    scenarios: scenarios.map((scenario) => ({
      id: scenario.id,
      title: scenario.title,
      question: scenario.question,
      source: scenario.source,
      kernels: scenario.kernels,
      default_kernels: scenario.defaultKernels,
      default_costs: scenario.defaultCosts,
      leaves_out: scenario.leavesOut,
      ...(scenario.actions === undefined ? {} : { actions: scenario.actions }),
      parameters: parametersIn(scenario),
    })),
    kernels: kernels.map((kernel) => ({
      id: kernel.id,
      title: kernel.title,
      status: kernel.status,
      era: kernel.era,
      source: kernel.source,
      summary: kernel.summary,
      allows: kernel.choices,
      leaves_out: kernel.leavesOut,
    })),
    costs: costProfiles,
  };
}

/** A parameter as a scenario's kernels take it; kernels that take it differently have an entry of their own. */
type Taken = Parameter & { readonly kernels: readonly string[] };

function parametersIn(scenario: Scenario): readonly Taken[] {
  const taken = new Map<string, Taken>();
  for (const kernel of scenario.kernels) {
    for (const parameter of parametersOf(scenario.id, kernel, scenario.defaultCosts)) {
      const key = JSON.stringify(parameter);
      const before = taken.get(key)?.kernels ?? [];
      taken.set(key, { ...parameter, kernels: [...before, kernel] });
    }
  }
  return [...taken.values()];
}

function catalogueText(): string {
  return [
    'Scenarios (a kernel with * runs where no --kernel is given)',
    ...scenarios.flatMap(scenarioLines),
    '',
    'Kernels',
    ...kernels.flatMap(kernelLines),
    '',
    'Cost profiles: ns, or ns per byte; (in brackets) where it has none of its own; --set changes them',
    ...costProfiles.flatMap(({ id, machine, year }) => wrap(`${id}: ${machine}, ${year}`, WIDTH, INDENT)),
    '',
    costTable(),
  ].join('\n');
}

function scenarioLines(scenario: Scenario): readonly string[] {
  const names = scenario.kernels.map((id) => (scenario.defaultKernels.includes(id) ? `${id}*` : id));
  return [
    '',
    ...wrap(`${scenario.id}: ${scenario.title}`, WIDTH, INDENT),
    ...wrap(names.join(' '), WIDTH, INDENT + INDENT),
    ...wrap(`with ${scenario.defaultCosts}${actionsText(scenario)}`, WIDTH, INDENT + INDENT),
    ...parameterLines(scenario),
  ];
}

/** The parameters that every kernel takes, then those of some kernels under the names of these. */
function parameterLines(scenario: Scenario): readonly string[] {
  const shown = parametersIn(scenario)
    .filter((parameter) => parameter.group !== 'costs')
    .map((parameter) => ({ parameter, of: takers(parameter, scenario) }));
  const groups = [...new Set(['', ...shown.map(({ of }) => of)])];
  const rows = groups.flatMap((group): Row[] => [
    ...wrap(group, WIDTH, INDENT + INDENT).map((heading) => ({ heading })),
    ...shown
      .filter(({ of }) => of === group)
      .map(({ parameter }) => ({
        label: `${group === '' ? INDENT : INDENT + INDENT}${parameter.name}`,
        cells: parameterCells(parameter),
      })),
  ]);
  return setTable(['default', 'range', 'unit'], rows)
    .split('\n')
    .filter((line) => line !== '');
}

/** What happens while it runs, as `--at` would say it; that it can be told so where nothing does. */
function actionsText({ actions }: Scenario): string {
  if (actions === undefined) return '';
  const own = actions.map(({ at, what }) => `--at ${at / 1e6}ms=${what.replace(' ', '-')}`);
  return own.length === 0 ? '; takes --at' : `; ${own.join(' ')}`;
}

/** The kernels that take a parameter, in as few words as there are; empty if all do. */
function takers(parameter: Taken, scenario: Scenario): string {
  const others = scenario.kernels.filter((id) => !parameter.kernels.includes(id));
  if (others.length === 0) return '';
  return others.length < parameter.kernels.length
    ? `all but ${others.join(' ')}:`
    : `${parameter.kernels.join(' ')}:`;
}

function parameterCells(parameter: Parameter): readonly string[] {
  switch (parameter.type) {
    case 'number':
      return [String(parameter.default), `${parameter.min}..${parameter.max}`, parameter.unit];
    case 'choice':
      return [parameter.default, parameter.values.join('|'), ''];
  }
}

function kernelLines(kernel: Kernel): readonly string[] {
  const choices = Object.entries(kernel.choices).map(([name, values]) => `${name}=${values.join('|')}`);
  const named = `${kernel.id} (${kernel.status}, ${kernel.era})`;
  return [
    ...wrap(choices.length > 0 ? `${named}: ${choices.join(', ')}` : named, WIDTH, INDENT),
    ...wrap(kernel.summary, WIDTH, INDENT + INDENT),
  ];
}

/** Profiles as columns, with their machine and their year in two lines of the head. */
function costTable(): string {
  const heads = costProfiles.map(({ id }) => [id.replace(/-\d+$/u, ''), /\d+$/u.exec(id)?.[0] ?? '']);
  const tables = costProfiles.map(constantsOf);
  const names = [...new Set(tables.flatMap((constants) => Object.keys(constants)))];
  return setTable(
    heads.map(([machine]) => machine),
    [
      { label: '', cells: heads.map(([, year]) => year) },
      ...names.map((name) => ({
        label: name,
        cells: costProfiles.map((profile, i) => valueText(tables[i][name], name in ownConstants(profile))),
      })),
    ],
  );
}

function valueText({ value }: Cost, own: boolean): string {
  return own ? String(value) : `(${value})`;
}

/** All constants that a run with this profile has, those of a hypervisor or of one protocol included. */
function constantsOf(profile: CostProfile): Readonly<Record<string, Cost>> {
  const others = { ...xenCostsOf(profile), ...kvmCostsOf(profile), ...tcpCostsOf(profile) };
  return { ...profile.costs, ...others, ...ownConstants(profile) };
}

function ownConstants({ costs, xen, kvm, tcp }: CostProfile): Readonly<Record<string, Cost>> {
  return { ...costs, ...xen, ...kvm, ...tcp };
}
