import { Random } from '../../engine/random.ts';
import { framesOf, meanWireBytes } from './datagram.ts';

/** How long a sending program keeps its CPU while others wait for it, ns: CFS's period of 24 ms on eight CPUs, in turns of 3 ms. */
const TURN = 3_000_000;

/** What is sent, and what the receiving card makes of it. Times in ns, rates in packets/s. */
export interface LoadOptions {
  readonly seed: number;
  /** Programs that send, one stream each. */
  readonly flows: number;
  /** CPUs of the machine that sends: so many programs send at the same time. */
  readonly cpus: number;
  readonly payload: number;
  /** Most datagrams per second over all flows. */
  readonly rate: number;
  readonly linkGbps: number;
  /** What one datagram costs its sender's CPU, ns: so often can one program send. */
  readonly sendTime: number;
  /** What all CPUs together need at least between two datagrams where several send, ns. */
  readonly sharedTime: number;
  /** Receive queues of the card, and what tells flows apart. */
  readonly queues: number;
  readonly hash: 'sdfn' | 'sd' | 'sources';
  readonly first: number;
  /** Stops after so many datagrams. */
  readonly count: number;
}

/**
 * The remote host: each of its CPUs sends datagrams of the program that has it, one after the other, as fast as the
 * program, the wire and the wanted rate let it. Programs that share a CPU take turns, so that only as many flows are
 * alive at a time as the sender has CPUs. Everything follows from the clock: nothing is simulated before it is asked for.
 */
export class Senders {
  readonly active: number;
  /** Frames of a datagram. */
  readonly frames: number;
  private readonly options: LoadOptions;
  /** Time between two frames of one CPU. */
  private readonly interval: number;
  private readonly queueOfFlow: readonly number[];

  constructor(options: LoadOptions) {
    const { flows, cpus, payload, rate, linkGbps, sendTime, seed, hash, queues } = options;
    this.options = options;
    this.active = Math.min(flows, cpus);
    this.frames = framesOf(payload);
    const wire = (meanWireBytes(payload) * 8) / linkGbps;
    const wanted = 1e9 / rate / this.frames;
    const shared = this.active > 1 ? options.sharedTime / this.frames : 0;
    this.interval = this.active * Math.max(wire, wanted, shared, sendTime / this.frames / this.active);
    const random = new Random(seed, 'rss');
    // Fragments have no ports: a card that hashes them sees addresses only.
    const oneQueue = hash === 'sd' || (hash === 'sdfn' && this.frames > 1);
    const common = Math.floor(random.next() * queues);
    this.queueOfFlow = Array.from({ length: flows }, () =>
      oneQueue ? common : Math.floor(random.next() * queues),
    );
  }

  /** When frame `n` of CPU `cpu` has arrived, ns; Infinity if it is never sent. CPUs send at different moments of an interval. */
  arrivalOf(cpu: number, n: number): number {
    const { first, count } = this.options;
    if (n === Infinity || this.numberOf(cpu, n) >= count) return Infinity;
    return first + Math.round((n + cpu / this.active) * this.interval);
  }

  /** Number of the datagram that frame `n` of `cpu` belongs to, over all CPUs. */
  numberOf(cpu: number, n: number): number {
    return Math.floor(n / this.frames) * this.active + cpu;
  }

  /** Whose datagram frame `n` of `cpu` belongs to: that of the program that had the CPU as it was begun. */
  flowOf(cpu: number, n: number): number {
    const turn = Math.floor(this.begunAt(n) / TURN);
    return this.programsOf(cpu, turn);
  }

  /** The first frame of `cpu` from `n` on that the card puts into `queue`; Infinity if there is none. */
  nextFor(queue: number, cpu: number, n: number): number {
    const turns = Math.ceil(this.options.flows / this.active);
    let at = n;
    for (let tried = 0; tried <= turns; tried++) {
      if (this.queueOfFlow[this.flowOf(cpu, at)] === queue) return at;
      at = this.firstOfNextTurn(at);
    }
    return Infinity;
  }

  /** Time since the start at which the datagram of frame `n` was begun, without the CPUs' phases. */
  private begunAt(n: number): number {
    return Math.floor(n / this.frames) * this.frames * this.interval;
  }

  private firstOfNextTurn(n: number): number {
    const end = (Math.floor(this.begunAt(n) / TURN) + 1) * TURN;
    const datagram = Math.ceil(end / this.interval / this.frames);
    return Math.max(datagram * this.frames, (Math.floor(n / this.frames) + 1) * this.frames);
  }

  /** Programs are dealt to the CPUs in turn. */
  private programsOf(cpu: number, turn: number): number {
    const { flows } = this.options;
    const own = Math.ceil((flows - cpu) / this.active);
    return cpu + (turn % own) * this.active;
  }
}
