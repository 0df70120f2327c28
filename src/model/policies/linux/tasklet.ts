import type { Frame, KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { LinuxContext } from './context.ts';
import { VECTOR, type Softirqs } from './softirq.ts';

/** A function that a driver has run in softirq context, once for any number of requests. */
export interface Tasklet {
  run(k: Frame): KernelCode;
  nextPacket(): number;
  /** TASKLET_STATE_SCHED. */
  scheduled: boolean;
}

/** The TASKLET softirq. */
export class Tasklets {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly lists: PerCpu<Tasklet[]>;

  constructor(context: LinuxContext, softirqs: Softirqs) {
    this.context = context;
    this.softirqs = softirqs;
    this.lists = new PerCpu(context.cpus, () => []);
    softirqs.register(VECTOR.tasklet, {
      run: (k) => this.action(k),
      nextPacket: (cpu) => this.lists.of(cpu)[0]?.nextPacket() ?? -1,
    });
  }

  /** tasklet_schedule(). */
  *schedule(k: Frame, tasklet: Tasklet): KernelCode {
    if (tasklet.scheduled) return;
    tasklet.scheduled = true;
    this.lists.of(k.cpu).push(tasklet);
    yield* this.softirqs.raise(k, VECTOR.tasklet);
  }

  /** Runs those that were scheduled when it began; one scheduled meanwhile raises the vector again. */
  private *action(k: Frame): KernelCode {
    const { calls } = this.context;
    calls.enter(k, 'taskletAction');
    for (const tasklet of this.lists.of(k.cpu).splice(0)) {
      tasklet.scheduled = false;
      yield* tasklet.run(k);
      k.packet = -1;
    }
    calls.leave(k);
  }
}
