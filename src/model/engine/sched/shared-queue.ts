import { KIND } from '../../../trace/kinds.ts';
import type { Cpu } from '../cpu.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Thread } from '../thread.ts';

/**
 * Strict priorities over one run queue for all CPUs: a thread that becomes ready takes the CPU with the least urgent thread,
 * its last one if that is no worse, and a CPU that has nothing to do takes the best that waits. User programs stay where
 * they are.
 */
export class SharedScheduler implements Scheduler {
  private readonly cpus: () => readonly Cpu[];
  private readonly shared: Thread[] = [];
  private readonly bound: Thread[][];

  constructor(count: number, cpus: () => readonly Cpu[]) {
    this.cpus = cpus;
    this.bound = Array.from({ length: count }, () => []);
  }

  enqueue(thread: Thread, atHead: boolean): void {
    if (thread.kindCode === KIND.user) {
      insert(this.bound[thread.cpu], thread, atHead);
      return;
    }
    insert(this.shared, thread, atHead);
    const target = this.leastUrgent(thread);
    if (!this.preempts(thread, target.current)) return;
    if (atHead) {
      // It has lost its CPU to a better one, and nobody else will tell the other CPU.
      target.needResched = true;
      target.poke();
    }
    move(thread, target);
  }

  peek(cpu: number): Thread | undefined {
    const [own] = this.bound[cpu];
    const [best] = this.shared;
    return best !== undefined && (own === undefined || best.priority >= own.priority) ? best : own;
  }

  take(cpu: number): Thread | undefined {
    const thread = this.peek(cpu);
    if (thread === undefined) return undefined;
    const queue = thread === this.shared[0] ? this.shared : this.bound[cpu];
    queue.shift();
    move(thread, this.cpus()[cpu]);
    return thread;
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

  /** A CPU that is about to reschedule already counts as busy. */
  private leastUrgent(thread: Thread): Cpu {
    const cpus = this.cpus();
    const free = cpus.filter((cpu) => !cpu.needResched);
    let best = cpus[thread.cpu];
    if (best.needResched && free.length > 0) best = free[0];
    for (const cpu of free) if (cpu.current.priority < best.current.priority) best = cpu;
    return best;
  }
}

function insert(queue: Thread[], thread: Thread, atHead: boolean): void {
  const at = queue.findIndex((other) =>
    atHead ? other.priority <= thread.priority : other.priority < thread.priority,
  );
  if (at < 0) queue.push(thread);
  else queue.splice(at, 0, thread);
}

/** A thread that does not run takes all its frames along. */
function move(thread: Thread, cpu: Cpu): void {
  thread.cpu = cpu.id;
  for (const frame of thread.frames) frame.cpu = cpu;
}
