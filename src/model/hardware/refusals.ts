import type { Machine } from '../engine/machine.ts';
import { recordDevice } from './devices.ts';

/** Packets that are refused within so many ns of each other are drawn as one time of overflow. */
const GAP = 30_000;

/** Draws when a queue that is full refuses packets, in a lane of its own. */
export class Refusals {
  private readonly machine: Machine;
  private readonly queue: string;
  /** The overflow that is still to be drawn, ns; a start of -1 = none. */
  private readonly open = { start: -1, end: -1, count: 0 };

  /** `queue` names the lane. */
  constructor(machine: Machine, queue: string) {
    this.machine = machine;
    this.queue = queue;
  }

  /** A packet is refused `now`, ns; never earlier than the one before. */
  add(now: number): void {
    if (this.open.start >= 0 && now > this.open.end + GAP) this.settle();
    if (this.open.start < 0) this.open.start = now;
    this.open.end = now;
    this.open.count++;
  }

  /** The run ends: what is open is drawn. */
  settle(): void {
    const { start, end, count } = this.open;
    // The last one lasts a ns, so that it is seen; the run may be over by then.
    const until = Math.min(end + 1, this.machine.now);
    if (start >= 0) recordDevice(this.machine, this.queue, `full, ${count} dropped`, start, until, -1);
    this.open.start = -1;
    this.open.count = 0;
  }
}
