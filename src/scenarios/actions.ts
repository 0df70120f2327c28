import type { Action } from '../model/types.ts';
import { scenarios } from './catalogue.ts';
import { linuxThat } from './which-kernels.ts';

/** What may be done to a run while it goes on. */
export const ACTIONS: readonly Action['what'][] = ['threaded on', 'threaded off'];

/** Ids of the kernels that can switch threaded polling while they run. */
export const KERNELS_WITH_SWITCH = linuxThat(({ runtimeSwitch }) => runtimeSwitch !== undefined);

/**
 * True if threaded polling of the cards can be switched while this scenario runs under this kernel: the scenario offers it, and
 * the kernel has such a switch. False for unknown names.
 */
export function takesActions(scenarioId: string, kernelId: string): boolean {
  const scenario = scenarios.find(({ id }) => id === scenarioId);
  return scenario?.actions !== undefined && KERNELS_WITH_SWITCH.includes(kernelId);
}
