import type { Datagram, Fragment } from '../../hardware/kvm/datagram.ts';

/** Memory for datagrams that are not complete, bytes of truesize: ipfrag_high_thresh and ipfrag_low_thresh. */
const HIGH = 4 << 20;
const LOW = 3 << 20;

/**
 * Where the guest's IP puts fragments together. A datagram of which one was lost stays until memory runs short: those that
 * began first go first (assumed; inet_frag_evict takes them by hash).
 */
export class Reassembly {
  private readonly parts = new Map<Datagram, number>();
  private readonly truesize: number;
  private memory = 0;

  /** `truesize`: what one fragment takes of memory, bytes. */
  constructor(truesize: number) {
    this.truesize = truesize;
  }

  /** Takes a fragment in. `complete` once all are there; `evicted`: datagrams given up for want of memory. */
  add({ datagram }: Fragment): { readonly complete: boolean; readonly evicted: readonly Datagram[] } {
    const evicted = this.parts.has(datagram) ? [] : this.makeRoom();
    const count = (this.parts.get(datagram) ?? 0) + 1;
    this.memory += this.truesize;
    this.parts.set(datagram, count);
    const complete = count === datagram.fragments;
    if (complete) this.forget(datagram, count);
    return { complete, evicted };
  }

  private makeRoom(): readonly Datagram[] {
    const evicted: Datagram[] = [];
    if (this.memory <= HIGH) return evicted;
    for (const [datagram, count] of this.parts) {
      if (this.memory <= LOW) break;
      this.forget(datagram, count);
      evicted.push(datagram);
    }
    return evicted;
  }

  private forget(datagram: Datagram, count: number): void {
    this.parts.delete(datagram);
    this.memory -= count * this.truesize;
  }
}
