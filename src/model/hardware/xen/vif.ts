import type { Line } from '../../engine/line.ts';
import type { Machine } from '../../engine/machine.ts';
import type { Packet } from '../../engine/packet.ts';
import { BoundedQueue } from '../../engine/queue.ts';
import { recordDevice } from '../devices.ts';
import type { ReceiveDevice } from '../receive-device.ts';

/** Requests that a shared ring of one page holds (xen/include/public/io/ring.h). */
export const RING_SLOTS = 256;
const PAGE = 4096;

/** Requests that a packet of `bytes` takes: one for each page, and one that says how it is to be segmented. */
export function slotsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PAGE)) + (bytes > PAGE ? 1 : 0);
}

/** Who sends through a vif: it is told when there is room again, and of acknowledgements. */
export interface Frontend {
  /** There is room in the ring again, and an event says so. */
  responded(): void;
  /** `count` acknowledgements are in its receive ring, and an event says so. */
  acknowledged(count: number): void;
}

/**
 * A virtual interface: the shared ring from netfront to netback, and its event channel. The frontend sends an event only
 * when the backend has asked for one by looking into the ring for the last time (RING_FINAL_CHECK_FOR_REQUESTS).
 */
export class Vif implements ReceiveDevice {
  readonly name: string;
  readonly line: Line;
  readonly index: number;
  frontend!: Frontend;
  private readonly machine: Machine;
  private readonly ring: BoundedQueue<Packet>;
  private readonly wake: () => void;
  private wantsEvent = true;
  /** Slots with requests or with responses that the frontend has not seen. */
  private used = 0;
  private stopped = false;
  /** Packets put into the ring. */
  framesIn = 0;

  /** `wake` has Xen run the virtual CPU that `line` interrupts. */
  constructor(machine: Machine, name: string, index: number, line: Line, wake: () => void) {
    this.machine = machine;
    this.name = name;
    this.index = index;
    this.line = line;
    this.wake = wake;
    this.ring = new BoundedQueue(`${name} ring`, Infinity, machine.recorder);
  }

  /** The frontend asks whether a packet of `bytes` finds room; if not, it wants an event when there is. */
  hasRoom(bytes: number): boolean {
    this.stopped = this.used + slotsOf(bytes) > RING_SLOTS;
    return !this.stopped;
  }

  /** The frontend puts a packet's requests into the ring; true if it must send an event. */
  put(packet: Packet): boolean {
    const { now } = this.machine;
    this.used += slotsOf(packet.bytes);
    this.framesIn++;
    packet.handTo(now, this.line.activity);
    this.ring.put(packet, now);
    return this.wantsEvent;
  }

  /** The event arrives in the driver domain. */
  signal(): void {
    this.wantsEvent = false;
    this.wake();
    this.line.assert();
  }

  peek(): Packet | undefined {
    return this.ring.peek();
  }

  /** The backend takes the requests of the next packet. */
  take(): Packet | undefined {
    const packet = this.ring.take(this.machine.now);
    if (packet !== undefined)
      recordDevice(this.machine, this.name, 'requests in ring', packet.arrived, this.machine.now, packet.id);
    return packet;
  }

  /** The backend answers a packet's requests; true if the frontend waits for an event. */
  respond(packet: Packet): boolean {
    this.used -= slotsOf(packet.bytes);
    return this.stopped;
  }

  /** RING_FINAL_CHECK_FOR_REQUESTS: true if there is more; if not, the next request comes with an event. */
  finalCheck(): boolean {
    this.wantsEvent = this.ring.length === 0;
    return !this.wantsEvent;
  }

  done(): void {
    this.finalCheck();
  }

  settle(): void {
    // Every packet was an event: nothing is left to be looked at.
  }

  get idle(): boolean {
    return this.ring.length === 0;
  }
}
