import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { recordDevice } from './devices.ts';
import { Mitigation } from './mitigation.ts';
import type { ReceiveDevice } from './receive-device.ts';

export interface NicOptions {
  readonly name: string;
  readonly line: Line;
  /** Receive descriptors. */
  readonly ringSize: number;
  /** Least time between two interrupts, ns; 0 = no mitigation (kernels.md 10a.1). */
  readonly coalesceGap: number;
}

/**
 * A network card's receive side: a ring, and an interrupt that it holds back until the mitigation gap is over. While its
 * handler is at work it does not interrupt again, because the handler reads the cause register until the ring is empty.
 */
export class Nic implements ReceiveDevice {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly ring: BoundedQueue<Packet>;
  private readonly mitigation: Mitigation;
  private inService = false;
  private silent = false;
  /** Frames that found room in the ring. */
  framesIn = 0;

  constructor(machine: Machine, ledger: PacketLedger, options: NicOptions) {
    this.machine = machine;
    this.ledger = ledger;
    this.name = options.name;
    this.line = options.line;
    this.mitigation = new Mitigation(machine, options.coalesceGap, () => this.gapOver());
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder);
  }

  /** A frame has come off the wire. A full ring drops it, and that costs no CPU (kernels.md I3). */
  receive(packet: Packet): void {
    const { now } = this.machine;
    packet.handTo(now, undefined);
    if (!this.ring.put(packet, now)) {
      this.ledger.drop(packet, now, 'nic-ring', 'ring full');
      return;
    }
    this.framesIn++;
    if (this.inService) packet.handTo(now, this.line.activity);
    else this.requestInterrupt();
  }

  /** The packet that the handler would take next. */
  peek(): Packet | undefined {
    return this.ring.peek();
  }

  /** The handler takes a frame out of the ring. */
  take(): Packet | undefined {
    const packet = this.ring.take(this.machine.now);
    if (packet !== undefined) {
      recordDevice(this.machine, this.name, 'frame in ring', packet.arrived, this.machine.now, packet.id);
    }
    return packet;
  }

  /** The handler has found the ring empty and returns. */
  done(): void {
    this.inService = false;
    this.line.clear();
    if (this.ring.length > 0) this.requestInterrupt();
  }

  silence(): void {
    this.silent = true;
    this.inService = true;
  }

  settle(): void {
    // Every arrival was an event: nothing is left to be looked at.
  }

  get requested(): boolean {
    return this.inService;
  }

  get idle(): boolean {
    return this.ring.length === 0 && (this.silent || !this.inService);
  }

  private gapOver(): void {
    if (!this.inService && this.ring.length > 0) this.requestInterrupt();
  }

  private requestInterrupt(): void {
    if (!this.mitigation.allows()) return;
    const { now } = this.machine;
    this.inService = true;
    this.ring.forEach((packet) => packet.handTo(now, this.line.activity));
    this.line.assert();
  }
}
