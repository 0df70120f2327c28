import type { Scheduler } from '../scheduler.ts';
import type { Thread } from '../thread.ts';
import { entityOf, type Entity, type Policy } from './entity.ts';
import { Balance, type Busy } from './balance.ts';
import type { FairQueue } from './fair-queue.ts';

/** Real-time threads may use so much of each second (sched_rt_runtime_us, sched_rt_period_us), ns. */
const RT_RUNTIME = 950_000_000;
const RT_PERIOD = 1_000_000_000;

/** How threads change their CPU. */
export interface Migration {
  /** Takes a waiting thread's frames to another CPU. */
  move(thread: Thread, cpu: number): void;
  /** True if CPUs pull threads over; else they move only where they are woken. */
  readonly balances: boolean;
}

/** What one CPU has to run. */
interface RunQueue extends Busy {
  readonly fair: FairQueue;
  readonly fifo: Entity[];
  since: number;
  rtPeriodStart: number;
  rtTime: number;
}

/**
 * Two scheduling classes: every runnable FIFO thread goes before every fair one, up to the real-time throttle. A CPU that has
 * nothing to do, or less than others, pulls a waiting thread over where the affinity of that allows it.
 */
export class ClassScheduler implements Scheduler {
  private readonly clock: { readonly now: number };
  private readonly queues: readonly RunQueue[];
  private readonly entities = new Map<Thread, Entity>();
  private readonly balance: Balance;
  private readonly migration: Migration | undefined;

  constructor(
    clock: { readonly now: number },
    cpus: number,
    makeFair: (cpu: number) => FairQueue,
    migration?: Migration,
  ) {
    this.clock = clock;
    this.migration = migration;
    this.balance = new Balance(cpus);
    this.queues = Array.from({ length: cpus }, (_, cpu) => ({
      fair: makeFair(cpu),
      fifo: [],
      running: undefined,
      since: 0,
      rtPeriodStart: 0,
      rtTime: 0,
    }));
  }

  /** Makes a thread known; idle threads stay unknown. Throws if its nice value or priority is out of range. */
  admit(thread: Thread, policy: Policy): void {
    this.entities.set(thread, entityOf(thread, policy));
  }

  /** True if `thread` is a fair one. */
  isFair(thread: Thread): boolean {
    return this.entities.get(thread)?.priority === 0;
  }

  /** Threads that run or are ready on CPU `cpu`, the idle one aside. */
  load(cpu: number): number {
    const { running, fair, fifo } = this.queues[cpu];
    return fair.waiting.length + fifo.length + Number(running !== undefined);
  }

  /** How often in a row CPU `cpu` tried in vain to pull a thread over. */
  failedBalances(cpu: number): number {
    return this.balance.failures(cpu);
  }

  /** Real-time priority of what runs on CPU `cpu`: 0 = fair, -1 = idle. */
  priorityOn(cpu: number): number {
    return this.queues[cpu].running?.priority ?? -1;
  }

  /** Real-time priority of `thread`; 0 = fair. */
  priorityOf(thread: Thread): number {
    return this.known(thread).priority;
  }

  /** Moves a thread that sleeps or waits to CPU `cpu` and keeps its place among the fair ones. Throws if it runs. */
  migrate(thread: Thread, cpu: number): void {
    const entity = this.known(thread);
    const from = this.queues[thread.cpu];
    const to = this.queues[cpu];
    this.account(from);
    this.account(to);
    from.fair.leave(entity, fairOnly(from.running));
    const waits = thread.state === 'runnable';
    if (waits) this.remove(from, entity);
    this.migration?.move(thread, cpu);
    to.fair.join(entity, fairOnly(to.running));
    if (!waits) return;
    if (entity.priority > 0) insert(to.fifo, entity, false);
    else to.fair.putBack(entity);
  }

  /** Lends `holder` the class and priority of `waiter` if that is better; returns what gives it back. */
  boost(holder: Thread, waiter: Thread): () => void {
    const entity = this.known(holder);
    const { priority } = entity;
    const better = this.known(waiter).priority;
    if (better <= priority) return () => undefined;
    this.reclass(entity, better);
    return () => this.reclass(entity, priority);
  }

  /** The thread of the highest real-time priority, of equal ones the first; undefined if there is none. */
  highest(threads: readonly Thread[]): Thread | undefined {
    let best: Thread | undefined;
    for (const thread of threads) {
      if (best === undefined || this.known(thread).priority > this.known(best).priority) best = thread;
    }
    return best;
  }

  enqueue(thread: Thread, atHead: boolean): void {
    const queue = this.queues[thread.cpu];
    const entity = this.known(thread);
    this.account(queue);
    if (entity.priority > 0) insert(queue.fifo, entity, atHead);
    else if (atHead) queue.fair.putBack(entity);
    else queue.fair.wake(entity, fairOnly(queue.running, thread));
  }

  peek(cpu: number): Thread | undefined {
    const queue = this.queues[cpu];
    this.account(queue);
    return this.best(queue)?.thread;
  }

