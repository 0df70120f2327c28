import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { Transmitter } from '../../hardware/transmitter.ts';
import type { LinuxPath } from './path.ts';

/** From the routing decision to the card's ring, in the context of whoever sends (kernels.md 4.8.23). A full ring drops. */
export function* devQueueXmit(k: Frame, path: LinuxPath, packet: Packet, out: Transmitter): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.devQueueXmit);
  calls.enter(k, fn.driverXmit);
  yield k.work(cost.driverTx);
  const sent = out.hasRoom;
  if (sent) out.post(packet);
  else path.ledger.drop(packet, k.now, `${out.name} ring`, 'send ring full');
  calls.leave(k);
  calls.leave(k);
}

/** ip_forward(): the same softirq carries the packet to the other card. */
export function* ipForward(k: Frame, path: LinuxPath, packet: Packet, out: Transmitter): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.ipForward);
  yield k.work(cost.ipForward);
  yield* devQueueXmit(k, path, packet, out);
  calls.leave(k);
}

/** The program answers: a system call whose way to the card ends a section with bottom halves disabled. */
export function* sendAnswer(
  k: Frame,
  path: LinuxPath,
  answer: Packet,
  out: Transmitter,
  name: number,
): KernelCode {
  const { calls, cost, fn, machine, services } = path;
  machine.tally.syscalls++;
  k.cross(KIND.sys, name);
  yield k.work(cost.syscallEntry);
  calls.enter(k, fn.send);
  calls.enter(k, fn.udpSendmsg);
  yield* services.disableBh(k);
  yield* devQueueXmit(k, path, answer, out);
  yield* services.enableBh(k);
  calls.leave(k);
  calls.leave(k);
  yield k.work(cost.syscallExit);
}

/** Takes back the descriptors of frames that are out; not charged to the receive budget (kernels.md 4.3.14). */
export function* cleanTx(k: Frame, path: LinuxPath, out: Transmitter): KernelCode {
  if (out.finished === undefined) return;
  const { calls, cost, fn } = path;
  calls.enter(k, fn.cleanTx);
  while (out.finished !== undefined) {
    out.reclaim();
    yield k.work(cost.txComplete);
  }
  calls.leave(k);
}
