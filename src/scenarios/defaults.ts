import { costProfiles } from '../model/costs/index.ts';
import { kernels } from '../model/kernels/index.ts';
import { scenarios } from './catalogue.ts';
import { parametersFor } from './parameters.ts';

/** What every parameter of a run is if nobody sets it; empty if scenario, kernel or profile is unknown. */
export function defaultsOf(
  scenarioId: string,
  kernelId: string,
  costsId: string,
): Readonly<Record<string, number | string>> {
  const scenario = scenarios.find(({ id }) => id === scenarioId);
  const kernel = kernels.find(({ id }) => id === kernelId);
  if (scenario === undefined || kernel === undefined || !costProfiles.some(({ id }) => id === costsId))
    return {};
  return Object.fromEntries(
    parametersFor(scenario, kernel, costsId).map((parameter) => [parameter.name, parameter.default]),
  );
}
