import type { Thread } from './thread.ts';

/** Who runs next on a CPU. The running thread is never in the queue. */
export interface Scheduler {
  /** A thread became runnable; `atHead` if it was preempted and has not used up its turn. */
  enqueue(thread: Thread, atHead: boolean): void;
  /** The thread that `take` would give, without taking it. */
  peek(cpu: number): Thread | undefined;
  take(cpu: number): Thread | undefined;
  /** True if `candidate` should take the CPU from `running`. */
  preempts(candidate: Thread, running: Thread): boolean;
  /** True if a reschedule on `running`'s CPU would pick `best`, the thread that `peek` gives, over it. */
  goesBefore(best: Thread, running: Thread): boolean;
  /** CPU `cpu` changes to `next`. */
  switched(cpu: number, next: Thread): void;
}

/** Strict priorities, first come first served within one; every thread is bound to its CPU (BSD kernels of the seeds). */
export class PriorityScheduler implements Scheduler {
  private readonly queues: Thread[][];

  constructor(cpus: number) {
    this.queues = Array.from({ length: cpus }, () => []);
  }

  enqueue(thread: Thread, atHead: boolean): void {
    const queue = this.queues[thread.cpu];
    const at = queue.findIndex((other) =>
      atHead ? other.priority <= thread.priority : other.priority < thread.priority,
    );
    if (at < 0) queue.push(thread);
    else queue.splice(at, 0, thread);
  }

  peek(cpu: number): Thread | undefined {
    return this.queues[cpu][0];
  }

  take(cpu: number): Thread | undefined {
    return this.queues[cpu].shift();
  }

  preempts(candidate: Thread, running: Thread): boolean {
    return candidate.priority > running.priority;
  }

  goesBefore(best: Thread, running: Thread): boolean {
    return this.preempts(best, running);
  }

  switched(): void {
    // Strict priorities keep no account of who ran for how long.
  }
}
