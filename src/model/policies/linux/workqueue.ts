import { Activity } from '../../engine/activity.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import { admit, cpuNumber, NORMAL, threadStack, type LinuxContext } from './context.ts';

/** A piece of work for a kworker; queueing it again while it waits does nothing. */
export interface WorkItem {
  run(k: Frame): KernelCode;
  nextPacket(): number;
  /** WQ_CPU_INTENSIVE: who runs it does not count, so that other work goes on beside it (cryptd). */
  readonly cpuIntensive: boolean;
  /** WORK_STRUCT_PENDING. */
  pending: boolean;
}

interface Worker {
  readonly thread: Thread;
  /** It has left the idle list and looks for work or does some. */
  busy: boolean;
  /** What it runs. */
  item: WorkItem | undefined;
}

/** The normal workers of one CPU and the work that waits for them. */
interface Pool {
  readonly cpu: Cpu;
  readonly activity: Activity;
  readonly items: WorkItem[];
  readonly workers: Worker[];
  /** Who sleeps, the last to have gone to sleep at the end: it is woken first. */
  readonly idle: Worker[];
}

/** Workers that a CPU has from the start: one to work, and one that takes over when it sleeps. */
const FIRST_WORKERS = 2;

/** The one workqueue of these kernels' paths that is put to use before 2.6.36 (crypto/crypto_wq.c). */
const OWN_QUEUE = 'crypto';

/**
 * The normal per-CPU workers, managed by concurrency (kernel/workqueue.c): one runs at a time, another is woken when none
 * that counts runs, because it sleeps or because its work is CPU-intensive. The first to look takes the work; one that comes
 * too late finds nothing and sleeps again (kernels.md 10c.13). Up to 2.6.35 a workqueue has one thread a CPU, and no other.
 */
export class Workqueue {
  private readonly context: LinuxContext;
  private readonly pools: PerCpu<Pool>;
  /** One thread, which does everything in turn. */
  private readonly single: boolean;

  constructor(context: LinuxContext) {
    this.context = context;
    this.single = context.kernel.workers === 'per-queue';
    this.pools = new PerCpu(context.cpus, (cpu) => {
      const activity = new Activity(`${this.single ? OWN_QUEUE : 'kworker'}/${cpuNumber(context, cpu)}`);
      const pool: Pool = { cpu, activity, items: [], workers: [], idle: [] };
      for (let i = 0; i < (this.single ? 1 : FIRST_WORKERS); i++) this.createWorker(pool);
      pool.idle.reverse();
      return pool;
    });
  }

  /** Whom packets that wait for the workers of this CPU wait for. */
  activity(k: Frame): Activity {
    return this.pools.of(k.cpu).activity;
  }

  /** queue_work() on this CPU. What runs at present waits until that is over: it does not run twice at once. */
  *queue(k: Frame, item: WorkItem): KernelCode {
    if (item.pending) return;
    item.pending = true;
    const pool = this.pools.of(k.cpu);
    if (pool.workers.some((worker) => worker.item === item)) return;
    pool.items.push(item);
    yield* this.kick(k, pool);
  }

  /** kick_pool() */
  private *kick(k: Frame, pool: Pool): KernelCode {
    const thread = nextIdle(pool);
    if (thread === undefined) return;
    if (thread.state === 'blocked') thread.frames[0].packet = pool.items[0].nextPacket();
    yield k.wake(thread, this.context.cost.wakeupCost);
  }

  private createWorker(pool: Pool): void {
    const { roster } = this.context;
    const thread = roster.addSleeper(
      {
        name: this.single ? pool.activity.name : `${pool.activity.name}:${pool.workers.length + 1}`,
        kind: 'kthread',
        priority: 0,
        cpu: pool.cpu,
        note: 'Runs work that others queued for a context that may sleep.',
      },
      pool.activity,
      threadStack(this.context, 'workerThread'),
      (k) => this.workerThread(k, pool),
    );
    const worker: Worker = { thread, busy: false, item: undefined };
    // wq_worker_sleeping(): what it leaves behind is another's.
    thread.sleeps = () => {
      const next = worker.busy ? nextIdle(pool) : undefined;
      if (next !== undefined) pool.cpu.makeReady(next, undefined, 'another worker sleeps');
    };
    pool.workers.push(worker);
    pool.idle.push(worker);
    admit(this.context, thread, NORMAL);
  }

  private *workerThread(k: Frame, pool: Pool): KernelCode {
    const worker = pool.workers.find(({ thread }) => thread === k.thread)!;
    const waits = this.context.machine.recorder.name('work');
    for (;;) {
      while (!needsMore(pool)) yield k.block(waits);
      pool.idle.splice(pool.idle.indexOf(worker), 1);
      worker.busy = true;
      if (pool.idle.length === 0 && !this.single) this.createWorker(pool);
      while (pool.items.length > 0 && running(pool) <= 1) {
        yield* this.processOne(k, pool, worker);
      }
      worker.busy = false;
      pool.idle.push(worker);
    }
  }

  /** process_one_work() */
  private *processOne(k: Frame, pool: Pool, worker: Worker): KernelCode {
    const { calls } = this.context;
    const item = pool.items.shift()!;
    worker.item = item;
    item.pending = false;
    if (item.cpuIntensive) yield* this.kick(k, pool);
    calls.enter(k, 'processWork');
    yield* item.run(k);
    calls.leave(k);
    k.packet = -1;
    // The scheduler's chance comes before the worker counts again.
    yield k.yieldCpu();
    worker.item = undefined;
    if (item.pending) pool.items.push(item);
  }
}

/** Workers that count: at work, awake, and not on CPU-intensive work (nr_running). */
function running({ workers }: Pool): number {
  return workers.filter(
    ({ busy, item, thread }) => busy && item?.cpuIntensive !== true && thread.state !== 'blocked',
  ).length;
}

function needsMore(pool: Pool): boolean {
  return pool.items.length > 0 && running(pool) === 0;
}

/** The worker to wake, if the pool needs one. */
function nextIdle(pool: Pool): Thread | undefined {
  return needsMore(pool) ? pool.idle.at(-1)?.thread : undefined;
}
