import { UNIT, type Entity } from './entity.ts';
import type { FairQueue } from './fair-queue.ts';

/**
 * Earliest eligible virtual deadline first (6.6 on, as in 6.12): of the threads that have had no more than their share, the
 * one whose slice is due first; whoever was picked keeps the CPU until its slice is used or it has had more than its share
 * (RUN_TO_PARITY). A sleeper keeps its lag; one that had too much owes it until the others have caught up (DELAY_DEQUEUE).
 */
export class Eevdf implements FairQueue {
  private readonly slice: number;
  private readonly lagLimit: number;
  readonly waiting: Entity[] = [];
  /** The deadline up to which the running entity is protected. */
  private protectedUntil = -Infinity;
  private lastAverage = 0;

  /** `slice`: base slice, `tick`: clock period, ns. Lag is kept up to twice the slice or one tick. */
  constructor(slice: number, tick: number) {
    this.slice = slice;
    this.lagLimit = Math.max(2 * slice, tick);
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  wake(entity: Entity, running: Entity | undefined): void {
    const average = this.average(running);
    // Assumed: a thread that never ran in the picture has waited for others before and is owed one slice.
    if (entity.vruntime === -Infinity) entity.lag = this.slice;
    if (entity.lag < 0) {
      entity.vruntime = Math.max(entity.vruntime, average);
    } else {
      const load = this.load(running);
      const lag = load === 0 ? entity.lag : (entity.lag * (load + entity.weight)) / load;
      entity.vruntime = average - lag;
    }
    this.renew(entity);
    this.waiting.push(entity);
  }

  putBack(entity: Entity): void {
    this.settle(entity);
    this.waiting.push(entity);
  }

  best(running: Entity | undefined): Entity | undefined {
    const average = this.average(running);
    const eligible = this.waiting.filter((entity) => entity.vruntime <= average);
    return earliest(eligible.length > 0 ? eligible : this.waiting);
  }

  remove(entity: Entity): void {
    this.waiting.splice(this.waiting.indexOf(entity), 1);
  }

  leave(entity: Entity, running: Entity | undefined): void {
    if (entity.vruntime === -Infinity) return;
    const waits = this.waiting.includes(entity);
    if (!waits && entity.lag >= 0) return;
    const lag = this.limited(this.average(running) - entity.vruntime);
    entity.lag = waits ? lag : Math.min(0, lag);
  }

  join(entity: Entity, running: Entity | undefined): void {
    if (entity.vruntime === -Infinity) return;
    entity.vruntime = this.average(running) - entity.lag;
    this.renew(entity);
  }

  preempts(entity: Entity, running: Entity): boolean {
    return this.best(running) === entity && this.goesBefore(entity, running);
  }

  goesBefore(best: Entity, running: Entity): boolean {
    if (running.vruntime > this.average(running)) return true;
    if (running.deadline === this.protectedUntil) return false;
    return best.vruntime <= this.average(running) && best.deadline < running.deadline;
  }

  charge(running: Entity, ns: number): void {
    running.vruntime += (ns * UNIT) / running.weight;
    running.ranSincePick += ns;
    if (running.vruntime >= running.deadline) this.renew(running);
  }

  picked(entity: Entity): void {
    this.settle(entity);
    entity.ranSincePick = 0;
    this.protectedUntil = entity.deadline;
  }

  blocks(running: Entity): void {
    running.lag = this.limited(this.average(running) - running.vruntime);
  }

  expired(running: Entity): boolean {
    return !this.empty && running.deadline !== this.protectedUntil;
  }

  private limited(lag: number): number {
    return Math.max(-this.lagLimit, Math.min(this.lagLimit, lag));
  }

  private renew(entity: Entity): void {
    entity.deadline = entity.vruntime + (this.slice * UNIT) / entity.weight;
  }

  /** One that never was woken begins where the others are. */
  private settle(entity: Entity): void {
    if (entity.vruntime !== -Infinity) return;
    entity.vruntime = this.average(undefined);
    this.renew(entity);
  }

  private load(running: Entity | undefined): number {
    return this.waiting.reduce((sum, entity) => sum + entity.weight, running?.weight ?? 0);
  }

  /** The weighted mean of everybody's virtual runtime: where a thread with no lag is. */
  private average(running: Entity | undefined): number {
    const load = this.load(running);
    if (load > 0) {
      // Offsets from a base keep the products exact.
      const base = running?.vruntime ?? this.waiting[0].vruntime;
      const offset = this.waiting.reduce((sum, entity) => sum + (entity.vruntime - base) * entity.weight, 0);
      this.lastAverage = base + offset / load;
    }
    return this.lastAverage;
  }
}

function earliest(entities: readonly Entity[]): Entity | undefined {
  let best: Entity | undefined;
  for (const entity of entities) if (best === undefined || entity.deadline < best.deadline) best = entity;
  return best;
}
