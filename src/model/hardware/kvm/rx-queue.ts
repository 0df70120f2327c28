import type { EventHandler } from '../../engine/event-queue.ts';
import type { Line } from '../../engine/line.ts';
import type { Machine } from '../../engine/machine.ts';
import { Packet, type PacketLedger } from '../../engine/packet.ts';
import { BoundedQueue } from '../../engine/queue.ts';
import { recordDevice } from '../devices.ts';
import { bytesOfFrame, type Datagram, type Fragment } from './datagram.ts';
import { AdaptiveItr } from './itr.ts';
import type { Senders } from './senders.ts';

/** Frames that follow each other within so many ns are drawn as one busy time of the link. */
const BURST_GAP = 20_000;
/** Changes of a ring's length within so many ns are one row of the trace. */
const RESOLUTION = 20_000;

/** Whether the driver sets the gap between interrupts by what arrives. */
export type Mitigation = 'adaptive' | 'fixed';

export interface RxQueueOptions {
  /** Device name, and of which receive queue this is. */
  readonly name: string;
  /** The card whose link all its queues share. */
  readonly card: string;
  readonly index: number;
  readonly line: Line;
  readonly ringSize: number;
  /** Least time between two interrupts, ns; what the driver begins with if it adapts that. */
  readonly coalesceGap: number;
  readonly mitigation: Mitigation;
  readonly payload: number;
}

/**
 * One receive queue of a card under a flood, with its ring and its own vector. Arrivals have no events of their own: they are
 * computed when the ring is looked at. Only while the vector may interrupt does the queue wait for its next frame.
 */
export class RxQueue implements EventHandler {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly options: RxQueueOptions;
  private readonly senders: Senders;
  private readonly ring: BoundedQueue<Fragment>;
  private readonly itr: AdaptiveItr | undefined;
  /** Next frame of each sending CPU for this queue, and the datagram it is in the middle of. */
  private readonly cursor: number[];
  private readonly partial: (Datagram | undefined)[];
  private nextCpu = 0;
  private nextTime = Infinity;
  private inService = false;
  private lastAssertion = -Infinity;
  /** What of the link is still to be drawn; a start of -1 = nothing. */
  private readonly burst = { start: -1, end: -Infinity };
  framesIn = 0;

  constructor(machine: Machine, ledger: PacketLedger, options: RxQueueOptions, senders: Senders) {
    this.machine = machine;
    this.ledger = ledger;
    this.options = options;
    this.senders = senders;
    this.name = options.name;
    this.line = options.line;
    this.itr = options.mitigation === 'adaptive' ? new AdaptiveItr(options.coalesceGap) : undefined;
    this.ring = new BoundedQueue(`${options.name} ring`, options.ringSize, machine.recorder, RESOLUTION);
    this.cursor = Array.from({ length: senders.active }, (_, cpu) => senders.nextFor(options.index, cpu, 0));
    this.partial = this.cursor.map(() => undefined);
    this.findNext();
    this.arm();
  }

  peek(): Fragment | undefined {
    this.look();
    return this.ring.peek();
  }

  take(): Fragment | undefined {
    this.look();
    const fragment = this.ring.take(this.machine.now);
    if (fragment !== undefined) this.itr?.count(fragment.bytes);
    return fragment;
  }

  /** The poll has found the ring empty: the vector may interrupt again. */
  done(): void {
    this.itr?.update();
    this.inService = false;
    this.line.clear();
    this.arm();
  }

  /** The run ends: everything that has arrived is on the record. */
  settle(): void {
    this.look();
    this.recordBurst(-1);
  }

  get idle(): boolean {
    return this.ring.length === 0 && !this.inService;
  }

  /** A frame is there, or the mitigation gap is over and one is there. */
  onEvent(): void {
    const { now } = this.machine;
    this.inService = true;
    this.lastAssertion = now;
    this.look();
    this.ring.forEach(({ datagram, last }) => {
      if (last) datagram.packet.handTo(now, this.line.activity);
    });
    this.line.assert();
  }

  /** Least time between two interrupts now, ns. */
  private get gap(): number {
    return this.itr?.gap ?? this.options.coalesceGap;
  }

  private arm(): void {
    this.look();
    const frame = this.ring.length > 0 ? this.machine.now : this.nextTime;
    if (frame === Infinity) return;
    this.machine.schedule(Math.max(frame, this.lastAssertion + this.gap), this, 0);
  }

  /** Puts what has arrived until now into the ring; of the link only the whole burst is drawn. */
  private look(): void {
    const { now } = this.machine;
    const begun = this.nextTime;
    if (begun > now) return;
    if (begun > this.burst.end + BURST_GAP) this.recordBurst(begun);
    while (this.nextTime <= now) {
      this.burst.end = this.nextTime;
      this.admit(this.nextTime);
      this.findNext();
    }
  }

  /** What came without a gap is one busy time of the link; another one begins at `start`. */
  private recordBurst(start: number): void {
    const { machine, burst, options } = this;
    if (burst.start >= 0) recordDevice(machine, `wire ${options.card}`, 'frames', burst.start, burst.end, -1);
    burst.start = start;
  }

  private findNext(): void {
    this.nextTime = Infinity;
    for (let cpu = 0; cpu < this.cursor.length; cpu++) {
      const time = this.senders.arrivalOf(cpu, this.cursor[cpu]);
      if (time >= this.nextTime) continue;
      this.nextTime = time;
      this.nextCpu = cpu;
    }
  }

  /** A full ring drops the frame, and that costs no CPU (kernels.md I3). */
  private admit(at: number): void {
    const { senders, ledger, nextCpu: cpu } = this;
    const n = this.cursor[cpu];
    const fragment = this.fragment(cpu, n, at);
    this.cursor[cpu] = senders.nextFor(this.options.index, cpu, n + 1);
    const { packet } = fragment.datagram;
    if (fragment.last)
      packet.handTo(at, this.inService && at >= this.lastAssertion ? this.line.activity : undefined);
    if (this.ring.put(fragment, this.machine.now)) this.framesIn++;
    else lose(ledger, fragment, at, 'nic-ring', 'ring full');
  }

  private fragment(cpu: number, n: number, at: number): Fragment {
    const { senders, options } = this;
    const part = n % senders.frames;
    if (part === 0 || this.partial[cpu] === undefined) {
      const packet = new Packet(senders.numberOf(cpu, n), at, options.payload, 0, true);
      this.ledger.offer(packet);
      packet.handTo(at, undefined);
      this.partial[cpu] = { packet, flow: senders.flowOf(cpu, n), fragments: senders.frames, lost: false };
    }
    return {
      datagram: this.partial[cpu],
      bytes: bytesOfFrame(options.payload, part),
      last: part === senders.frames - 1,
    };
  }
}

/** A fragment is dropped at time `t`: with the first one the datagram is lost. */
export function lose(
  ledger: PacketLedger,
  { datagram }: Fragment,
  t: number,
  where: string,
  reason: string,
): void {
  if (datagram.lost) return;
  datagram.lost = true;
  ledger.drop(datagram.packet, t, where, reason);
}
