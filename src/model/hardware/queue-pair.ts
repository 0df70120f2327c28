import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { Link } from './link.ts';
import { Mitigation } from './mitigation.ts';
import type { NicOptions } from './nic.ts';
import type { ReceiveDevice } from './receive-device.ts';

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
export class QueuePair<P extends Packet = Packet> implements EventHandler, ReceiveDevice {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly link: Link;
  private readonly ring: BoundedQueue<P>;
  private readonly ringSize: number;
  private readonly mitigation: Mitigation;
  /** When each of the frames in the send ring is out, ns, in order. */
  private outAt: number[] = [];
  private inService = false;
  private silent = false;
  private sentTimer = false;
  framesIn = 0;

  /** `link` carries what it sends. */
  constructor(machine: Machine, ledger: PacketLedger, link: Link, options: NicOptions) {
    this.machine = machine;
    this.ledger = ledger;
    this.link = link;
    this.name = options.name;
    this.line = options.line;
    this.ringSize = options.ringSize;
    this.mitigation = new Mitigation(machine, options.coalesceGap, () => this.look());
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder);
  }

  /** A frame has come off the wire; false if the ring was full and dropped it (kernels.md I3). */
  receive(packet: P): boolean {
    const { now } = this.machine;
    packet.handTo(now, undefined);
    if (!this.ring.put(packet, now)) {
      this.ledger.drop(packet, now, 'nic-ring', 'ring full');
      return false;
    }
    this.framesIn++;
    if (this.inService) packet.handTo(now, this.line.activity);
    else this.requestInterrupt();
    return true;
  }

  peek(): P | undefined {
    return this.ring.peek();
  }

  take(): P | undefined {
    return this.ring.take(this.machine.now);
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

  silence(): void {
    this.silent = true;
    this.inService = true;
  }

  settle(): void {
    // Every arrival was an event: nothing is left to be looked at.
  }

  get idle(): boolean {
    return this.ring.length === 0 && this.outAt.length === 0 && (this.silent || !this.inService);
  }

  /** A frame that was sent is out. */
  onEvent(): void {
    this.sentTimer = false;
    this.look();
  }

  private look(): void {
    if (this.inService) return;
    if (this.hasWork) this.requestInterrupt();
    else this.awaitSent();
  }

  private awaitSent(): void {
    if (this.sentTimer || this.outAt.length === 0) return;
    this.sentTimer = true;
    this.machine.schedule(Math.max(this.machine.now, this.outAt[0]), this, 0);
  }

  private requestInterrupt(): void {
    if (!this.mitigation.allows()) return;
    const { now } = this.machine;
    this.inService = true;
    this.ring.forEach((packet) => packet.handTo(now, this.line.activity));
    this.line.assert();
  }
}
