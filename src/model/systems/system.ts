import type { Machine } from '../engine/machine.ts';
import type { PacketLedger } from '../engine/packet.ts';
import type { Line } from '../engine/line.ts';
import type { Thread } from '../engine/thread.ts';
import type { SummaryExtras } from '../../trace/summary.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';

/** A machine with a kernel on it and a load in front of it, ready to run. */
export interface System {
  /** Short hash of the model's version for this kernel and profile. */
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  /** Network cards, or receive queues of one that has several. */
  readonly nics: readonly Pick<ReceiveDevice, 'name' | 'line' | 'framesIn' | 'settle'>[];
  /** Device lines, for the counts of interrupts. */
  readonly lines: readonly Line[];
  readonly threads: readonly Thread[];
  /** What the summary of such a system says besides. */
  readonly extras?: () => SummaryExtras;
  /** Puts on the record what devices of its own were doing as the run ended. */
  finish?(): void;
}
