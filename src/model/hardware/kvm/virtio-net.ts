import type { Line } from '../../engine/line.ts';
import type { Recorder } from '../../../trace/recorder.ts';
import { BoundedQueue } from '../../engine/queue.ts';
import type { Fragment } from './datagram.ts';

/** Buffers of a receive virtqueue, as QEMU makes it. */
export const VRING = 256;
const RESOLUTION = 20_000;

/**
 * The receive virtqueue between vhost and the guest's driver: buffers that the guest has made available, and those that
 * vhost has filled. Each side says by a word in shared memory whether it wants to be told of the other's work.
 */
export class VirtioNet {
  readonly name: string;
  /** The guest's interrupt line. */
  readonly line: Line;
  private readonly used: BoundedQueue<Fragment>;
  private available = VRING;
  /** Buffers that the guest has taken out and not yet made available again. */
  private taken = 0;
  /** The guest's callbacks are enabled: it wants an interrupt (used_event). */
  private wantsInterrupt = true;
  /** vhost waits for buffers: it wants to be kicked. */
  private wantsKick = false;
  framesIn = 0;

  constructor(name: string, line: Line, recorder: Recorder) {
    this.name = name;
    this.line = line;
    this.used = new BoundedQueue(`${name} vring`, VRING, recorder, RESOLUTION);
  }

  /** True if vhost finds a buffer; if not, it is kicked when there are some. */
  get hasBuffer(): boolean {
    if (this.available === 0) this.wantsKick = true;
    return this.available > 0;
  }

  /** Filled buffers that the guest has not taken. */
  get length(): number {
    return this.used.length;
  }

  /** vhost fills a buffer; true if the guest is to be interrupted, once until it asks again. */
  fill(fragment: Fragment, now: number): boolean {
    this.available--;
    this.framesIn++;
    this.used.put(fragment, now);
    const { wantsInterrupt } = this;
    this.wantsInterrupt = false;
    return wantsInterrupt;
  }

  peek(): Fragment | undefined {
    return this.used.peek();
  }

  /** The guest's driver takes a filled buffer. */
  take(now: number): Fragment | undefined {
    const fragment = this.used.take(now);
    if (fragment !== undefined) this.taken++;
    return fragment;
  }

  /** Makes buffers available again once more than half of the ring is empty; true if vhost is to be kicked. */
  refill(): boolean {
    if (this.taken <= VRING / 2) return false;
    this.available += this.taken;
    this.taken = 0;
    const { wantsKick } = this;
    this.wantsKick = false;
    return wantsKick;
  }

  /** virtqueue_disable_cb(). */
  disableCallbacks(): void {
    this.wantsInterrupt = false;
  }

  /** virtqueue_enable_cb(): the poll found nothing more. */
  done(): void {
    this.wantsInterrupt = true;
  }

  settle(): void {
    // Nothing happens to it that is not seen at once.
  }

  get idle(): boolean {
    return this.used.length === 0;
  }
}
