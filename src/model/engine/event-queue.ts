/** What an event wakes. `arg` is whatever the handler gave when it scheduled the event. */
export interface EventHandler {
  onEvent(arg: number): void;
}

/**
 * A four-ary heap of events ordered by (time, order of scheduling), so that ties always break the same way. Columns
 * instead of objects: scheduling allocates nothing once the heap has grown.
 */
export class EventQueue {
  private times = new Float64Array(256);
  private seqs = new Float64Array(256);
  private args = new Float64Array(256);
  private readonly handlers: (EventHandler | undefined)[] = [];
  private size = 0;
  private nextSeq = 0;

  /** The handler and argument of the event that `pop` took out last. */
  handler: EventHandler | undefined;
  arg = 0;

  get length(): number {
    return this.size;
  }

  /** Time of the earliest event in ns, Infinity if there is none. */
  get nextTime(): number {
    return this.size === 0 ? Infinity : this.times[0];
  }

  push(time: number, handler: EventHandler, arg: number): void {
    if (this.size === this.times.length) this.grow();
    const seq = this.nextSeq++;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      // A later event never precedes an equal parent: its seq is the largest of all.
      if (this.times[parent] <= time) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, time, seq, handler, arg);
  }

  /** Takes the earliest event out and returns its time; its handler and argument are in the fields. Undefined if empty. */
  pop(): number | undefined {
    if (this.size === 0) return undefined;
    const time = this.times[0];
    this.handler = this.handlers[0];
    this.arg = this.args[0];
    const last = --this.size;
    if (last > 0) this.sink(last);
    this.handlers[last] = undefined;
    return time;
  }

  private sink(last: number): void {
    const time = this.times[last];
    const seq = this.seqs[last];
    let at = 0;
    for (;;) {
      const first = at * 4 + 1;
      if (first >= last) break;
      let best = first;
      const end = Math.min(first + 4, last);
      for (let child = first + 1; child < end; child++) if (this.before(child, best)) best = child;
      if (this.times[best] > time || (this.times[best] === time && this.seqs[best] > seq)) break;
      this.move(best, at);
      at = best;
    }
    this.put(at, time, seq, this.handlers[last], this.args[last]);
  }

  private before(a: number, b: number): boolean {
    return this.times[a] < this.times[b] || (this.times[a] === this.times[b] && this.seqs[a] < this.seqs[b]);
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from];
    this.seqs[to] = this.seqs[from];
    this.args[to] = this.args[from];
    this.handlers[to] = this.handlers[from];
  }

  private put(at: number, time: number, seq: number, handler: EventHandler | undefined, arg: number): void {
    this.times[at] = time;
    this.seqs[at] = seq;
    this.args[at] = arg;
    this.handlers[at] = handler;
  }

  private grow(): void {
    this.times = larger(this.times);
    this.seqs = larger(this.seqs);
    this.args = larger(this.args);
  }
}

function larger(array: Float64Array): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(array.length * 2);
  copy.set(array);
  return copy;
}
