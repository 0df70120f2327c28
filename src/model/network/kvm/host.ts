import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Fragment } from '../../hardware/kvm/datagram.ts';
import { lose, type RxQueue } from '../../hardware/kvm/rx-queue.ts';
import { vectorIrq } from '../linux/receive.ts';
import { F } from './functions.ts';
import type { KvmPath } from './path.ts';

/** The vector's handler: no ring work, it only has the queue polled. */
export function* hostIrq(k: Frame, path: KvmPath, queue: RxQueue, schedule: () => KernelCode): KernelCode {
  const packet = queue.peek()?.datagram.packet.id ?? -1;
  yield* vectorIrq(k, path, queue, packet, path.cost.mmioRead, schedule);
}

/** Polls a receive queue of the card: up to `weight` frames go over the bridge to the tun device (kernels.md 9.1). */
export function* hostPoll(
  k: Frame,
  path: KvmPath,
  queue: RxQueue,
  weight: number,
): Generator<Op, number, void> {
  const { calls, cost } = path;
  calls.enter(k, F.hostPoll);
  calls.enter(k, F.cleanRx);
  let done = 0;
  while (done < weight) {
    const fragment = queue.take();
    if (fragment === undefined) break;
    done++;
    const { packet } = fragment.datagram;
    k.packet = packet.id;
    if (fragment.last) {
      packet.handTo(k.now, k.activity);
      calls.step(k, 'softint', queue.name);
    }
    yield k.work(cost.driverRx);
    calls.enter(k, F.receiveSkb);
    calls.enter(k, F.bridge);
    yield k.work(cost.bridge);
    yield* tunXmit(k, path, fragment);
    calls.leave(k);
    calls.leave(k);
    k.packet = -1;
  }
  calls.leave(k);
  calls.leave(k);
  return done;
}

/** No queueing discipline stands before the tun device: if its queue is full, the frame is dropped after all of this work. */
function* tunXmit(k: Frame, path: KvmPath, fragment: Fragment): KernelCode {
  const { calls, cost, tun, overflow, vhost, ledger } = path;
  calls.enter(k, F.bridgeXmit);
  calls.enter(k, F.queueXmit);
  calls.enter(k, F.tunXmit);
  yield k.work(cost.tunXmit);
  if (tun.put(fragment, k.now)) {
    if (fragment.last)
      fragment.datagram.packet.handTo(k.now, tun.length === 1 ? vhost.activity : path.behind);
    yield* queueVhost(k, path);
  } else {
    overflow.add(k.now);
    lose(ledger, fragment, k.now, 'tun-ring', 'queue of the tun device full');
  }
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
}

/** vhost_poll_queue(): work for the worker, which is woken if it sleeps. */
export function* queueVhost(k: Frame, { vhost, cost }: KvmPath): KernelCode {
  if (vhost.queued) return;
  vhost.queued = true;
  if (vhost.thread.state === 'blocked') vhost.thread.frames[0].packet = k.packet;
  yield k.wake(vhost.thread, cost.wakeupCost);
}
