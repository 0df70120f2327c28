import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { F } from './functions.ts';
import type { Port, XenPath } from './path.ts';

/** netif_receive_skb() of a packet from a guest, up to the socket; wakes netserver. */
export function* receiveSkb(k: Frame, path: XenPath, port: Port, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, F.receiveSkb);
  yield k.work(cost.etherInput);
  calls.enter(k, F.ipRcv);
  yield k.work(cost.ipInput);
  calls.enter(k, F.tcpRcv);
  yield k.work(cost.tcpInput);
  calls.enter(k, F.tcpEstablished);
  yield k.work(cost.sbAppend);
  port.socket.put(packet, k.now);
  const reader = port.netserver!;
  packet.handTo(k.now, reader.activity);
  calls.enter(k, F.sockReady);
  yield k.wake(reader, cost.wakeupCost);
  for (let i = 0; i < 5; i++) calls.leave(k);
}

/** netserver: reads what there is and acknowledges it; the reading makes room in the sender's window. */
export function* netserver(k: Frame, path: () => XenPath, port: Port): KernelCode {
  const { machine, calls, cost, services } = path();
  const name = machine.recorder.name(k.thread.name);
  const waits = machine.recorder.name('recv');
  for (;;) {
    k.cross(KIND.sys, name);
    calls.enter(k, F.recv);
    machine.tally.syscalls++;
    yield k.work(cost.syscallCost);
    calls.enter(k, F.tcpRecvmsg);
    while (port.socket.length === 0) yield k.block(waits);
    const packet = port.socket.take(k.now)!;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'receiver', k.thread.name);
    yield k.work(cost.recvCost);
    yield k.workFor(cost.copyPerByte, Math.round(cost.copyPerByte.ns * packet.bytes));
    path().delivered(k, port, packet);
    calls.enter(k, F.cleanup);
    yield k.work(cost.tcpAck);
    yield* services.disableBh(k);
    calls.enter(k, F.startXmit);
    yield* services.transmit(k, port);
    calls.leave(k);
    yield* services.enableBh(k);
    k.packet = -1;
    for (let i = 0; i < 3; i++) calls.leave(k);
    k.cross(KIND.user, name);
    yield k.work(cost.appWork);
  }
}
