import type { Personality } from '../engine/machine.ts';
import type { Settings } from './settings.ts';

/** What a change of context costs on the machine of an experiment, in whole ns. */
export function switchCosts({
  costs,
}: Pick<Settings, 'costs'>): Pick<
  Personality,
  'switchCost' | 'addressSpaceCost' | 'refillCost' | 'lockTransfer'
> {
  return {
    switchCost: Math.round(costs.switchCost),
    addressSpaceCost: Math.round(costs.addressSpaceCost),
    refillCost: Math.round(costs.refillCost),
    lockTransfer: Math.round(costs.spinTransfer),
  };
}
