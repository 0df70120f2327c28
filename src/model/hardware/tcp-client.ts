import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';
import type { PacketLedger } from '../engine/packet.ts';
import { Random } from '../engine/random.ts';
import { recordDevice } from './devices.ts';
import type { Link } from './link.ts';
import type { QueuePair } from './queue-pair.ts';
import { NOT_COUNTED, Segment } from './segment.ts';
import { messageOnWire, MSS, segmentOnWire, segmentsOf } from './tcp-format.ts';

/** Times in ns, sizes in bytes. */
export interface ClientOptions {
  readonly flows: number;
  /** Size of a request and of its answer. */
  readonly payload: number;
  /** From one machine to the other, without what either does. */
  readonly oneWay: number;
  /**
   * Mean time from an answer's arrival until the program has read it and sends the flow's next request; each is drawn from a
   * half to one and a half of it.
   */
  readonly clientTime: number;
  readonly seed: number;
  /** When the first requests come; the flows begin one after the other within the next round trip. */
  readonly first: number;
  /** True for one request of one flow and no more. */
  readonly lone: boolean;
}

/** Linux's least retransmission timeout, ns. */
const RETRANSMISSION = 200_000_000;

/** What an event of the client is about; the event's argument is the flow times four plus one of these. */
const REQUEST = 0;
const SEGMENT = 1;
const ACKNOWLEDGEMENT = 2;
const RESEND = 3;

interface Flow {
  readonly id: number;
  /** Index of the queue that the card's hash gives it. */
  readonly queue: number;
  readonly random: Random;
  sentAt: number;
  /** Since when its request is on the wire, and which segment of it arrives next. */
  onWire: number;
  next: number;
  /** Segments that the card had no room for. */
  readonly lost: number[];
}

/**
 * The other machine: flows that each send a request, wait for its answer and send the next. It has no CPUs that could be
 * busy; it acknowledges an answer of more than one segment at once, and a shorter one with its next request.
 */
export class TcpClient implements EventHandler {
  private readonly machine: Machine;
  private readonly ledger: PacketLedger;
  private readonly link: Link;
  private readonly queues: readonly QueuePair<Segment>[];
  private readonly options: ClientOptions;
  private readonly segments: readonly number[];
  private readonly flows: readonly Flow[];
  private readonly lane: string;
  private made = 0;
  /** Times from the sending of a request until the client's program has read the answer, ns. */
  readonly latencies: number[] = [];

  /** `link` carries frames to the card of the `queues`, whose wire is called `lane`. */
  constructor(
    machine: Machine,
    ledger: PacketLedger,
    link: Link,
    queues: readonly QueuePair<Segment>[],
    lane: string,
    options: ClientOptions,
  ) {
    this.machine = machine;
    this.ledger = ledger;
    this.link = link;
    this.queues = queues;
    this.lane = lane;
    this.options = options;
    this.segments = segmentsOf(options.payload);
    const hash = new Random(options.seed, 'rss');
    this.flows = Array.from({ length: options.flows }, (_, id) => ({
      id,
      queue: Math.floor(hash.next() * queues.length),
      random: new Random(options.seed, `client ${id}`),
      sentAt: 0,
      onWire: 0,
      next: 0,
      lost: [],
    }));
    for (const flow of options.lone ? this.flows.slice(0, 1) : this.flows) this.begin(flow);
  }

  /** The answer to `id`'s request is on the wire at `at`, which may be later than now. */
  answered(id: number, at: number): void {
    const { oneWay, clientTime, lone, payload } = this.options;
    const flow = this.flows[id];
    const read = at + oneWay + Math.round(clientTime * (0.5 + flow.random.next()));
    this.latencies.push(read - flow.sentAt);
    if (payload > MSS) this.schedule(at + 2 * oneWay, flow, ACKNOWLEDGEMENT);
    if (!lone) this.request(flow, read);
  }

  onEvent(arg: number): void {
    const flow = this.flows[Math.floor(arg / 4)];
    switch (arg % 4) {
      case REQUEST:
        this.reach(flow);
        return;
      case SEGMENT:
        this.deliver(flow);
        return;
      case ACKNOWLEDGEMENT:
        this.arrive(flow, NOT_COUNTED, 0, -1);
        return;
      case RESEND: {
        this.offer(flow, flow.lost.shift()!);
        return;
      }
    }
  }

  private begin(flow: Flow): void {
    const { first, oneWay, clientTime, lone } = this.options;
    const later = lone ? 0 : Math.floor(flow.random.next() * (2 * oneWay + clientTime));
    this.request(flow, first + later - oneWay);
  }

  /** The flow sends a request at `at`. */
  private request(flow: Flow, at: number): void {
    flow.sentAt = at;
    flow.next = 0;
    this.schedule(at + this.options.oneWay, flow, REQUEST);
  }

  /** The request reaches the link to the card; all of its segments go through it in one burst. */
  private reach(flow: Flow): void {
    const { link, machine } = this;
    const begun = Math.max(machine.now, link.busyUntil);
    link.carry(begun, messageOnWire(this.options.payload));
    flow.onWire = begun;
    this.schedule(begun + link.timeOf(segmentOnWire(this.segments[0])), flow, SEGMENT);
  }

  private deliver(flow: Flow): void {
    const index = flow.next++;
    if (flow.next === this.segments.length) {
      recordDevice(this.machine, this.lane, 'request', flow.onWire, this.machine.now, this.made);
    }
    this.offer(flow, index);
    if (flow.next === this.segments.length) return;
    const following = this.link.timeOf(segmentOnWire(this.segments[flow.next]));
    this.schedule(this.machine.now + following, flow, SEGMENT);
  }

  private offer(flow: Flow, index: number): void {
    const arrived = this.arrive(flow, this.made++, this.segments[index], index);
    if (arrived) return;
    flow.lost.push(index);
    this.schedule(this.machine.now + RETRANSMISSION, flow, RESEND);
  }

  private arrive(flow: Flow, id: number, bytes: number, index: number): boolean {
    const push = index === this.segments.length - 1;
    const segment = new Segment(id, this.machine.now, bytes, flow.queue, { flow: flow.id, index, push });
    if (id !== NOT_COUNTED) this.ledger.offer(segment);
    return this.queues[flow.queue].receive(segment);
  }

  private schedule(at: number, { id }: Flow, what: number): void {
    this.machine.schedule(Math.max(this.machine.now, at), this, id * 4 + what);
  }
}
