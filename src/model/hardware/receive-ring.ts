import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Mitigation } from './mitigation.ts';

export interface NicOptions {
  readonly name: string;
  readonly line: Line;
  /** Receive descriptors. */
  readonly ringSize: number;
  /** Least time between two interrupts, ns; 0 = no mitigation (kernels.md 10a.1). */
  readonly coalesceGap: number;
}

/**
 * A receive ring whose interrupt is held back until the mitigation gap is over. While its handler is at work it does not
 * interrupt again, because that looks until the ring is empty.
 */
export abstract class ReceiveRing<P extends Packet> {
  readonly name: string;
  readonly line: Line;
  /** Frames that found room in the ring. */
  framesIn = 0;
  protected readonly machine: Machine;
  protected readonly ring: BoundedQueue<P>;
  protected inService = false;
  protected silent = false;
  private readonly ledger: PacketLedger;
  private readonly mitigation: Mitigation;

  constructor(machine: Machine, ledger: PacketLedger, options: NicOptions) {
    this.machine = machine;
    this.ledger = ledger;
    this.name = options.name;
    this.line = options.line;
    this.mitigation = new Mitigation(machine, options.coalesceGap, () => this.look());
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder);
  }

  /** A frame has come off the wire; false if the ring was full and dropped it, which costs no CPU (kernels.md I3). */
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

  /** The packet that the handler would take next. */
  peek(): P | undefined {
    return this.ring.peek();
  }

  /** The handler takes a frame out of the ring. */
  take(): P | undefined {
    return this.ring.take(this.machine.now);
  }

  /** Its interrupt is turned off for good, because somebody polls for ever. */
  silence(): void {
    this.silent = true;
    this.inService = true;
  }

  settle(): void {
    // Every arrival was an event: nothing is left to be looked at.
  }

  /** The mitigation gap is over, or something is there that the card interrupts for. */
  protected abstract look(): void;

  protected requestInterrupt(): void {
    if (!this.mitigation.allows()) return;
    const { now } = this.machine;
    this.inService = true;
    this.ring.forEach((packet) => packet.handTo(now, this.line.activity));
    this.line.assert();
  }
}
