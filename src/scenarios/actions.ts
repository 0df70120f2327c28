import { kernels } from '../model/kernels/index.ts';
import type { Action } from '../model/types.ts';
import { scenarios } from './catalogue.ts';

/** What may be done to a run while it goes on. */
export const ACTIONS: readonly Action['what'][] = ['threaded on', 'threaded off'];

/**
 * True if threaded polling of the cards can be switched while this scenario runs under this kernel: the scenario offers it, and
 * the kernel has such a switch. False for unknown names.
 */
export function takesActions(scenarioId: string, kernelId: string): boolean {
  const scenario = scenarios.find(({ id }) => id === scenarioId);
  const kernel = kernels.find(({ id }) => id === kernelId);
  return scenario?.actions !== undefined && kernel?.family === 'linux' && kernel.runtimeSwitch !== undefined;
}
