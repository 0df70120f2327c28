import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { Feedback } from './feedback.ts';
import { output } from './forward.ts';
import { F } from './functions.ts';
import type { RouterPath } from './path.ts';

/**
 * The filter in user mode: one system call gives back the verdict on a packet and waits for the next (screend; Mogul 1989).
 * It lets every packet through, and begins asleep in its first call.
 */
export function* screend(k: Frame, path: () => RouterPath, feedback: Feedback | undefined): KernelCode {
  const { machine, calls, cost } = path();
  const name = machine.recorder.name('screend');
  const waits = machine.recorder.name('SIOCSCREEN');
  let judged: Packet | undefined;
  for (;;) {
    calls.enter(k, F.screenControl);
    if (judged !== undefined) {
      calls.pass(k, F.ipForward);
      yield* output(k, path(), judged);
      calls.leave(k);
    }
    judged = yield* next(k, path(), waits, feedback);
    calls.leave(k);
    k.cross(KIND.user, name);
    calls.step(k, 'filter', 'screend');
    yield k.work(cost.screendFilter);
    k.cross(KIND.sys, name);
    machine.tally.syscalls++;
    yield k.work(cost.syscallCost);
  }
}

function* next(
  k: Frame,
  path: RouterPath,
  waits: number,
  feedback: Feedback | undefined,
): Generator<Op, Packet, void> {
  const queue = path.screenQueue!;
  k.packet = -1;
  while (queue.length === 0) yield k.block(waits);
  const packet = queue.take(k.now)!;
  k.packet = packet.id;
  if (feedback !== undefined) yield* feedback.shrunk(k, queue.length);
  return packet;
}
