/** A seeded generator (mulberry32): integer arithmetic only, so that every JavaScript engine draws the same numbers. */
export class Random {
  private state: number;

  /** Streams of the same seed but different names are independent, so that kernels share their packets' numbers. */
  constructor(seed: number, stream: string) {
    let hash = seed >>> 0;
    for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193) >>> 0;
    this.state = hash;
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  }

  /** True with probability `p`; draws nothing when the answer is certain. */
  chance(p: number): boolean {
    if (p <= 0) return false;
    if (p >= 1) return true;
    return this.next() < p;
  }
}
