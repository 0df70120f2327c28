import { Activity } from '../../engine/activity.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import { admit, cpuNumber, NORMAL, type LinuxContext } from './context.ts';

/** A piece of work for a kworker; queueing it again while it waits does nothing. */
export interface WorkItem {
  run(k: Frame): KernelCode;
  nextPacket(): number;
  pending: boolean;
}

/** The normal per-CPU workers: one kworker a CPU takes the work in order. A second worker is never started here. */
export class Workqueue {
  private readonly context: LinuxContext;
  private readonly workers: PerCpu<{ readonly thread: Thread; readonly items: WorkItem[] }>;

  constructor(context: LinuxContext) {
    this.context = context;
    const { roster, calls } = context;
    this.workers = new PerCpu(context.cpus, (cpu) => {
      const items: WorkItem[] = [];
      const name = `kworker/${cpuNumber(context, cpu)}`;
      const thread = roster.addSleeper(
        {
          name: `${name}:1`,
          kind: 'kthread',
          priority: 0,
          cpu,
          note: 'Runs work that others queued for a context that may sleep.',
        },
        new Activity(name),
        calls.on(-1, 'threadEntry'),
        (k) => this.worker(k, items),
      );
      return { thread: admit(context, thread, NORMAL), items };
    });
  }

  /** Whom packets that wait for the worker of this CPU wait for. */
  activity(k: Frame): Activity {
    return this.workers.of(k.cpu).thread.activity!;
  }

  /** queue_work() on this CPU. */
  *queue(k: Frame, item: WorkItem): KernelCode {
    if (item.pending) return;
    item.pending = true;
    const { thread, items } = this.workers.of(k.cpu);
    items.push(item);
    if (thread.state === 'blocked') thread.frames[0].packet = item.nextPacket();
    yield k.wake(thread, this.context.cost.wakeupCost);
  }

  private *worker(k: Frame, items: WorkItem[]): KernelCode {
    const { calls, machine } = this.context;
    const waits = machine.recorder.name('work');
    for (;;) {
      while (items.length === 0) yield k.block(waits);
      const item = items.shift()!;
      item.pending = false;
      calls.enter(k, 'processWork');
      yield* item.run(k);
      calls.leave(k);
      k.packet = -1;
      yield k.yieldCpu();
    }
  }
}
