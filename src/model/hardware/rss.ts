import { Random } from '../engine/random.ts';
import type { Packet } from '../engine/packet.ts';

/** A ring of a card, or a card that has several. */
export interface Receiver {
  readonly name: string;
  /** A frame has come off the wire. */
  receive(packet: Packet): void;
}

/** For each flow the queue that the card's hash gives it: receive-side scaling, `seed` being the hash's key. */
export function rssTable(seed: number, card: string, flows: number, queues: number): readonly number[] {
  const hash = new Random(seed, `rss ${card}`);
  return Array.from({ length: flows }, () => Math.floor(hash.next() * queues));
}

/** A card with several rings: each frame goes to that of its flow. */
export class MultiQueue implements Receiver {
  readonly name: string;
  private readonly queues: readonly Receiver[];
  private readonly table: readonly number[];

  constructor(name: string, queues: readonly Receiver[], table: readonly number[]) {
    this.name = name;
    this.queues = queues;
    this.table = table;
  }

  receive(packet: Packet): void {
    this.queues[this.table[packet.flow]].receive(packet);
  }
}
