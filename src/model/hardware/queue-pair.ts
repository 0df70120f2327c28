import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import type { Link } from './link.ts';
import type { ReceiveDevice } from './receive-device.ts';
import { ReceiveRing, type NicOptions } from './receive-ring.ts';

/** A frame to send: its size on the wire, and who is told of the time, ns, at which it is out. */
export interface Posted {
  readonly bytes: number;
  readonly sent: ((out: number) => void) | undefined;
}

/**
 * A receive ring and a send ring that share a vector, as the queues of a card with several have it. Frames that were sent
 * keep their descriptors until the driver takes them back; when they are out is computed, and only while the card may
 * interrupt does it wait for the moment.
 */
export class QueuePair<P extends Packet = Packet>
  extends ReceiveRing<P>
  implements EventHandler, ReceiveDevice
{
  private readonly link: Link;
  private readonly ringSize: number;
  /** When each frame in the send ring is out, ns, in order. */
  private outAt: number[] = [];
  private sentTimer = false;

  /** `link` carries what it sends. */
  constructor(machine: Machine, ledger: PacketLedger, link: Link, options: NicOptions) {
    super(machine, ledger, options);
    this.link = link;
    this.ringSize = options.ringSize;
  }

  /** Free send descriptors. */
  get room(): number {
    return this.ringSize - this.outAt.length;
  }

  /** The driver has filled descriptors and rings the doorbell. There must be room for all `frames`. */
  send(frames: readonly Posted[]): void {
    const { now } = this.machine;
    for (const { bytes, sent } of frames) {
      const out = this.link.carry(now, bytes);
      this.outAt.push(out);
      sent?.(out);
    }
    if (!this.inService) this.awaitSent();
  }

  /** The driver takes back the descriptors of all frames that are out; returns how many there were. */
  reclaim(): number {
    const { now } = this.machine;
    const first = this.outAt.findIndex((at) => at > now);
    const count = first < 0 ? this.outAt.length : first;
    if (count > 0) this.outAt = this.outAt.slice(count);
    return count;
  }

  /** True if a poll would find a frame that came in or one that is out. */
  get hasWork(): boolean {
    return this.ring.length > 0 || (this.outAt.length > 0 && this.outAt[0] <= this.machine.now);
  }

  /** The poll has found nothing more to do and lets the card interrupt again. */
  done(): void {
    this.inService = false;
    this.line.clear();
    if (this.ring.length > 0) this.requestInterrupt();
    else this.awaitSent();
  }

  get idle(): boolean {
    return this.ring.length === 0 && this.outAt.length === 0 && (this.silent || !this.inService);
  }

  /** A frame that was sent is out. */
  onEvent(): void {
    this.sentTimer = false;
    this.look();
  }

  protected override look(): void {
    if (this.inService) return;
    if (this.hasWork) this.requestInterrupt();
    else this.awaitSent();
  }

  private awaitSent(): void {
    if (this.sentTimer || this.outAt.length === 0) return;
    this.sentTimer = true;
    this.machine.schedule(Math.max(this.machine.now, this.outAt[0]), this, 0);
  }
}
