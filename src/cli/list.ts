import { costProfiles, kernels, parametersOf, scenarios } from '../scenarios/index.ts';
import type { Parameter, Scenario } from '../scenarios/types.ts';
import { jsonText } from './formats.ts';
import { setTable, type Row } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Prints the catalogue: scenarios, kernels, cost profiles, parameters. */
export async function list(options: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  await terminal.write([options.json === true ? jsonText(catalogue()) : catalogueText()], undefined);
}

/** Everything that a run can be asked for. `parameters_of` holds, by kernel, what it takes in this scenario. */
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
      parameters: parametersIn(scenario, scenario.defaultKernels[0]),
      parameters_of: Object.fromEntries(
        scenario.kernels.map((kernel) => [kernel, parametersIn(scenario, kernel)]),
      ),
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

function parametersIn(scenario: Scenario, kernel: string): readonly Parameter[] {
  return parametersOf(scenario.id, kernel, scenario.defaultCosts);
}

function catalogueText(): string {
  return [
    'Scenarios (* runs where no --kernel is given)',
    ...scenarios.flatMap(scenarioLines),
    '',
    'Kernels',
    setTable(
      ['status', 'era'],
      kernels.map((kernel) => ({ label: kernel.id, cells: [kernel.status, kernel.era] })),
    ).trimEnd(),
    '',
    'Cost profiles',
    ...costProfiles.map((profile) => `  ${profile.id}  ${profile.machine}, ${profile.year}`),
    '',
  ].join('\n');
}

function scenarioLines(scenario: Scenario): readonly string[] {
  const names = scenario.kernels.map((id) => (scenario.defaultKernels.includes(id) ? `${id}*` : id));
  const rows: readonly Row[] = parametersIn(scenario, scenario.defaultKernels[0]).map((parameter) => ({
    label: `  ${parameter.name}`,
    cells: parameterCells(parameter),
  }));
  return [
    '',
    `  ${scenario.id}: ${scenario.title}`,
    `    kernels ${names.join(' ')}`,
    `    costs   ${scenario.defaultCosts}`,
    setTable(['default', 'range', 'unit'], rows).trimEnd(),
  ];
}

function parameterCells(parameter: Parameter): readonly string[] {
  switch (parameter.type) {
    case 'number':
      return [String(parameter.default), `${parameter.min}..${parameter.max}`, parameter.unit];
    case 'choice':
      return [parameter.default, parameter.values.join('|'), ''];
  }
}
