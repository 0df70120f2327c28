import { kvmCostsOf, tcpCostsOf, xenCostsOf } from '../model/costs/index.ts';
import type { Cost, CostProfile, Kernel } from '../model/types.ts';
import { costProfiles, kernels, parametersOf, scenarios } from '../scenarios/index.ts';
import type { Parameter, Scenario } from '../scenarios/types.ts';
import { jsonText } from './formats.ts';
import { setTable, type Row } from './table.ts';
import type { Terminal } from './terminal.ts';

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
    'Cost profiles: ns, or ns per byte; (in brackets) where it has none of its own; --set changes them too',
    ...costProfiles.map((profile) => `  ${profile.id}: ${profile.machine}, ${profile.year}`),
    '',
    costTable(),
  ].join('\n');
}

function scenarioLines(scenario: Scenario): readonly string[] {
  const names = scenario.kernels.map((id) => (scenario.defaultKernels.includes(id) ? `${id}*` : id));
  const rows: readonly Row[] = parametersIn(scenario)
    .filter((parameter) => parameter.group !== 'costs')
    .map((parameter) => ({
      label: `  ${parameter.name}`,
      cells: [...parameterCells(parameter), takers(parameter, scenario)],
    }));
  return [
    '',
    `  ${scenario.id}: ${scenario.title}`,
    `    ${names.join(' ')}`,
    `    with ${scenario.defaultCosts}${actionsText(scenario)}`,
    setTable(['default', 'range', 'unit', ''], rows).trimEnd(),
  ];
}

/** What happens while it runs, as `--at` would say it; that it can be told so where nothing does. */
function actionsText({ actions }: Scenario): string {
  if (actions === undefined) return '';
  const own = actions.map(({ at, what }) => `--at ${at / 1e6}ms=${what.replace(' ', '-')}`);
  return own.length === 0 ? '; takes --at' : `; ${own.join(' ')}`;
}

function takers(parameter: Taken, scenario: Scenario): string {
  return parameter.kernels.length === scenario.kernels.length ? '' : parameter.kernels.join(' ');
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
  return [
    `  ${kernel.id} (${kernel.status}, ${kernel.era})${choices.length > 0 ? `: ${choices.join(', ')}` : ''}`,
    `    ${kernel.summary}`,
  ];
}

function costTable(): string {
  const tables = costProfiles.map(constantsOf);
  const names = [...new Set(tables.flatMap((constants) => Object.keys(constants)))];
  return setTable(
    costProfiles.map((profile) => profile.id),
    names.map((name) => ({
      label: name,
      cells: costProfiles.map((profile, i) => valueText(tables[i][name], name in ownConstants(profile))),
    })),
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
