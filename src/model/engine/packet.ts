import { CLASS } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';
import type { Activity, Tell } from './activity.ts';
import { SegmentWriter } from './segment-writer.ts';

/** One frame's way through the machine: a chain of legs, each in the hands of a device or of a consumer's activity. */
export class Packet {
  readonly id: number;
  readonly arrived: number;
  /** Bytes of IP payload. */
  readonly bytes: number;
  /** Index of the NIC that received it. */
  readonly nic: number;
  /** Number of the flow that it is of: what has its addresses and ports. */
  readonly flow: number;
  /** Index of the CPU that queued it last for somebody: its data is in that one's cache; -1 = none did. */
  cpu = -1;
  /** True once the crypto card has decrypted it, or if it was never encrypted. */
  clear: boolean;
  private readonly starts: number[] = [];
  private readonly holders: (Activity | undefined)[] = [];

  constructor(id: number, arrived: number, bytes: number, nic: number, clear: boolean, flow = 0) {
    this.id = id;
    this.arrived = arrived;
    this.bytes = bytes;
    this.nic = nic;
    this.flow = flow;
    this.clear = clear;
  }

  /** From `now` on the packet is in `holder`'s hands; undefined = a device's. */
  handTo(now: number, holder: Activity | undefined): void {
    const last = this.starts.length - 1;
    if (last >= 0 && this.holders[last] === holder) return;
    if (last >= 0 && this.starts[last] === now) {
      this.holders[last] = holder;
      return;
    }
    this.starts.push(now);
    this.holders.push(holder);
  }

  /** Tells every stretch of the packet's life up to `end`, in order and without gaps, and the end of each leg. */
  explain(end: number, tell: Tell, endLeg: (end: number) => void): void {
    for (let i = 0; i < this.starts.length; i++) {
      const to = i + 1 < this.starts.length ? this.starts[i + 1] : end;
      const holder = this.holders[i];
      if (holder !== undefined) holder.explain(this.starts[i], to, this.id, tell);
      else if (to > this.starts[i]) tell(this.starts[i], to, CLASS.device, -1);
      endLeg(to);
    }
  }
}

/** What became of all packets; writes a packet's row and segments once its fate is known. */
export class PacketLedger {
  private readonly recorder: Recorder;
  private readonly segments: SegmentWriter;
  private readonly inFlight = new Map<number, Packet>();
  /** Counters and latencies (ns) for the summary. */
  offered = 0;
  readonly latencies: number[] = [];
  /** The same for each card. */
  readonly latenciesOfCard: number[][] = [];
  readonly attribution: number[] = Array.from({ length: Object.keys(CLASS).length }, () => 0);
  readonly droppedAt = new Map<string, number>();

  constructor(recorder: Recorder) {
    this.recorder = recorder;
    this.segments = new SegmentWriter(recorder);
  }

  get waiting(): number {
    return this.inFlight.size;
  }

  offer(packet: Packet): void {
    this.offered++;
    this.inFlight.set(packet.id, packet);
  }

  deliver(packet: Packet, now: number): void {
    this.inFlight.delete(packet.id);
    this.latencies.push(now - packet.arrived);
    (this.latenciesOfCard[packet.nic] ??= []).push(now - packet.arrived);
    const row = this.write(packet, now, true);
    this.recorder.trace.packets.delivered[row] = now;
  }

  /** A packet that was never offered, such as the answer of a program, is none of the run's and leaves no row. */
  drop(packet: Packet, now: number, where: string, reason: string): void {
    if (!this.inFlight.delete(packet.id)) return;
    this.droppedAt.set(where, (this.droppedAt.get(where) ?? 0) + 1);
    const row = this.write(packet, now, false);
    const packets = this.recorder.trace.packets;
    packets.dropped[row] = now;
    packets.where[row] = this.recorder.name(where);
    packets.reason[row] = this.recorder.name(reason);
  }

  /** Writes the packets that are still on their way when the run ends. */
  finish(now: number): void {
    for (const packet of this.inFlight.values()) this.write(packet, now, false);
  }

  private write(packet: Packet, end: number, delivered: boolean): number {
    const { packets, segments } = this.recorder.trace;
    const row = addRow(packets);
    packets.id[row] = packet.id;
    packets.arrived[row] = packet.arrived;
    packets.delivered[row] = -1;
    packets.dropped[row] = -1;
    packets.where[row] = -1;
    packets.reason[row] = -1;
    packets.firstSegment[row] = this.segments.begin();
    packet.explain(
      end,
      (start, to, cls, slice) => {
        if (delivered) this.attribution[cls] += to - start;
        this.segments.tell(start, cls, slice);
      },
      (legEnd) => this.segments.endLeg(legEnd),
    );
    packets.segments[row] = segments.length - packets.firstSegment[row];
    return row;
  }
}
