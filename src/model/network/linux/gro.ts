import { MSS } from '../../hardware/tcp-format.ts';
import type { Segment } from '../../hardware/segment.ts';
import type { LinuxEra } from '../../types.ts';
import type { Skb } from './tcp-path.ts';

/** Shape of a NAPI's GRO lists: how many, how long, and how many packets go to the stack together (kernels.md 4.3.16). */
interface GroShape {
  readonly buckets: number;
  readonly perBucket: number;
  /** gro_normal_batch; 1 = each packet at once. */
  readonly batch: number;
}

/** One list until 4.18, eight from 4.19; batches from 5.4. 2.4 has no GRO. */
const SHAPES: Readonly<Record<LinuxEra, GroShape>> = {
  '2.4': { buckets: 1, perBucket: 0, batch: 1 },
  '2.6': { buckets: 1, perBucket: 8, batch: 1 },
  '4': { buckets: 1, perBucket: 8, batch: 1 },
  '5.10': { buckets: 8, perBucket: 8, batch: 8 },
  '6.1': { buckets: 8, perBucket: 8, batch: 8 },
  '6': { buckets: 8, perBucket: 8, batch: 8 },
};

/** Most bytes that are merged into one packet. */
const LARGEST = 65_535;

interface Held {
  readonly flow: number;
  readonly segments: Segment[];
  bytes: number;
}

/**
 * Generic receive offload of one NAPI instance: while a poll lasts, full segments of one connection that follow each other
 * are held back and merged; whatever ends a message goes on at once. What it lets go waits in `normal` until the batch is full.
 */
export class Gro {
  private readonly shape: GroShape;
  private readonly held: readonly Held[][];
  private normal: Skb[] = [];
  /** Segments in `normal`: rx_count. */
  private count = 0;

  constructor(era: LinuxEra) {
    this.shape = SHAPES[era];
    this.held = Array.from({ length: this.shape.buckets }, () => []);
  }

  /** dev_gro_receive() of one segment: held, merged or let go. */
  receive(segment: Segment): void {
    const { perBucket, buckets } = this.shape;
    const bucket = this.held[segment.flow % buckets];
    const at = bucket.findIndex(({ flow }) => flow === segment.flow);
    const partner = bucket[at];
    const whole = segment.index >= 0;
    const follows =
      whole &&
      partner !== undefined &&
      partner.segments[partner.segments.length - 1].index + 1 === segment.index;
    const merges = follows && partner.bytes + segment.bytes <= LARGEST;
    // A short segment, one that is pushed and one without data end what came before them.
    const ends = !whole || segment.push || segment.bytes < MSS;
    if (merges) {
      partner.segments.push(segment);
      partner.bytes += segment.bytes;
    }
    if (partner !== undefined && (ends || !merges)) {
      bucket.splice(at, 1);
      this.letGo(partner.segments);
    }
    if (merges) return;
    if (ends || perBucket === 0) {
      this.letGo([segment]);
      return;
    }
    if (bucket.length >= perBucket) this.letGo(bucket.shift()!.segments);
    bucket.push({ flow: segment.flow, segments: [segment], bytes: segment.bytes });
  }

  /** napi_gro_flush(): the poll is over and nothing is held any longer. */
  flush(): void {
    for (const bucket of this.held) for (const { segments } of bucket.splice(0)) this.letGo(segments);
  }

  /** True if as much waits as is handed on together. */
  get full(): boolean {
    return this.count >= this.shape.batch;
  }

  /** gro_normal_list(): takes what is to be handed on. */
  takeNormal(): readonly Skb[] {
    const list = this.normal;
    this.normal = [];
    this.count = 0;
    return list;
  }

  private letGo(skb: Skb): void {
    this.normal.push(skb);
    this.count += skb.length;
  }
}
