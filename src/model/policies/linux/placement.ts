import type { Cpu } from '../../engine/cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import { admit, NORMAL, type LinuxContext } from './context.ts';

/**
 * select_task_rq_fair() of a wake-up in 3.11, for a thread that may run anywhere: the waker's CPU if that is no busier than
 * the one where the thread ran last; then, if that is not idle, the last one if it is, or the next idle one in turn.
 * Assumed: all CPUs share a cache domain. It counts who is ready: a softirq over the idle thread leaves its CPU idle.
 */
export function placeWoken(context: LinuxContext, waker: Cpu, thread: Thread): void {
  if (thread.state !== 'blocked') return;
  const { machine } = context;
  const last = machine.cpus[thread.cpu];
  const to = choose(context, waker, last);
  if (to === last) return;
  machine.migrate(thread, to.id);
  // A new entity begins where its new queue is in virtual time.
  admit(context, thread, NORMAL);
}

function choose(context: LinuxContext, waker: Cpu, last: Cpu): Cpu {
  const target = load(context, waker) <= load(context, last) ? waker : last;
  if (load(context, target) === 0) return target;
  if (load(context, last) === 0) return last;
  const { cpus } = context;
  const first = cpus.indexOf(target);
  for (let i = 1; i < cpus.length; i++) {
    const cpu = cpus[(first + i) % cpus.length];
    if (load(context, cpu) === 0) return cpu;
  }
  return target;
}

/** Threads that run or are ready on a CPU, the idle one aside. */
function load({ roster }: LinuxContext, cpu: Cpu): number {
  const ready = roster.threads.filter(
    (thread) =>
      thread.cpu === cpu.id &&
      thread !== cpu.idle &&
      (thread.state === 'running' || thread.state === 'runnable'),
  );
  return ready.length;
}
