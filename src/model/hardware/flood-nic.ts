import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { Packet, type PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { recordDevice } from './devices.ts';
import type { NicOptions } from './nic.ts';
import type { ReceiveDevice } from './receive-device.ts';
import type { Traffic } from './wire.ts';

/**
 * A card under a flood, with the link that brings it: arrivals have no events of their own but are computed when the ring is
 * looked at. Only while the card may interrupt does it wait for the next frame.
 */
export class FloodNic implements EventHandler, ReceiveDevice {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly options: NicOptions;
  private readonly traffic: Traffic;
  private readonly index: number;
  private readonly nextId: () => number;
  private readonly ring: BoundedQueue<Packet>;
  private readonly frameTime: number;
  private readonly interval: number;
  private arrivals = 0;
  private inService = false;
  private silent = false;
  private lastAssertion = -Infinity;
  framesIn = 0;

  constructor(
    machine: Machine,
    ledger: PacketLedger,
    options: NicOptions,
    index: number,
    traffic: Traffic,
    nextId: () => number,
  ) {
    this.machine = machine;
    this.ledger = ledger;
    this.options = options;
    this.traffic = traffic;
    this.index = index;
    this.nextId = nextId;
    this.name = options.name;
    this.line = options.line;
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder);
    this.frameTime = Math.ceil((traffic.wireBytes * 8) / traffic.linkGbps);
    this.interval = Math.max(1e9 / traffic.rate, this.frameTime);
    if (traffic.count > 0) this.arm();
  }

  peek(): Packet | undefined {
    this.look();
    return this.ring.peek();
  }

  take(): Packet | undefined {
    this.look();
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
    this.look();
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
    this.look();
    this.ring.forEach((packet) => packet.handTo(now, this.line.activity));
    this.line.assert();
  }

  /** Waits for the moment at which it may interrupt and has a reason to. */
  private arm(): void {
    this.look();
    const { now } = this.machine;
    const frame = this.ring.length > 0 ? now : this.arrivalOf(this.arrivals);
    if (frame === Infinity) return;
    const due = Math.max(frame, this.lastAssertion + this.options.coalesceGap);
    this.machine.schedule(due, this, 0);
  }

  private arrivalOf(frame: number): number {
    const { first, count } = this.traffic;
    return frame < count ? first + Math.round(frame * this.interval) : Infinity;
  }

  /** Puts what has arrived until now into the ring; of the link only the whole burst is drawn. */
  private look(): void {
    const { now } = this.machine;
    const begun = this.arrivalOf(this.arrivals);
    if (begun > now) return;
    let at = begun;
    for (; at <= now; at = this.arrivalOf(this.arrivals)) {
      this.arrivals++;
      this.admit(at);
    }
    const start = Math.max(0, begun - this.frameTime);
    recordDevice(this.machine, `wire ${this.name}`, 'frames', start, this.arrivalOf(this.arrivals - 1), -1);
  }

  /** A full ring drops the frame, and that costs no CPU (kernels.md I3). */
  private admit(at: number): void {
    const { machine, ledger, traffic } = this;
    const packet = new Packet(this.nextId(), at, traffic.payload, this.index, !traffic.encrypted);
    ledger.offer(packet);
    packet.handTo(at, this.inService && at >= this.lastAssertion ? this.line.activity : undefined);
    if (this.ring.put(packet, machine.now)) this.framesIn++;
    else ledger.drop(packet, at, 'nic-ring', 'ring full');
  }
}
