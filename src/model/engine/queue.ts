import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';

/** A first-in first-out queue whose length is on the record. `limit` Infinity = unbounded. */
export class BoundedQueue<T> {
  readonly name: string;
  readonly nameId: number;
  private readonly recorder: Recorder;
  readonly limit: number;
  private readonly resolution: number;
  private recordedAt = -Infinity;
  private items: (T | undefined)[] = [];
  private head = 0;

  /** `resolution`: changes that follow a recorded one by less are left out, ns. */
  constructor(name: string, limit: number, recorder: Recorder, resolution = 0) {
    this.resolution = resolution;
    this.name = name;
    this.nameId = recorder.name(name);
    this.limit = limit;
    this.recorder = recorder;
  }

  get length(): number {
    return this.items.length - this.head;
  }

  peek(): T | undefined {
    return this.items[this.head];
  }

  /** Appends `item`; false if the queue is full. */
  put(item: T, now: number): boolean {
    if (this.length >= this.limit) return false;
    this.items.push(item);
    this.record(now);
    return true;
  }

  take(now: number): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    this.record(now);
    return item;
  }

  forEach(visit: (item: T) => void): void {
    for (let i = this.head; i < this.items.length; i++) visit(this.items[i] as T);
  }

  private record(now: number): void {
    if (now > this.recordedAt && now < this.recordedAt + this.resolution) return;
    this.recordedAt = now;
    const counters = this.recorder.trace.counters;
    const last = counters.length - 1;
    const again = last >= 0 && counters.name[last] === this.nameId && counters.t[last] === now;
    const row = again ? last : addRow(counters);
    counters.t[row] = now;
    counters.name[row] = this.nameId;
    counters.value[row] = this.length;
    counters.limit[row] = this.limit === Infinity ? -1 : this.limit;
  }
}
