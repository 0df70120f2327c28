import {
  actionsFor,
  EMPTY_LINK,
  readLink,
  sameActions,
  writeLink,
  type RunSection,
  type Values,
} from '../link/index.ts';
import type { Action, Experiment } from '../model/types.ts';
import { defaultsOf, findScenario, parametersOf, takesActions } from '../scenarios/index.ts';
import type { ExperimentInput } from '../scenarios/types.ts';
import { BadInput } from './problem.ts';

/**
 * What stands after `Link:`. With a base address it is the page's address; without one it is the command that runs the same,
 * because an address of this machine would mean nothing to the reader of a mail.
 */
export function linkLine(experiments: readonly Experiment[], base: string | undefined): string {
  const hash = writeLink({ ...EMPTY_LINK, run: runSection(experiments) });
  return base === undefined ? `irqlanes open '${hash}'` : `${base.replace(/#.*$/u, '')}${hash}`;
}

function runSection(experiments: readonly Experiment[]): RunSection {
  const [first] = experiments;
  const scenario = findScenario(first.scenario);
  const changed = experiments.map(changedOf);
  const common = Object.fromEntries(
    Object.entries(Object.assign({}, ...changed) as Values).filter(([name, value]) =>
      experiments.every(({ parameters }) => !(name in parameters) || parameters[name] === value),
    ),
  );
  const kernels = experiments.map(({ kernel }) => kernel);
  const own = experiments.map(({ kernel }, at) => [kernel, without(changed[at], common)] as const);
  return {
    scenario: first.scenario,
    panels: kernels.join() === scenario?.defaultKernels.join() ? undefined : kernels,
    costs: first.costs === scenario?.defaultCosts ? undefined : first.costs,
    set: common,
    overrides: Object.fromEntries(own.filter(([, values]) => Object.keys(values).length > 0)),
    seed: first.seed === 1 ? undefined : first.seed,
    until: first.until,
    actions: actionsOf(experiments),
  };
}

/** Undefined where every run has the scenario's own. An action of every run is written once. */
function actionsOf(experiments: readonly Experiment[]): RunSection['actions'] {
  const own = findScenario(experiments[0].scenario)?.actions ?? [];
  if (
    experiments.every(({ actions, scenario, kernel }) =>
      sameActions(actions, takesActions(scenario, kernel) ? own : []),
    )
  )
    return undefined;
  const everywhere = ({ at, what }: Action): boolean =>
    experiments.every(({ actions }) => actions.some((other) => other.at === at && other.what === what));
  const shared = experiments[0].actions.filter(everywhere);
  const single = experiments.flatMap(({ kernel, actions }) =>
    actions.filter((action) => !everywhere(action)).map((action) => ({ kernel, ...action })),
  );
  return [...shared, ...single].toSorted((a, b) => a.at - b.at);
}

/** The parameters of a run that are not what they would be by themselves. */
function changedOf({ scenario, kernel, costs, parameters }: Experiment): Values {
  return without(parameters, defaultsOf(scenario, kernel, costs));
}

function without(values: Values, taken: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => taken[name] !== value));
}

/**
 * The runs that a link describes, one for each kernel.
 * @param text the part of an address from `#` on, or a whole address
 * @throws BadInput if it cannot be read, holds no run, or shows recordings, whose bytes a link need not hold
 */
export function inputsOfLink(text: string): readonly ExperimentInput[] {
  const { link, problems } = readLink(text.slice(Math.max(0, text.indexOf('#'))));
  if (problems.length > 0)
    throw new BadInput(`the link: ${problems.map(({ message }) => message).join('; ')}`);
  const { run } = link;
  if (run === undefined) throw new BadInput('the link describes no run; one begins #v=1&run=SCENARIO');
  const kernels = run.panels ?? findScenario(run.scenario)?.defaultKernels ?? [''];
  const recording = kernels.find((kernel) => kernel.startsWith('@'));
  if (recording !== undefined) {
    throw new BadInput(
      `the link shows the recording ${recording.slice(1)}; open its file with irqlanes import`,
    );
  }
  return kernels.map((kernel) => ({
    scenario: run.scenario,
    kernel,
    costs: run.costs,
    set: { ...known(run, kernel), ...run.overrides[kernel] },
    seed: run.seed,
    until: run.until,
    actions: actionsFor(run.actions, kernel),
  }));
}

/** Settings for all kernels hold for those that know them, as on the page; one that nobody knows is left to complain about. */
function known({ scenario, costs, set }: RunSection, kernel: string): Values {
  const profile = costs ?? findScenario(scenario)?.defaultCosts ?? '';
  const names = new Set(parametersOf(scenario, kernel, profile).map(({ name }) => name));
  return Object.fromEntries(Object.entries(set).filter(([name]) => names.has(name)));
}
