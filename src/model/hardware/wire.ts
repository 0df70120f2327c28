import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';
import { Packet, type PacketLedger } from '../engine/packet.ts';
import { recordDevice } from './devices.ts';
import type { Receiver } from './rss.ts';

export interface Traffic {
  /** Frames per second wanted on this link. */
  readonly rate: number;
  /** Bytes of UDP payload. */
  readonly payload: number;
  /** Bytes that the frame takes on the wire, preamble and gap included. */
  readonly wireBytes: number;
  readonly linkGbps: number;
  readonly encrypted: boolean;
  /** When the first frame is complete in the NIC, ns. */
  readonly first: number;
  /** Stops after so many frames. */
  readonly count: number;
  /** Flows that take turns. */
  readonly flows: number;
}

/**
 * A link that brings frames at a constant rate, or back to back where the rate is more than it carries. A sender of
 * constant rate keeps every kernel of a comparison on identical packets.
 */
export class Wire implements EventHandler {
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly nic: Receiver;
  private readonly nicIndex: number;
  private readonly traffic: Traffic;
  private readonly nextId: () => number;
  private readonly lane: string;
  private readonly frameTime: number;
  private readonly interval: number;
  private sent = 0;

  constructor(
    machine: Machine,
    ledger: PacketLedger,
    nic: Receiver,
    nicIndex: number,
    traffic: Traffic,
    nextId: () => number,
  ) {
    this.machine = machine;
    this.ledger = ledger;
    this.nic = nic;
    this.nicIndex = nicIndex;
    this.traffic = traffic;
    this.nextId = nextId;
    this.lane = `wire ${nic.name}`;
    this.frameTime = Math.ceil((traffic.wireBytes * 8) / traffic.linkGbps);
    this.interval = Math.max(1e9 / traffic.rate, this.frameTime);
    if (traffic.count > 0) machine.schedule(traffic.first, this, 0);
  }

  /** True once it has sent all it was asked to. */
  get silent(): boolean {
    return this.sent >= this.traffic.count;
  }

  onEvent(): void {
    const { machine, traffic } = this;
    const flow = this.sent % traffic.flows;
    const clear = !traffic.encrypted;
    const packet = new Packet(this.nextId(), machine.now, traffic.payload, this.nicIndex, clear, flow);
    this.sent++;
    this.ledger.offer(packet);
    recordDevice(
      machine,
      this.lane,
      'frame',
      Math.max(0, machine.now - this.frameTime),
      machine.now,
      packet.id,
    );
    this.nic.receive(packet);
    if (this.silent) return;
    machine.schedule(traffic.first + Math.round(this.sent * this.interval), this, 0);
  }
}
