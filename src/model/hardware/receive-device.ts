import type { Line } from '../engine/line.ts';
import type { Packet } from '../engine/packet.ts';

/** A network card's receive side as drivers and summaries see it. */
export interface ReceiveDevice {
  readonly name: string;
  readonly line: Line;
  /** Frames that found room in the ring. */
  readonly framesIn: number;
  /** True if the ring is empty and no handler is at work. */
  readonly idle: boolean;
  /** True from its interrupt until the handler is done; absent where the line has no other cause. */
  readonly requested?: boolean;
  /** The packet that the handler would take next. */
  peek(): Packet | undefined;
  /** The handler takes a frame out of the ring. */
  take(): Packet | undefined;
  /** The handler has found the ring empty and lets the card interrupt again. */
  done(): void;
  /** Turns its interrupt off for good, because somebody polls for ever; absent where nobody can. */
  silence?(): void;
  /** The run ends: everything that has arrived is on the record. */
  settle(): void;
}
