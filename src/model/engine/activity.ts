import { CLASS } from '../../trace/kinds.ts';

/** The activity is not asked for: what waits for it waits in a queue. */
export const RESTING = -1;

/**
 * What one consumer of packets (an interrupt handler, a softint level, a thread) was doing over time: the phases that a
 * packet waiting for it lives through. Kept once per consumer, so that a thousand waiting packets cost nothing.
 */
export class Activity {
  readonly name: string;
  /** The thread that will go on with what is left when the present context ends; undefined = nobody is known. */
  server: { readonly state: string } | undefined;
  private readonly times: number[] = [0];
  private readonly phases: number[] = [RESTING];
  private readonly slices: number[] = [-1];
  private readonly packets: number[] = [-1];

  constructor(name: string) {
    this.name = name;
  }

  /** From `now` on it is in `phase` (a code of CLASS or RESTING), in slice `slice`, on behalf of `packet` (-1 = of all). */
  set(now: number, phase: number, slice: number, packet: number): void {
    let last = this.times.length - 1;
    if (this.phases[last] === phase && this.slices[last] === slice && this.packets[last] === packet) return;
    if (this.times[last] !== now) {
      last = this.times.push(now) - 1;
    }
    this.phases[last] = phase;
    this.slices[last] = slice;
    this.packets[last] = packet;
  }

  /** The context that was active ends: its packets wait for the server if that is on its way, else they just wait. */
  rest(now: number): void {
    this.set(now, this.server?.state === 'runnable' ? CLASS.runnable : RESTING, -1, -1);
  }

  get phase(): number {
    return this.phases[this.phases.length - 1];
  }

  /**
   * Tells how `packet` spent [start, end) while it was in this consumer's hands: work for it or for all of the batch is
   * `work`, work for another packet is `queue`.
   */
  explain(start: number, end: number, packet: number, tell: Tell): void {
    if (end <= start) return;
    let at = this.lastBefore(start);
    let from = start;
    while (from < end) {
      const first = at;
      const cls = this.classOf(at++, packet);
      // A packet in a long queue waits for many others: that is one stretch.
      if (cls === CLASS.queue)
        while (at < this.times.length && this.times[at] < end && this.classOf(at, packet) === cls) at++;
      const next = at < this.times.length ? this.times[at] : Infinity;
      const to = next < end ? next : end;
      if (to > from) tell(from, to, cls, this.slices[first]);
      from = to;
    }
  }

  private classOf(at: number, packet: number): number {
    const phase = this.phases[at];
    if (phase === RESTING) return CLASS.queue;
    const busyWithAnother = this.packets[at] !== -1 && this.packets[at] !== packet;
    return phase === CLASS.work && busyWithAnother ? CLASS.queue : phase;
  }

  private lastBefore(time: number): number {
    let low = 0;
    let high = this.times.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.times[middle] <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Receives one stretch of a packet's life: [start, end) in ns, class code, slice row or -1. */
export type Tell = (start: number, end: number, cls: number, slice: number) => void;
