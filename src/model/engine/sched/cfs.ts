import { UNIT, type Entity } from './entity.ts';
import type { FairQueue } from './fair-queue.ts';

/** Tunables of CFS in ns, as they are on one CPU. */
export interface CfsRules {
  /** Period in which every runnable thread should run once. */
  readonly latency: number;
  readonly minGranularity: number;
  /** By how much a woken thread must be behind to preempt. */
  readonly wakeupGranularity: number;
  /** How far before the others a long sleeper is placed. */
  readonly sleeperCredit: number;
}

/** The Completely Fair Scheduler (2.6.23 to 6.5): least virtual runtime first (kernels.md 4.2.9). Group scheduling and buddies are left out. */
export class Cfs implements FairQueue {
  private readonly rules: CfsRules;
  readonly waiting: Entity[] = [];
  private minVruntime = 0;

  constructor(rules: CfsRules) {
    this.rules = rules;
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  wake(entity: Entity, running: Entity | undefined): void {
    this.advance(running);
    entity.vruntime = Math.max(entity.vruntime, this.minVruntime - this.rules.sleeperCredit);
    this.putBack(entity);
  }

  putBack(entity: Entity): void {
    if (entity.vruntime === -Infinity) entity.vruntime = this.minVruntime;
    const at = this.waiting.findIndex((other) => other.vruntime > entity.vruntime);
    if (at < 0) this.waiting.push(entity);
    else this.waiting.splice(at, 0, entity);
  }

  best(): Entity | undefined {
    return this.waiting[0];
  }

  remove(entity: Entity): void {
    this.waiting.splice(this.waiting.indexOf(entity), 1);
  }

  leave(entity: Entity, running: Entity | undefined): void {
    this.advance(running);
    if (entity.vruntime !== -Infinity) entity.vruntime -= this.minVruntime;
  }

  join(entity: Entity, running: Entity | undefined): void {
    this.advance(running);
    if (entity.vruntime !== -Infinity) entity.vruntime += this.minVruntime;
  }

  preempts(entity: Entity, running: Entity): boolean {
    const granularity = (this.rules.wakeupGranularity * UNIT) / entity.weight;
    return running.vruntime - entity.vruntime > granularity;
  }

  goesBefore(best: Entity, running: Entity): boolean {
    return best.vruntime < running.vruntime;
  }

  charge(running: Entity, ns: number): void {
    running.vruntime += (ns * UNIT) / running.weight;
    running.ranSincePick += ns;
    this.advance(running);
  }

  picked(entity: Entity): void {
    if (entity.vruntime === -Infinity) entity.vruntime = this.minVruntime;
    entity.ranSincePick = 0;
  }

  blocks(): void {
    // A sleeper keeps its virtual runtime; the credit is given when it wakes.
  }

  expired(running: Entity): boolean {
    if (this.empty) return false;
    const share = this.share(running);
    if (running.ranSincePick > share) return true;
    if (running.ranSincePick < this.rules.minGranularity) return false;
    return running.vruntime - this.waiting[0].vruntime > share;
  }

  /** How long `running` may go on, ns. */
  private share(running: Entity): number {
    const count = this.waiting.length + 1;
    const period = Math.max(this.rules.latency, count * this.rules.minGranularity);
    const weight = this.waiting.reduce((sum, entity) => sum + entity.weight, running.weight);
    return (period * running.weight) / weight;
  }

  private advance(running: Entity | undefined): void {
    const first = this.waiting[0]?.vruntime ?? Infinity;
    const least = Math.min(running?.vruntime ?? Infinity, first);
    if (least !== Infinity) this.minVruntime = Math.max(this.minVruntime, least);
  }
}
