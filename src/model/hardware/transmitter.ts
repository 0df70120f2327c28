import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { recordDevice } from './devices.ts';

export interface TransmitterOptions {
  readonly name: string;
  readonly line: Line;
  /** Transmit descriptors. */
  readonly ringSize: number;
  /** Time that a frame takes on the wire, ns. */
  readonly frameTime: number;
}

/**
 * A network card's transmit side: frames go out one after the other, and each keeps its descriptor until the driver takes it
 * back. The card interrupts when a frame is out, unless its handler is at work or has left it silenced.
 */
export class Transmitter implements EventHandler {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly frameTime: number;
  private readonly ringSize: number;
  private readonly waiting: BoundedQueue<Packet>;
  private readonly sent: (packet: Packet) => void;
  private readonly done: Packet[] = [];
  private busySince = -1;
  private inService = false;

  /** `sent` is told of each frame that has left. */
  constructor(machine: Machine, options: TransmitterOptions, sent: (packet: Packet) => void) {
    this.machine = machine;
    this.name = options.name;
    this.line = options.line;
    this.frameTime = options.frameTime;
    this.ringSize = options.ringSize;
    this.sent = sent;
    this.waiting = new BoundedQueue(`${options.name} send ring`, Infinity, machine.recorder);
  }

  /** Free descriptors. */
  get room(): number {
    return this.ringSize - this.waiting.length - this.done.length;
  }

  /** True while a descriptor is free. */
  get hasRoom(): boolean {
    return this.room > 0;
  }

  /** Takes frames from the driver, which has seen that there is room for all. */
  send(packets: readonly Packet[]): void {
    for (const packet of packets) this.post(packet);
  }

  /** Takes a frame from the driver, which has seen that there is room. */
  post(packet: Packet): void {
    const { now } = this.machine;
    this.waiting.put(packet, now);
    packet.handTo(now, undefined);
    if (this.busySince < 0) this.serve();
  }

  /** The frame whose descriptor the driver may take back next. */
  get finished(): Packet | undefined {
    return this.done[0];
  }

  /** The driver takes that descriptor back. */
  reclaim(): void {
    this.done.shift();
  }

  /** The handler has found no more finished frames and returns. */
  serviced(): void {
    this.inService = false;
    this.line.clear();
    if (this.done.length > 0) this.interrupt();
  }

  get idle(): boolean {
    return this.busySince < 0 && this.done.length === 0 && !this.inService;
  }

  /** The frame on the wire is out. */
  onEvent(): void {
    const { now } = this.machine;
    const packet = this.waiting.take(now)!;
    recordDevice(this.machine, `wire ${this.name}`, 'frame', this.busySince, now, packet.id);
    this.busySince = -1;
    this.done.push(packet);
    this.sent(packet);
    if (this.waiting.length > 0) this.serve();
    if (!this.inService) this.interrupt();
  }

  private serve(): void {
    this.busySince = this.machine.now;
    this.machine.schedule(this.machine.now + this.frameTime, this, 0);
  }

  private interrupt(): void {
    this.inService = true;
    this.line.assert();
  }
}
