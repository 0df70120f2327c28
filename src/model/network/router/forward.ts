import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { F } from './functions.ts';
import type { RouterPath } from './path.ts';

/** Takes at most `limit` frames out of the ring; returns when there are none or `enough` says so. */
export function* receive(k: Frame, path: RouterPath, limit: number, enough: () => boolean): KernelCode {
  const { calls, cost, from } = path;
  calls.enter(k, F.lerint);
  for (let left = limit; left > 0 && !enough(); left--) {
    const packet = from.take();
    if (packet === undefined) break;
    k.packet = packet.id;
    calls.step(k, 'nic', from.name);
    yield k.work(cost.driverRx);
    calls.enter(k, F.etherInput);
    yield k.work(cost.etherInput);
    yield* path.services.input(k, packet);
    calls.leave(k);
    k.packet = -1;
  }
  calls.leave(k);
}

/** Queues a packet for IP: the drop here comes after all the work of the interrupt (kernels.md I3). */
export function* queueForIp(k: Frame, path: RouterPath, packet: Packet): KernelCode {
  if (!path.ipintrq.put(packet, k.now)) {
    path.ledger.drop(packet, k.now, path.ipintrq.name, 'queue full');
    return;
  }
  packet.handTo(k.now, path.services.softintActivity(k));
  path.calls.enter(k, F.schednetisr);
  yield* path.services.requestSoftint(k);
  path.calls.leave(k);
}

/** The protocol softint: runs until the queue is empty, without a quota (kernels.md 1.2.11). */
export function* ipintr(k: Frame, path: RouterPath): KernelCode {
  path.calls.enter(k, F.ipintr);
  for (let packet = path.ipintrq.take(k.now); packet !== undefined; packet = path.ipintrq.take(k.now)) {
    k.packet = packet.id;
    path.calls.step(k, 'softint', path.ipintrq.name);
    yield* ipInput(k, path, packet);
    k.packet = -1;
  }
  path.calls.leave(k);
}

/** IP finds that the packet is not for this host, and sends it on or gives it to the filter first. */
export function* ipInput(k: Frame, path: RouterPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, F.ipInput);
  yield k.work(cost.ipInput);
  calls.enter(k, path.screenQueue === undefined ? F.ipForward : F.ipForwardScreen);
  yield k.work(cost.ipForward);
  if (path.screenQueue === undefined) yield* output(k, path, packet);
  else yield* screen(k, path, packet);
  calls.leave(k);
  calls.leave(k);
}

function* screen(k: Frame, path: RouterPath, packet: Packet): KernelCode {
  const queue = path.screenQueue!;
  path.calls.enter(k, F.screenQueue);
  if (queue.put(packet, k.now)) {
    packet.handTo(k.now, path.screenActivity);
    yield* path.services.screenFilled(k);
  } else {
    path.ledger.drop(packet, k.now, queue.name, 'queue full');
  }
  path.calls.leave(k);
}

/** Puts a packet on the output queue and starts the card if it has room. */
export function* output(k: Frame, path: RouterPath, packet: Packet): KernelCode {
  const { calls, ifSnd, ledger } = path;
  calls.enter(k, F.etherOutput);
  if (ifSnd.put(packet, k.now)) {
    packet.handTo(k.now, path.ifSndWaiting);
    yield* start(k, path);
  } else {
    ledger.drop(packet, k.now, ifSnd.name, 'queue full');
  }
  calls.leave(k);
}

/** The driver moves packets from the output queue into free descriptors. */
function* start(k: Frame, path: RouterPath): KernelCode {
  const { calls, cost, ifSnd, to } = path;
  if (!to.hasRoom || ifSnd.length === 0) return;
  calls.enter(k, F.lestart);
  const before = k.packet;
  while (to.hasRoom) {
    const packet = ifSnd.take(k.now);
    if (packet === undefined) break;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    yield k.work(cost.driverTx);
    to.post(packet);
  }
  k.packet = before;
  calls.leave(k);
}

/** Takes back at most `limit` descriptors of frames that are out, and refills the ring from the output queue. */
export function* transmitDone(k: Frame, path: RouterPath, limit: number): KernelCode {
  const { calls, cost, to } = path;
  calls.enter(k, F.letint);
  for (let left = limit; left > 0; left--) {
    const packet = to.finished;
    if (packet === undefined) break;
    k.packet = packet.id;
    yield k.work(cost.txComplete);
    to.reclaim();
    k.packet = -1;
  }
  yield* start(k, path);
  calls.leave(k);
}
