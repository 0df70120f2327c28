import type { Entity } from './entity.ts';

/** Time for which a thread's data is taken to stay in a cache (sysctl_sched_migration_cost), ns. */
const MIGRATION_COST = 500_000;
/** How often a balance may fail before threads with warm caches are moved too (cache_nice_tries). */
const PATIENCE = 1;
/** A CPU balances each so many ms a CPU while it idles, and so many times less often while it works (busy_factor). */
const IDLE_INTERVAL = 1_000_000;
const BUSY_FACTOR = 32;

/** The threads of one CPU as the balance sees them. */
export interface Busy {
  readonly fair: { readonly waiting: readonly Entity[] };
  readonly fifo: readonly Entity[];
  /** Undefined while it idles. */
  running: Entity | undefined;
}

interface CpuBalance {
  idleSince: number;
  /** Mean length of the latest idle times, ns. */
  averageIdle: number;
  next: number;
  failed: number;
}

/**
 * Which waiting thread a CPU pulls over, and when it looks (kernel/sched/fair.c: newidle_balance, load_balance). Threads are
 * counted, not weighed; all CPUs share a cache. Assumed: looking costs nothing, and an idle CPU's tick does it, not another's.
 */
export class Balance {
  private readonly states: readonly CpuBalance[];

  constructor(cpus: number) {
    this.states = Array.from({ length: cpus }, () => ({
      idleSince: 0,
      averageIdle: 2 * MIGRATION_COST,
      next: 0,
      failed: 0,
    }));
  }

  /** CPU `cpu` begins or ends an idle time. */
  switched(cpu: number, wasBusy: boolean, isBusy: boolean, now: number): void {
    const state = this.states[cpu];
    if (wasBusy && !isBusy) state.idleSince = now;
    if (wasBusy || !isBusy) return;
    const mean = state.averageIdle + (now - state.idleSince - state.averageIdle) / 8;
    state.averageIdle = Math.min(mean, 2 * MIGRATION_COST);
  }

  /** True if CPU `cpu`, which is about to idle, expects to idle for longer than a migration costs. */
  worthwhile(cpu: number): boolean {
    return this.states[cpu].averageIdle >= MIGRATION_COST;
  }

  /** True if the tick of CPU `cpu` should balance. */
  due(cpu: number, idle: boolean, now: number): boolean {
    const state = this.states[cpu];
    const interval = this.states.length * IDLE_INTERVAL * (idle ? 1 : BUSY_FACTOR);
    if (now < state.next && !(idle && now + interval < state.next)) return false;
    state.next = now + interval;
    return true;
  }

  /** The tick's balance of CPU `cpu` is over: it pulled, or there was something that it did not dare to pull, or nothing. */
  tried(queues: readonly Busy[], cpu: number, pulled: boolean): void {
    const state = this.states[cpu];
    const wanted = !pulled && queues.some((queue, other) => other !== cpu && size(queue) > 1);
    state.failed = wanted ? state.failed + 1 : 0;
  }

  /** How often in a row CPU `cpu` found more to do elsewhere and nothing that it could pull (nr_balance_failed). */
  failures(cpu: number): number {
    return this.states[cpu].failed;
  }

  /** The thread that CPU `cpu` should pull: of the busiest CPU that has one, the one that has not run for longest. */
  candidate(queues: readonly Busy[], cpu: number, idle: boolean, now: number): Entity | undefined {
    const least = idle ? 2 : size(queues[cpu]) + 2;
    const warm = this.states[cpu].failed > PATIENCE;
    let best: Entity | undefined;
    let most = 0;
    for (const [other, queue] of queues.entries()) {
      const count = size(queue);
      if (other === cpu || count < least || count <= most) continue;
      const found = coldest(queue, cpu, warm ? now : now - MIGRATION_COST);
      if (found === undefined) continue;
      best = found;
      most = count;
    }
    return best;
  }
}

/** Threads that run or wait on a CPU. */
function size({ fair, fifo, running }: Busy): number {
  return fair.waiting.length + fifo.length + Number(running !== undefined);
}

/** A real-time thread that waits for another one; else the fair thread that last ran longest ago, no later than `before`. */
function coldest({ fair, fifo, running }: Busy, cpu: number, before: number): Entity | undefined {
  const movable = ({ thread }: Entity): boolean => thread.pinned === 0 && thread.allowed.includes(cpu);
  const urgent = running !== undefined && running.priority > 0 ? fifo.find(movable) : undefined;
  if (urgent !== undefined) return urgent;
  let best: Entity | undefined;
  for (const entity of fair.waiting) {
    if (entity.lastRan > before || !movable(entity)) continue;
    if (best === undefined || entity.lastRan < best.lastRan) best = entity;
  }
  return best;
}
