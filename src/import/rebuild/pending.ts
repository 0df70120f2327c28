/** Causes that wait for their effect: a softirq that was raised, a work item that was queued. The rows are slices. */

const NONE = -1;

export class Pending<K> {
  private readonly causes = new Map<K, number>();

  /** Notes a cause. Deferred work that is requested twice before it runs, runs once, for the first request. */
  add(effect: K, slice: number): void {
    if (!this.causes.has(effect)) this.causes.set(effect, slice);
  }

  /** The slice that caused the effect, which has now begun; -1 if it is not in the recording. */
  take(effect: K): number {
    const slice = this.causes.get(effect) ?? NONE;
    if (slice !== NONE) this.causes.delete(effect);
    return slice;
  }

  clear(): void {
    this.causes.clear();
  }
}
