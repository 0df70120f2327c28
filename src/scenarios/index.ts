import { costProfiles } from '../model/costs/index.ts';
import { kernels } from '../model/kernels/index.ts';
import type { Kernel } from '../model/types.ts';
import { scenarios } from './catalogue.ts';
import { parametersFor } from './parameters.ts';
import type { Parameter, Scenario } from './types.ts';

export { costProfiles, kernels, scenarios };
export { kvmCostsOf, tcpCostsOf, xenCostsOf } from '../model/costs/index.ts';
export { ACTIONS, takesActions } from './actions.ts';
export { defaultsOf } from './defaults.ts';
export { parseQuantity } from './quantity.ts';
export { resolve } from './resolve.ts';
export type { Kernel, CostProfile, Experiment } from '../model/types.ts';
export type * from './types.ts';

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}

export function findKernel(id: string): Kernel | undefined {
  return kernels.find((kernel) => kernel.id === id);
}

/** The parameters that a run has, in the order of lists and drawers; empty if scenario or kernel is unknown. */
export function parametersOf(scenarioId: string, kernelId: string, costsId: string): readonly Parameter[] {
  const scenario = findScenario(scenarioId);
  const kernel = findKernel(kernelId);
  return scenario === undefined || kernel === undefined ? [] : parametersFor(scenario, kernel, costsId);
}
