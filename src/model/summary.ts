import { CLASSES, type SegmentClass } from '../trace/kinds.ts';
import { cpuTimes } from '../trace/queries.ts';
import { latencySpread } from '../trace/spread.ts';
import type { ModelSummary } from '../trace/summary.ts';
import { TOOL } from '../trace/tool.ts';
import type { System } from './systems/system.ts';
import type { Experiment } from './types.ts';

/** What one isolated packet costs under the settings of a run: CPU time in ns and real switches. */
export interface IsolatedPacket {
  readonly cpuTime: number;
  readonly contextSwitches: number;
}

/** The summary of a run that has ended. Times in ns, rates in packets/s. */
export function summarize(experiment: Experiment, system: System, isolated: IsolatedPacket): ModelSummary {
  const { machine, ledger } = system;
  const { tally, now } = machine;
  const delivered = ledger.latencies.length;
  const dropped = sum(ledger.droppedAt.values());
  const perPacket = (count: number): number => (ledger.offered === 0 ? 0 : count / ledger.offered);
  const rate = Number(experiment.parameters['rate'] ?? perSecond(ledger.offered, now));
  return {
    tool: TOOL,
    model: system.modelHash,
    scenario: experiment.scenario,
    kernel: experiment.kernel,
    costs: experiment.costs,
    seed: experiment.seed,
    parameters: experiment.parameters,
    simulated_ns: now,
    events: tally.events,
    packets: {
      offered: ledger.offered,
      delivered,
      dropped,
      in_flight: ledger.offered - delivered - dropped,
      dropped_at: Object.fromEntries(ledger.droppedAt),
    },
    entries: {
      tick: tally.ticks,
      ipi: tally.ipis,
      softint_vector: 0,
      syscall: tally.syscalls,
      vmexit: tally.vmexits,
    },
    rate: { offered_pps: perSecond(ledger.offered, now), delivered_pps: perSecond(delivered, now) },
    traps: tally.traps,
    softint_dispatches: tally.softintDispatches,
    borrows: tally.borrows,
    context_switches: tally.contextSwitches,
    address_space_switches: tally.addressSpaceSwitches,
    interrupts: Object.fromEntries(
      system.lines.filter((line) => line.entry === 'device').map((line) => [line.name, line.entries]),
    ),
    per_packet: {
      context_switches: perPacket(tally.contextSwitches),
      traps: perPacket(tally.traps),
      borrows: perPacket(tally.borrows),
    },
    packets_per_interrupt: Object.fromEntries(
      system.nics.map((nic) => [
        nic.name,
        nic.line.assertions === 0 ? 0 : nic.framesIn / nic.line.assertions,
      ]),
    ),
    demand: {
      switches_per_s: isolated.contextSwitches * rate,
      cpu_percent: (isolated.cpuTime * rate) / 1e7,
    },
    latency_ns: latencySpread(ledger.latencies),
    attribution_ns: Object.fromEntries(
      CLASSES.map((name, code) => [name, ledger.attribution[code]]),
    ) as Record<SegmentClass, number>,
    cpu_ns: cpuTimes(machine.recorder.trace, now),
    ...system.extras?.(),
  };
}

function perSecond(count: number, ns: number): number {
  return ns === 0 ? 0 : (count * 1e9) / ns;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
