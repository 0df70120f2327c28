import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Fragment } from '../../hardware/kvm/datagram.ts';
import { lose } from '../../hardware/kvm/rx-queue.ts';
import { localDeliver } from '../linux/deliver.ts';
import { F } from './functions.ts';
import { vcpuOf, type KvmPath } from './path.ts';

/** The guest's interrupt: callbacks off, and the queue is polled (kernels.md 9.6). */
export function* virtioIrq(k: Frame, path: KvmPath, schedule: () => KernelCode): KernelCode {
  const { calls, cost, virtio } = path;
  calls.enter(k, F.vringInterrupt);
  calls.enter(k, F.recvDone);
  const first = virtio.peek()?.datagram.packet;
  k.packet = first?.id ?? -1;
  if (first !== undefined) calls.step(k, 'nic', virtio.name);
  yield k.work(cost.driverIrq);
  virtio.disableCallbacks();
  yield* schedule();
  calls.leave(k);
  calls.leave(k);
}

/** virtnet_poll(): up to `weight` buffers go up the guest's stack, and empty ones go back to vhost. */
export function* virtnetPoll(k: Frame, path: KvmPath, weight: number): Generator<Op, number, void> {
  const { calls, cost, virtio } = path;
  calls.enter(k, F.virtnetPoll);
  let done = 0;
  while (done < weight) {
    const fragment = virtio.take(k.now);
    if (fragment === undefined) {
      if (!refill(k, path)) break;
      continue;
    }
    done++;
    const { packet } = fragment.datagram;
    k.packet = packet.id;
    if (fragment.last) {
      packet.handTo(k.now, k.activity);
      calls.step(k, 'softint', virtio.name);
    }
    calls.enter(k, F.receiveBuf);
    yield k.work(cost.driverRx);
    yield* receiveSkb(k, path, fragment);
    calls.leave(k);
    k.packet = -1;
  }
  refill(k, path);
  calls.leave(k);
  return done;
}

/** try_fill_recv(); vhost is told if it waits, and that is an exit. True if it was. */
function refill(k: Frame, path: KvmPath): boolean {
  if (!path.virtio.refill()) return false;
  vcpuOf(path, k.cpu).kick();
  return true;
}

function* receiveSkb(k: Frame, path: KvmPath, fragment: Fragment): KernelCode {
  const { calls, cost, fn } = path;
  const { datagram } = fragment;
  calls.enter(k, fn.receiveSkb);
  yield k.work(cost.etherInput);
  calls.enter(k, fn.ipRcv);
  yield k.work(cost.ipInput);
  if (datagram.fragments === 1 || (yield* defragment(k, path, fragment)))
    yield* localDeliver(k, path.sockets[datagram.flow], datagram.packet);
  calls.leave(k);
  calls.leave(k);
}

/** ip_defrag(): true if the datagram is complete now. */
function* defragment(k: Frame, path: KvmPath, fragment: Fragment): Generator<Op, boolean, void> {
  const { calls, cost, ledger, reassembly } = path;
  calls.enter(k, F.ipDefrag);
  yield k.work(cost.ipDefrag);
  const { complete, evicted } = reassembly.add(fragment);
  for (const datagram of evicted)
    lose(ledger, { ...fragment, datagram }, k.now, 'ip-reassembly', 'memory for fragments used up');
  calls.leave(k);
  return complete;
}
