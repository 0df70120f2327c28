import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Thread } from '../../engine/thread.ts';
import { rxAction, txAction } from './netback.ts';
import type { Port, XenPath } from './path.ts';

/** What one vif has of its own in the NAPI and kthread 1:1 model. */
export interface VifContext {
  readonly port: Port;
  thread: Thread | undefined;
  /** Acknowledgements on their way to the guest. */
  rx: number;
}

/** xenvif_poll(): up to `weight` packets straight to the protocols (kernels.md 8b.7). */
export function* pollVif(k: Frame, path: XenPath, port: Port, weight: number): Generator<Op, number, void> {
  const { calls, fn } = path;
  calls.enter(k, fn.poll);
  let done = 0;
  while (done < weight) {
    const count = yield* txAction(k, path, weight - done, () => (port.vif.finalCheck() ? port : undefined));
    if (count === 0) break;
    done += count;
  }
  calls.leave(k);
  return done;
}

/** xenvif_start_xmit(): queues for the vif's thread and kicks it (kernels.md 8b.8). */
export function* queueVifRx(k: Frame, path: XenPath, vif: VifContext): KernelCode {
  const thread = vif.thread!;
  vif.rx++;
  if (thread.state === 'blocked') thread.frames[0].packet = k.packet;
  yield k.wake(thread, path.cost.wakeupCost);
}

/** xenvif_kthread(): carries what was queued to the guest. */
export function* vifThread(k: Frame, path: () => XenPath, vif: VifContext): KernelCode {
  const { machine, calls, fn } = path();
  const waits = machine.recorder.name('guest rx');
  calls.enter(k, fn.thread);
  for (;;) {
    while (vif.rx === 0) yield k.block(waits);
    const count = vif.rx;
    vif.rx = 0;
    yield* rxAction(k, path(), new Map([[vif.port, count]]));
    k.packet = -1;
    yield k.yieldCpu();
  }
}
