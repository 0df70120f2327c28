/** Units of the card's register: a quarter of a microsecond, in ns. */
const UNIT = 250;
const HEADERS = 14 + 20;
const SHORTEST_FRAME = 60;

/** How the driver classifies what a vector brings, and the gap of each class in units of the register: 100,000, 20,000 and 12,000 interrupts/s. */
const GAP = { lowest: 40, low: 200, bulk: 336 } as const;
type Latency = keyof typeof GAP;

/** Bytes in a microsecond from which on a vector leaves the class below. */
const LOW_FROM = 10;
const BULK_FROM = 20;

/**
 * The adaptive interrupt throttling of ixgbe (kernels.md 10a.2, ixgbe_update_itr() and ixgbe_set_itr()): each poll that has emptied
 * the ring sets the least time to the next interrupt from the bytes that it saw, so that a flood comes in larger bursts.
 */
export class AdaptiveItr {
  private register: number;
  private latency: Latency = 'lowest';
  private bytes = 0;

  /** `gap`: what the register begins with, ns. */
  constructor(gap: number) {
    this.register = Math.max(1, Math.round(gap / UNIT));
  }

  /** Least time between two interrupts now, ns. */
  get gap(): number {
    return this.register * UNIT;
  }

  /** A frame was polled that carries so many bytes above IP. */
  count(bytes: number): void {
    this.bytes += Math.max(SHORTEST_FRAME, HEADERS + bytes);
  }

  /** The poll is complete: the register follows smoothly. */
  update(): void {
    const passed = this.register >> 2;
    if (this.bytes === 0 || passed === 0) return;
    this.latency = next(this.latency, Math.floor(this.bytes / passed));
    this.bytes = 0;
    const wanted = GAP[this.latency];
    const { register: old } = this;
    if (wanted !== old) this.register = Math.floor((10 * wanted * old) / (9 * wanted + old));
  }
}

/** One class up or down at a time. `rate`: bytes/us. */
function next(latency: Latency, rate: number): Latency {
  switch (latency) {
    case 'lowest':
      return rate > LOW_FROM ? 'low' : 'lowest';
    case 'low':
      if (rate > BULK_FROM) return 'bulk';
      return rate <= LOW_FROM ? 'lowest' : 'low';
    case 'bulk':
      return rate <= BULK_FROM ? 'low' : 'bulk';
  }
}
