import { MAX_PANELS } from '../link/index.ts';
import type { AddressChange, Core } from './core.ts';
import {
  modelSource,
  panelIdOf,
  setupOf,
  withKernel,
  withParameter,
  withScenario,
  withSources,
} from './setup.ts';
import { withAction, withoutAction, withSwitchAt } from './toggles.ts';
import type { Setup, SetupActions } from './types.ts';

/** `changeSetup` takes a setup into the state, runs what it touches and writes the address. */
export function createSetupActions(
  core: Core,
  changeSetup: (setup: Setup, address: AddressChange) => void,
): Omit<SetupActions, 'restoreFirstScreen'> {
  const { catalogue } = core.environment;
  const now = (): Setup => core.store.getState().setup;

  return {
    setScenario: (id) => {
      const scenario = catalogue.findScenario(id);
      if (scenario === undefined) return core.notify(`There is no scenario named ${id}.`);
      changeSetup(withScenario(now(), scenario, catalogue), 'push');
    },
    setKernel: (panel, kernel) => changeSetup(withKernel(now(), panel, kernel), 'push'),
    addKernel: (kernel) => {
      const { sources } = now();
      if (sources.some((source) => panelIdOf(source) === kernel)) return;
      if (sources.length >= MAX_PANELS) {
        return core.notify(`At most ${MAX_PANELS} panels fit: remove one before you add another.`);
      }
      // Models stand together, above recordings.
      const models = sources.filter(({ kind }) => kind === 'model');
      const recordings = sources.filter(({ kind }) => kind === 'recording');
      changeSetup(withSources(now(), [...models, modelSource(kernel), ...recordings]), 'push');
    },
    removePanel: (panel) => {
      const sources = now().sources.filter((source) => panelIdOf(source) !== panel);
      if (sources.length > 0) changeSetup(withSources(now(), sources), 'push');
    },
    setCosts: (costs) => changeSetup({ ...now(), costs }, 'push'),
    setParameter: (name, value, kernel) =>
      changeSetup(withParameter(now(), name, value, kernel, catalogue), 'replace'),
    resetParameters: () => {
      const scenario = catalogue.findScenario(now().scenario);
      const fresh = setupOf(scenario ?? catalogue.scenarios[0]);
      changeSetup(
        { ...fresh, scenario: now().scenario, sources: now().sources, costs: now().costs },
        'replace',
      );
    },
    setSeed: (seed) => changeSetup({ ...now(), seed }, 'replace'),
    setUntil: (until) => changeSetup({ ...now(), until }, 'replace'),
    setActions: (actions) => changeSetup({ ...now(), actions }, 'push'),
    switchAt: (at) => changeSetup(withSwitchAt(now(), at, catalogue), 'push'),
    changeAction: (index, action) => changeSetup(withAction(now(), index, action, catalogue), 'push'),
    removeAction: (index) => changeSetup(withoutAction(now(), index, catalogue), 'push'),
  };
}
