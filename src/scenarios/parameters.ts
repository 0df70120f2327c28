import type { Kernel } from '../model/types.ts';
import { CHOICES, KERNEL_CHOICES } from './choice-drafts.ts';
import { costParameters } from './cost-parameters.ts';
import { KERNEL_NUMBERS, NUMBERS, OF_IPSEC, OF_LINUX, THREAD_NUMBERS } from './number-drafts.ts';
import { DEFERRALS } from './deferral-parameters.ts';
import { GUEST_CHOICES, GUEST_NUMBERS, pollingOf } from './guest-parameters.ts';
import type { Parameter, Scenario } from './types.ts';

/**
 * The parameters that a run of `kernel` in `scenario` with profile `costsId` has, in the order of lists and drawers. Defaults
 * are the scenario's, else the catalogue's, else the profile's.
 */
export function parametersFor(scenario: Scenario, kernel: Kernel, costsId: string): readonly Parameter[] {
  const all: Parameter[] = [
    ...[...NUMBERS, ...DEFERRALS, ...GUEST_NUMBERS].map((draft) => ({ ...draft, type: 'number' as const })),
    // A kernel that has its own values for a choice has them instead of the catalogue's.
    ...[...CHOICES, ...GUEST_CHOICES]
      .filter(({ name }) => !(name in kernel.choices))
      .map((draft) => ({
        ...draft,
        type: 'choice' as const,
      })),
    ...kernelChoices(kernel),
  ];
  const offered = all.filter(({ name }) => offers(scenario, kernel, name));
  return [...offered, ...costParameters(scenario, kernel, costsId)].map((entry) =>
    withDefault(ofKernel(entry, kernel), scenario),
  );
}

function offers(scenario: Scenario, kernel: Kernel, name: string): boolean {
  if (OF_LINUX.has(name) && kernel.family !== 'linux') return false;
  if (name === 'rps' && kernel.family === 'linux' && kernel.rps === false) return false;
  if (
    DEFERRALS.some((draft) => draft.name === name) &&
    !(kernel.family === 'linux' && kernel.defersIrqs === true)
  )
    return false;
  if (name === 'blockProbability') return kernel.mayBlock || scenario.workload.contended === true;
  if (KERNEL_NUMBERS.has(name)) return kernel.numbers?.includes(name) === true;
  if (THREAD_NUMBERS.has(name) && !hasNetworkThreads(kernel)) return false;
  if (name in kernel.choices) return scenario.workload.protocol === 'esp' || !OF_IPSEC.has(name);
  return scenario.parameters.includes(name);
}

/** True if a thread of its own works for the network cards, so that chrt can set its priority. */
function hasNetworkThreads(kernel: Kernel): boolean {
  if (kernel.family !== 'linux') return false;
  return kernel.irq !== 'hardirq' || kernel.softirq === 'vector-threads' || kernel.napi !== 'softirq';
}

/** Network threads have by default the priority that the kernel gives them. */
function ofKernel(parameter: Parameter, kernel: Kernel): Parameter {
  const polling = pollingOf(parameter.name, kernel);
  if (parameter.type === 'choice' && polling !== undefined) return { ...parameter, default: polling };
  if (parameter.type !== 'number' || !THREAD_NUMBERS.has(parameter.name)) return parameter;
  if (kernel.family !== 'linux') return parameter;
  const ordinary = kernel.napi !== 'softirq' && kernel.napi !== 'irq-thread';
  return { ...parameter, default: ordinary ? 0 : kernel.nicThreadPriority };
}

function kernelChoices(kernel: Kernel): Parameter[] {
  return Object.entries(kernel.choices).map(([name, values]) => ({
    type: 'choice',
    name,
    ...KERNEL_CHOICES[name],
    group: 'path',
    values,
    default: values[0],
  }));
}

/** The scenario's default, where it has one that this kernel allows. */
function withDefault(catalogued: Parameter, scenario: Scenario): Parameter {
  const parameter = withRange(catalogued, scenario);
  const value = scenario.defaults[parameter.name];
  if (value === undefined) return parameter;
  return parameter.type === 'number'
    ? {
        ...parameter,
        default: Number(value),
        source: scenario.sources?.[parameter.name] ?? 'assumed, for this scenario',
      }
    : { ...parameter, default: parameter.values.includes(String(value)) ? String(value) : parameter.default };
}

function withRange(parameter: Parameter, { minima, maxima }: Scenario): Parameter {
  if (parameter.type !== 'number') return parameter;
  const { name, min, max } = parameter;
  return { ...parameter, min: minima?.[name] ?? min, max: maxima?.[name] ?? max };
}
