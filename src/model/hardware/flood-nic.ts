import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { FloodedRing, FloodLink } from './flood-link.ts';
import type { ReceiveDevice } from './receive-device.ts';
import type { NicOptions } from './receive-ring.ts';

/** A receive ring at the end of a flooded link. Only while it may interrupt does it wait for the next frame. */
export class FloodNic implements EventHandler, ReceiveDevice, FloodedRing {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly options: NicOptions;
  private readonly link: FloodLink;
  private readonly number: number;
  private readonly ring: BoundedQueue<Packet>;
  private inService = false;
  private silent = false;
  private lastAssertion = -Infinity;
  framesIn = 0;

  constructor(machine: Machine, ledger: PacketLedger, options: NicOptions, link: FloodLink) {
    this.machine = machine;
    this.ledger = ledger;
    this.options = options;
    this.link = link;
    this.number = link.attach(this);
    this.name = options.name;
    this.line = options.line;
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder);
    this.arm();
  }

  peek(): Packet | undefined {
    this.link.look();
    return this.ring.peek();
  }

  take(): Packet | undefined {
    this.link.look();
    return this.ring.take(this.machine.now);
  }

  done(): void {
    this.inService = false;
    this.line.clear();
    this.arm();
  }

  silence(): void {
    this.silent = true;
    this.inService = true;
  }

  settle(): void {
    this.link.look();
  }

  get requested(): boolean {
    return this.inService;
  }

  get idle(): boolean {
    return this.ring.length === 0 && (this.silent || !this.inService);
  }

  /** A frame is there, or the mitigation gap is over and one is there. */
  onEvent(): void {
    if (this.silent) return;
    const { now } = this.machine;
    this.inService = true;
    this.lastAssertion = now;
    this.link.look();
    this.ring.forEach((packet) => packet.handTo(now, this.line.activity));
    this.line.assert();
  }

  /** A full ring drops the frame, and that costs no CPU (kernels.md I3). */
  admit(packet: Packet, at: number): void {
    packet.handTo(at, this.inService && at >= this.lastAssertion ? this.line.activity : undefined);
    if (this.ring.put(packet, this.machine.now)) this.framesIn++;
    else this.ledger.drop(packet, at, 'nic-ring', 'ring full');
  }

  /** Waits for the moment at which it may interrupt and has a reason to. */
  private arm(): void {
    this.link.look();
    const { now } = this.machine;
    const frame = this.ring.length > 0 ? now : this.link.nextFor(this.number);
    if (frame === Infinity) return;
    const due = Math.max(frame, this.lastAssertion + this.options.coalesceGap);
    this.machine.schedule(due, this, 0);
  }
}
