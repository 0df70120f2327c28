import { spreadOf } from '../../trace/spread.ts';
import type { CardSummary, OtherCauseSummary, Sections, SummaryExtras } from '../../trace/summary.ts';
import type { Machine } from '../engine/machine.ts';
import type { PacketLedger } from '../engine/packet.ts';
import type { FrameLog } from '../network/linux/frame-log.ts';
import { SectionTally, sumOf } from '../policies/linux/sections.ts';
import type { Softirqs } from '../policies/linux/softirq.ts';
import type { OtherCause } from '../hardware/other-cause.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';
import type { Workload } from '../types.ts';

export interface ExtraParts {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: readonly ReceiveDevice[];
  readonly softirqs: Softirqs;
  readonly frames: FrameLog | undefined;
  readonly other: OtherCause | undefined;
  readonly workload: Workload;
}

/** What the summary of a run says besides, where the workload asks about it. */
export function extrasOf({
  machine,
  ledger,
  nics,
  softirqs,
  frames,
  other,
  workload,
}: ExtraParts): SummaryExtras {
  const asksForLocking = frames !== undefined || workload.contended === true || workload.shares !== undefined;
  return {
    ...(frames === undefined ? {} : { interactive: frames.summary(machine.now) }),
    ...(workload.shares === undefined ? {} : { cards: nics.map((nic, at) => cardOf(nic, ledger, at)) }),
    ...(other === undefined ? {} : { other_cause: otherOf(other) }),
    ...(machine.cpus.length > 1 ? { migrations: machine.tally.migrations } : {}),
    ...(asksForLocking ? { locking: { irqs_off: irqsOff(machine), bh_off: softirqs.sections } } : {}),
  };
}

function otherOf({ latencies, pending }: OtherCause): OtherCauseSummary {
  return { handled: latencies.length, waiting: pending, latency_ns: spreadOf(latencies) };
}

function cardOf({ name }: ReceiveDevice, { latenciesOfCard }: PacketLedger, index: number): CardSummary {
  const latencies = latenciesOfCard[index] ?? [];
  return { name, delivered: latencies.length, latency_ns: spreadOf(latencies) };
}

/** Sections with interrupts disabled, from the levels on the record. */
function irqsOff({ recorder, personality, cpus }: Machine): Sections {
  const { levels } = recorder.trace;
  const on = recorder.name(personality.levelNames[0]);
  const tallies = cpus.map(() => new SectionTally());
  for (let row = 0; row < levels.length; row++) {
    const tally = tallies[levels.cpu[row]];
    if (levels.ipl[row] === on) tally.leave(levels.t[row]);
    else tally.enter(levels.t[row]);
  }
  return sumOf(tallies.map(({ sections }) => sections));
}
