import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { Nic } from '../../hardware/nic.ts';
import { espInput } from './ipsec.ts';
import type { BsdPath } from './path.ts';
import { toSocket } from './socket.ts';

/** The NIC driver's handler: every frame in the ring goes to ether_input (kernels.md 1.2.8). */
export function* nicIntr(k: Frame, path: BsdPath, nic: Nic): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.nicIntr);
  yield k.work(cost.mmioRead);
  calls.pass(k, path.fn.nicRx);
  for (let packet = nic.take(); packet !== undefined; packet = nic.take()) {
    k.packet = packet.id;
    calls.step(k, 'nic', nic.name);
    yield k.work(cost.driverRx);
    calls.enter(k, path.fn.etherInput);
    yield k.work(cost.etherInput);
    yield* path.services.input(k, packet);
    calls.leave(k);
    k.packet = -1;
  }
  nic.done();
  calls.leave(k);
  calls.leave(k);
}

/** Queues a packet for IP and asks for the softint: IF_ENQUEUE and schednetisr. */
export function* queueForIp(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  if (!path.ipintrq.put(packet, k.now)) {
    path.ledger.drop(packet, k.now, path.ipintrq.name, 'queue full');
    return;
  }
  packet.handTo(k.now, path.services.softintActivity(k));
  path.calls.enter(k, path.fn.schednetisr);
  yield* path.services.requestSoftint(k);
  path.calls.leave(k);
}

/** The protocol softint: runs until the queue is empty, without a quota (kernels.md 1.2.11). */
export function* ipintr(k: Frame, path: BsdPath, activity: Frame['activity']): KernelCode {
  path.calls.enter(k, path.fn.ipintr);
  for (let packet = path.ipintrq.take(k.now); packet !== undefined; packet = path.ipintrq.take(k.now)) {
    k.packet = packet.id;
    packet.handTo(k.now, activity);
    path.calls.step(k, 'softint', path.ipintrq.name);
    yield* ipInput(k, path, packet);
    k.packet = -1;
  }
  path.calls.leave(k);
}

/** IP to the socket, or to ESP if the packet is still encrypted. */
export function* ipInput(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.ipInput);
  yield k.work(cost.ipInput);
  if (packet.clear) yield* udpInput(k, path, packet);
  else yield* espInput(k, path, packet);
  calls.leave(k);
}

function* udpInput(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.udpInput);
  yield k.work(cost.udpInput);
  calls.enter(k, path.fn.sbappend);
  yield k.work(cost.sbAppend);
  yield* toSocket(k, path, packet);
  calls.leave(k);
  calls.leave(k);
}
