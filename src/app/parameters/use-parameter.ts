import { useMemo } from 'react';
import { parametersOf } from '../../scenarios/index.ts';
import type { Parameter } from '../../scenarios/types.ts';
import type { Setup, Value } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';

export interface FoundParameter {
  readonly parameter: Parameter;
  /** What all kernels on screen use, unless one of them has a value of its own. */
  readonly value: Value;
  readonly changed: boolean;
  /** Kernels whose own value differs from `value`. */
  readonly except: readonly string[];
}

/** The parameters of the kernels on screen, each once, with their values. */
export function useParameters(): readonly FoundParameter[] {
  const setup = useViewerState((state) => state.setup);
  return useMemo(() => parametersOn(setup), [setup]);
}

/** One parameter by name; undefined if no kernel on screen has it. */
export function useParameter(name: string): FoundParameter | undefined {
  return useParameters().find((found) => found.parameter.name === name);
}

function parametersOn(setup: Setup): readonly FoundParameter[] {
  const found = new Map<string, FoundParameter>();
  for (const source of setup.sources) {
    if (source.kind !== 'model') continue;
    for (const parameter of parametersOf(setup.scenario, source.kernel, setup.costs)) {
      if (found.has(parameter.name)) continue;
      const value = setup.set[parameter.name] ?? parameter.default;
      const except = Object.keys(setup.overrides).filter(
        (kernel) => (setup.overrides[kernel][parameter.name] ?? value) !== value,
      );
      found.set(parameter.name, { parameter, value, changed: parameter.name in setup.set, except });
    }
  }
  return [...found.values()];
}
