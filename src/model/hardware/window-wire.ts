import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';
import { Packet, type PacketLedger } from '../engine/packet.ts';
import { recordDevice } from './devices.ts';
import type { Receiver } from './rss.ts';
import type { Traffic } from './wire.ts';

export interface Window {
  /** Most frames that may be under way or unread. */
  readonly frames: number;
  /** From the reading of a packet until the sender knows, ns. */
  readonly delay: number;
}

const FRAME = 0;
const ACKNOWLEDGED = 1;

/**
 * A link with a sender that waits for its receiver: it sends as fast as the link and the wanted rate allow while fewer than
 * a window of frames are unread. Nothing is ever dropped, and who reads faster receives more.
 */
export class WindowWire implements EventHandler {
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly nic: Receiver;
  private readonly index: number;
  private readonly traffic: Traffic;
  private readonly window: Window;
  private readonly nextId: () => number;
  private readonly frameTime: number;
  private readonly interval: number;
  private credit: number;
  private lastArrival = -Infinity;
  private sending = false;
  private sent = 0;

  constructor(
    machine: Machine,
    ledger: PacketLedger,
    nic: Receiver,
    index: number,
    traffic: Traffic,
    window: Window,
    nextId: () => number,
  ) {
    this.machine = machine;
    this.ledger = ledger;
    this.nic = nic;
    this.index = index;
    this.traffic = traffic;
    this.window = window;
    this.nextId = nextId;
    this.credit = window.frames;
    this.frameTime = Math.ceil((traffic.wireBytes * 8) / traffic.linkGbps);
    this.interval = Math.round(Math.max(1e9 / traffic.rate, this.frameTime));
    if (traffic.count === 0) return;
    this.sending = true;
    machine.schedule(traffic.first, this, FRAME);
  }

  /** The receiver has read a packet. */
  acknowledge(): void {
    this.machine.schedule(this.machine.now + this.window.delay, this, ACKNOWLEDGED);
  }

  onEvent(arg: number): void {
    if (arg === ACKNOWLEDGED) this.credit++;
    else this.arrive();
    this.send();
  }

  private send(): void {
    if (this.sending || this.credit === 0) return;
    this.sending = true;
    const { now } = this.machine;
    // A frame that could not begin before has its whole time on the wire ahead of it.
    this.machine.schedule(Math.max(now + this.frameTime, this.lastArrival + this.interval), this, FRAME);
  }

  private arrive(): void {
    const { machine, traffic } = this;
    const { now } = machine;
    this.sending = false;
    this.credit--;
    this.lastArrival = now;
    const flow = this.sent++ % traffic.flows;
    const packet = new Packet(this.nextId(), now, traffic.payload, this.index, !traffic.encrypted, flow);
    this.ledger.offer(packet);
    const begun = Math.max(0, now - this.frameTime);
    recordDevice(machine, `wire ${this.nic.name}`, 'frame', begun, now, packet.id);
    this.nic.receive(packet);
  }
}
