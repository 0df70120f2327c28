import type { Cpu } from '../../engine/cpu.ts';
import type { Thread } from '../../engine/thread.ts';
import type { LinuxContext } from './context.ts';

/**
 * Where a thread that is being woken runs next, within its affinity: select_task_rq_fair() or select_task_rq_rt(). Assumed:
 * all CPUs share a cache domain. It counts who is ready: a softirq over the idle thread leaves its CPU idle.
 */
export function placeWoken(context: LinuxContext, waker: Cpu, thread: Thread): void {
  if (thread.allowed.length < 2 || thread.pinned > 0 || thread.state !== 'blocked') return;
  const { scheduler, machine } = context;
  const last = machine.cpus[thread.cpu];
  const to = scheduler.isFair(thread)
    ? idlest(context, thread, affine(context, waker, last, thread), last)
    : lowest(context, thread, last);
  if (to !== last) scheduler.migrate(thread, to.id);
}

/** By so much the waker's CPU is preferred: half of what an imbalance is (imbalance_pct 117). */
const AFFINE_BIAS = 1.08;

/**
 * wake_affine(): the waker's CPU, or the one where the thread ran last. By load up to 4.14; later kernels leave a thread on
 * its last CPU if that idles as well.
 */
function affine({ scheduler, kernel, capacity }: LinuxContext, waker: Cpu, last: Cpu, thread: Thread): Cpu {
  if (!thread.allowed.includes(waker.id)) return last;
  const here = scheduler.load(waker.id);
  const there = scheduler.load(last.id);
  if (kernel.wakeAffine === 'idle' && here === 0 && there === 0) return last;
  // An idle CPU that interrupts have most of is no better than the last one.
  if (kernel.wakeAffine === 'load' && here === 0 && capacity !== undefined)
    return capacity(last) <= AFFINE_BIAS * capacity(waker) ? waker : last;
  return here <= there ? waker : last;
}

/** select_idle_sibling(): `target` if it idles, then the last CPU if that does, then the next idle one in turn. */
function idlest({ scheduler, cpus }: LinuxContext, thread: Thread, target: Cpu, last: Cpu): Cpu {
  const idles = (cpu: Cpu): boolean => thread.allowed.includes(cpu.id) && scheduler.load(cpu.id) === 0;
  if (idles(target)) return target;
  if (idles(last)) return last;
  const first = cpus.indexOf(target);
  for (let i = 1; i < cpus.length; i++) {
    const cpu = cpus[(first + i) % cpus.length];
    if (idles(cpu)) return cpu;
  }
  return target;
}

/** A real-time thread leaves its CPU only if one of its priority or better runs there and something lesser elsewhere. */
function lowest({ scheduler, cpus }: LinuxContext, thread: Thread, last: Cpu): Cpu {
  const priority = scheduler.priorityOf(thread);
  if (scheduler.priorityOn(last.id) < priority) return last;
  let best = last;
  for (const cpu of cpus) {
    if (!thread.allowed.includes(cpu.id) || scheduler.priorityOn(cpu.id) >= priority) continue;
    if (best === last || scheduler.priorityOn(cpu.id) < scheduler.priorityOn(best.id)) best = cpu;
  }
  return best;
}
