/** What the reader asked to see, and the pure changes of it. */
import { actionsFor as actionsOfKernel, MAX_PANELS, recordingName } from '../link/index.ts';
import type { Parameter, Resolved, Scenario } from '../scenarios/types.ts';
import type { Catalogue, PanelId, PanelSource, Setup, Value } from './types.ts';

export const DEFAULT_SEED = 1;

export function panelIdOf(source: PanelSource): PanelId {
  return source.kind === 'model' ? source.kernel : recordingName(source.recording);
}

/** The comparison that a scenario opens with. */
export function setupOf(scenario: Scenario): Setup {
  return {
    scenario: scenario.id,
    sources: scenario.defaultKernels.map(modelSource),
    costs: scenario.defaultCosts,
    set: {},
    overrides: {},
    seed: DEFAULT_SEED,
    until: undefined,
    actions: undefined,
  };
}

export function modelSource(kernel: string): PanelSource {
  return { kind: 'model', kernel };
}

export function kernelsOf(setup: Setup): readonly string[] {
  return setup.sources.flatMap((source) => (source.kind === 'model' ? source.kernel : []));
}

/** Another scenario with its own kernels; recordings stay where there is room, and so do changed costs. */
export function withScenario(setup: Setup, scenario: Scenario, catalogue: Catalogue): Setup {
  const fresh = setupOf(scenario);
  const recordings = setup.sources.filter((source) => source.kind === 'recording');
  const sources = [...fresh.sources, ...recordings].slice(0, MAX_PANELS);
  const known = kernelsOf(fresh).flatMap((kernel) =>
    catalogue.parametersOf(scenario.id, kernel, fresh.costs),
  );
  const costs = new Set(known.flatMap((parameter) => (parameter.group === 'costs' ? parameter.name : [])));
  const set = Object.fromEntries(Object.entries(setup.set).filter(([name]) => costs.has(name)));
  return { ...fresh, sources, set };
}

/** Shows `kernel` in the panel; two panels that would show the same change places. */
export function withKernel(setup: Setup, panel: PanelId, kernel: string): Setup {
  const sources = setup.sources.map((source) => {
    if (panelIdOf(source) === panel) return modelSource(kernel);
    return panelIdOf(source) === kernel
      ? (setup.sources.find((other) => panelIdOf(other) === panel) ?? source)
      : source;
  });
  return withSources(setup, sources);
}

/** Other panels; values set for kernels that are gone are forgotten. */
export function withSources(setup: Setup, sources: readonly PanelSource[]): Setup {
  const next = { ...setup, sources };
  const kernels = kernelsOf(next);
  const overrides = Object.fromEntries(
    Object.entries(setup.overrides).filter(([kernel]) => kernels.includes(kernel)),
  );
  return { ...next, overrides };
}

/** Adds a panel below; where there is no room it takes the place of the last recording, or else of the last panel. */
export function withRecording(setup: Setup, source: PanelSource): Setup {
  if (setup.sources.some((other) => panelIdOf(other) === panelIdOf(source))) return setup;
  if (setup.sources.length < MAX_PANELS) return withSources(setup, [...setup.sources, source]);
  const lastRecording = setup.sources.findLastIndex(({ kind }) => kind === 'recording');
  return withSources(setup, setup.sources.with(lastRecording, source));
}

/** Sets a value for all kernels, or for one. What equals the value that holds without it is forgotten. */
export function withParameter(
  setup: Setup,
  name: string,
  value: Value,
  kernel: string | undefined,
  catalogue: Catalogue,
): Setup {
  if (kernel === undefined) {
    const defaults = kernelsOf(setup).flatMap(
      (each) => parameterOf(setup, each, name, catalogue)?.default ?? [],
    );
    const isDefault = defaults.length > 0 && defaults.every((each) => each === value);
    return { ...setup, set: isDefault ? without(setup.set, name) : { ...setup.set, [name]: value } };
  }
  const shared = setup.set[name] ?? parameterOf(setup, kernel, name, catalogue)?.default;
  const own = setup.overrides[kernel] ?? {};
  const changed = shared === value ? without(own, name) : { ...own, [name]: value };
  const overrides = { ...setup.overrides, [kernel]: changed };
  return {
    ...setup,
    overrides: Object.keys(changed).length === 0 ? without(overrides, kernel) : overrides,
  };
}

/**
 * The experiment that one kernel of the setup runs. A value set for all kernels reaches those that know it; one that no
 * kernel knows reaches all, so that the catalogue's complaint about it is heard.
 */
export function resolveFor(setup: Setup, kernel: string, catalogue: Catalogue): Resolved {
  const knows = (each: string, name: string): boolean =>
    parameterOf(setup, each, name, catalogue) !== undefined;
  const kernels = kernelsOf(setup);
  const shared = Object.entries(setup.set).filter(
    ([name]) => knows(kernel, name) || !kernels.some((each) => knows(each, name)),
  );
  return catalogue.resolve({
    scenario: setup.scenario,
    kernel,
    costs: setup.costs,
    set: { ...Object.fromEntries(shared), ...setup.overrides[kernel] },
    seed: setup.seed,
    until: setup.until,
    actions: actionsFor(setup, kernel, catalogue),
  });
}

/** The reader's actions for a kernel; one that can take none gets none, unless no kernel can: then the complaint is heard. */
function actionsFor(setup: Setup, kernel: string, catalogue: Catalogue): Setup['actions'] {
  const takes = (each: string): boolean => catalogue.takesActions(setup.scenario, each);
  if (!takes(kernel) && kernelsOf(setup).some(takes)) return undefined;
  return actionsOfKernel(setup.actions, kernel);
}

function parameterOf(
  setup: Setup,
  kernel: string,
  name: string,
  catalogue: Catalogue,
): Parameter | undefined {
  if (catalogue.findKernel(kernel) === undefined || catalogue.findScenario(setup.scenario) === undefined)
    return undefined;
  return catalogue
    .parametersOf(setup.scenario, kernel, setup.costs)
    .find((parameter) => parameter.name === name);
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