  take(cpu: number): Thread | undefined {
    const queue = this.queues[cpu];
    this.account(queue);
    const { running } = queue;
    if (running?.priority === 0 && running.thread.state === 'blocked') queue.fair.blocks(running);
    const best = this.best(queue) ?? this.pulledByIdle(cpu);
    if (best === undefined) return undefined;
    this.remove(queue, best);
    return best.thread;
  }

  preempts(candidate: Thread, running: Thread): boolean {
    const entity = this.known(candidate);
    const other = this.entities.get(running);
    if (other === undefined) return true;
    if (entity.priority > 0 || other.priority > 0) return entity.priority > other.priority;
    const queue = this.queues[candidate.cpu];
    this.account(queue);
    return queue.fair.preempts(entity, other);
  }

  goesBefore(best: Thread, running: Thread): boolean {
    const entity = this.known(best);
    const other = this.entities.get(running);
    if (other === undefined) return true;
    if (entity.priority > 0) return entity.priority > other.priority;
    const queue = this.queues[best.cpu];
    if (other.priority > 0) return this.throttled(queue);
    return queue.fair.goesBefore(entity, other);
  }

  switched(cpu: number, next: Thread): void {
    const queue = this.queues[cpu];
    this.account(queue);
    const before = queue.running;
    queue.running = this.entities.get(next);
    this.balance.switched(cpu, before !== undefined, queue.running !== undefined, this.clock.now);
    if (queue.running?.priority === 0) queue.fair.picked(queue.running);
  }

  /** The tick of CPU `cpu`: true if the running thread should give way. */
  tick(cpu: number): boolean {
    const queue = this.queues[cpu];
    this.account(queue);
    const { running } = queue;
    if (this.balance.due(cpu, running === undefined, this.clock.now)) this.pull(cpu);
    if (running === undefined) return this.best(queue) !== undefined;
    if (running.priority > 0) return this.throttled(queue) && !queue.fair.empty;
    return queue.fair.expired(running) || (queue.fifo.length > 0 && !this.throttled(queue));
  }

  /** A CPU is about to idle: newidle_balance(). */
  private pulledByIdle(cpu: number): Entity | undefined {
    if (this.migration?.balances !== true || !this.balance.worthwhile(cpu)) return undefined;
    const entity = this.balance.candidate(this.queues, cpu, true, this.clock.now);
    if (entity !== undefined) this.migrate(entity.thread, cpu);
    return entity;
  }

  /** load_balance() of the tick. */
  private pull(cpu: number): void {
    if (this.migration?.balances !== true) return;
    const idle = this.queues[cpu].running === undefined;
    const entity = this.balance.candidate(this.queues, cpu, idle, this.clock.now);
    this.balance.tried(this.queues, cpu, entity !== undefined);
    if (entity !== undefined) this.migrate(entity.thread, cpu);
  }

  private known(thread: Thread): Entity {
    const entity = this.entities.get(thread);
    if (entity === undefined) throw new Error(`thread ${thread.name} was never admitted to the scheduler`);
    return entity;
  }

  private best(queue: RunQueue): Entity | undefined {
    const real = queue.fifo[0];
    if (real !== undefined && !(this.throttled(queue) && !queue.fair.empty)) return real;
    return queue.fair.best(fairOnly(queue.running)) ?? real;
  }

  private remove(queue: RunQueue, entity: Entity): void {
    if (entity.priority > 0) queue.fifo.splice(queue.fifo.indexOf(entity), 1);
    else queue.fair.remove(entity);
  }

  private reclass(entity: Entity, priority: number): void {
    const queue = this.queues[entity.thread.cpu];
    const waits = entity.thread.state === 'runnable';
    if (waits) this.remove(queue, entity);
    entity.priority = priority;
    if (!waits) return;
    if (priority > 0) insert(queue.fifo, entity, true);
    else queue.fair.putBack(entity);
  }

  /** Books the time since the last look to whoever runs. */
  private account(queue: RunQueue): void {
    const { now } = this.clock;
    const ns = now - queue.since;
    if (ns === 0) return;
    queue.since = now;
    if (now - queue.rtPeriodStart >= RT_PERIOD) {
      queue.rtPeriodStart = now - (now % RT_PERIOD);
      queue.rtTime = 0;
    }
    if (queue.running === undefined) return;
    queue.running.lastRan = now;
    if (queue.running.priority > 0) queue.rtTime += ns;
    else queue.fair.charge(queue.running, ns);
  }

  private throttled(queue: RunQueue): boolean {
    return queue.rtTime > RT_RUNTIME;
  }
}

/** The running entity as the fair class sees it: nobody if it is of another class, asleep, or `except`. */
function fairOnly(running: Entity | undefined, except?: Thread): Entity | undefined {
  if (running === undefined || running.priority > 0) return undefined;
  return running.thread.state === 'running' && running.thread !== except ? running : undefined;
}

function insert(queue: Entity[], entity: Entity, atHead: boolean): void {
  const at = queue.findIndex((other) =>
    atHead ? other.priority <= entity.priority : other.priority < entity.priority,
  );
  if (at < 0) queue.push(entity);
  else queue.splice(at, 0, entity);
}
