import type { Machine } from '../engine/machine.ts';
import { Packet, type PacketLedger } from '../engine/packet.ts';
import { recordDevice } from './devices.ts';
import type { Traffic } from './wire.ts';

/** A ring at the end of a flooded link. */
export interface FloodedRing {
  /** A frame came at `at`, now or before. */
  admit(packet: Packet, at: number): void;
}

/**
 * A link that brings more than a CPU can take: arrivals have no events of their own but are computed when a ring is looked
 * at. Its flows take turns, and each has one of the rings.
 */
export class FloodLink {
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly index: number;
  private readonly traffic: Traffic;
  private readonly table: readonly number[];
  private readonly links: number;
  private readonly rings: FloodedRing[] = [];
  private readonly frameTime: number;
  private readonly interval: number;
  private arrivals = 0;

  /** `table`: for each flow the number of its ring. `links`: how many such links there are, of which this is number `index`. */
  constructor(
    machine: Machine,
    ledger: PacketLedger,
    index: number,
    traffic: Traffic,
    table: readonly number[],
    links: number,
  ) {
    this.machine = machine;
    this.ledger = ledger;
    this.index = index;
    this.traffic = traffic;
    this.table = table;
    this.links = links;
    this.frameTime = Math.ceil((traffic.wireBytes * 8) / traffic.linkGbps);
    this.interval = Math.max(1e9 / traffic.rate, this.frameTime);
  }

  /** Adds the next ring and returns its number. */
  attach(ring: FloodedRing): number {
    return this.rings.push(ring) - 1;
  }

  /** When the first frame for ring `number` comes that has not come yet, ns; Infinity = never. */
  nextFor(number: number): number {
    for (let i = 0; i < this.table.length; i++) {
      const frame = this.arrivals + i;
      if (this.table[frame % this.table.length] === number) return this.arrivalOf(frame);
    }
    return Infinity;
  }

  /** Puts what has arrived until now into the rings; of the link only the whole burst is drawn. */
  look(): void {
    const { machine, ledger, traffic, table } = this;
    const { now } = machine;
    const begun = this.arrivalOf(this.arrivals);
    if (begun > now) return;
    for (let at = begun; at <= now; at = this.arrivalOf(this.arrivals)) {
      // The same under every kernel, whenever it looks at which of its rings.
      const id = this.arrivals * this.links + this.index;
      const flow = this.arrivals++ % table.length;
      const packet = new Packet(id, at, traffic.payload, this.index, !traffic.encrypted, flow);
      ledger.offer(packet);
      this.rings[table[flow]].admit(packet, at);
    }
    const start = Math.max(0, begun - this.frameTime);
    const end = this.arrivalOf(this.arrivals - 1);
    recordDevice(machine, `wire nic${this.index}`, 'frames', start, end, -1);
  }

  private arrivalOf(frame: number): number {
    const { first, count } = this.traffic;
    return frame < count ? first + Math.round(frame * this.interval) : Infinity;
  }
}
