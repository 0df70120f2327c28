import { bytesOnWire } from '../hardware/wire-format.ts';
import type { Traffic } from '../hardware/wire.ts';
import type { Settings } from './settings.ts';

/** When a lone packet is complete in the NIC, ns: late enough to see what it interrupts. */
const FIRST_ARRIVAL = 5000;

/** What link `index` of an experiment brings. */
export function trafficOf(settings: Settings, index: number): Traffic {
  const { workload } = settings;
  const one = workload.packets === 'one';
  return {
    rate: settings.rate * (workload.shares?.[index] ?? 1 / workload.nics),
    payload: settings.payload,
    wireBytes: bytesOnWire(settings.payload, workload.protocol, settings.ipMode),
    linkGbps: settings.linkGbps,
    flows: settings.flows,
    encrypted: workload.protocol === 'esp',
    first: one ? FIRST_ARRIVAL : Math.round(0.5e9 / settings.rate + index * stagger(settings)),
    count: one ? Number(index === 0) : settings.rate > 0 ? Infinity : 0,
  };
}

/** Links of equal rate and equal mitigation do not all speak at the same instant: their phases are spread, ns. */
function stagger(settings: Settings): number {
  const { rate, coalesceGap, workload } = settings;
  return Math.max(1e9 / rate, coalesceGap / workload.nics);
}
