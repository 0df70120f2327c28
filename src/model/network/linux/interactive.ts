import { KIND } from '../../../trace/kinds.ts';
import type { Charge, Frame, KernelCode } from '../../engine/frame.ts';
import type { FrameLog } from './frame-log.ts';
import type { LinuxPath } from './path.ts';

/** What the slices of a program are called in user mode and in its system call. */
export interface CallNames {
  readonly program: number;
  readonly call: number;
}

/**
 * A program with a fixed period, such as a player or a game: clock_nanosleep() until a frame is due, then it computes it.
 * It begins asleep in its first call.
 */
export function* interactive(
  k: Frame,
  whole: () => LinuxPath,
  names: CallNames,
  frames: FrameLog,
  frameWork: Charge,
  sleepUntil: (k: Frame, due: number) => KernelCode,
): KernelCode {
  const { calls, cost, fn, machine } = whole();
  for (;;) {
    calls.enter(k, fn.nanosleep);
    yield* sleepUntil(k, frames.nextDue);
    calls.leave(k);
    yield k.work(cost.syscallExit);
    k.cross(KIND.user, names.program);
    frames.begun(k.now);
    yield k.work(frameWork);
    frames.done(k.now);
    machine.tally.syscalls++;
    k.cross(KIND.sys, names.call);
    yield k.work(cost.syscallEntry);
  }
}

/** Longest stretch of a system call without might_sleep(), ns; assumed: a few pages copied, or an inode looked up. */
const BETWEEN_SLEEPS = 100_000;

/**
 * A program that computes and makes long system calls in turn, `each` long, as a compiler or a copy does. `mayYield` if the
 * kernel takes the chance of each might_sleep() on the way (voluntary preemption, kernels.md 4.5).
 */
export function* caller(
  k: Frame,
  whole: () => LinuxPath,
  names: CallNames,
  each: Charge,
  mayYield: boolean,
): KernelCode {
  const { calls, cost, fn, machine } = whole();
  for (;;) {
    yield k.work(each);
    machine.tally.syscalls++;
    k.cross(KIND.sys, names.call);
    yield k.work(cost.syscallEntry);
    calls.enter(k, fn.longCall);
    for (let left = each.ns; left > 0; left -= BETWEEN_SLEEPS) {
      yield k.workFor(each, Math.min(left, BETWEEN_SLEEPS));
      if (mayYield) yield k.yieldCpu();
    }
    calls.leave(k);
    yield k.work(cost.syscallExit);
    k.cross(KIND.user, names.program);
  }
}
