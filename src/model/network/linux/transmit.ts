import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { Transmitter } from '../../hardware/transmitter.ts';
import type { LinuxPath } from './path.ts';
import { devQueueXmit, wakeQueue, type Qdisc, type SendPath } from './qdisc.ts';

/** The send side of a card, on a vector of its own, with its queueing discipline. */
export interface SendSide extends SendPath<Packet> {
  readonly card: Transmitter;
  readonly qdisc: Qdisc<Packet>;
}

/** ip_forward(): the same softirq carries the packet to the other card. */
export function* ipForward(k: Frame, path: LinuxPath, packet: Packet, out: SendSide): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.ipForward);
  yield k.work(cost.ipForward);
  yield* devQueueXmit(k, out, out.qdisc, packet);
  calls.leave(k);
}

/** The program answers: a system call whose way to the card ends a section with bottom halves disabled. */
export function* sendAnswer(
  k: Frame,
  path: LinuxPath,
  answer: Packet,
  out: SendSide,
  name: number,
): KernelCode {
  const { calls, cost, fn, machine, services } = path;
  machine.tally.syscalls++;
  k.cross(KIND.sys, name);
  yield k.work(cost.syscallEntry);
  calls.enter(k, fn.send);
  calls.enter(k, fn.udpSendmsg);
  yield* services.disableBh(k);
  yield* devQueueXmit(k, out, out.qdisc, answer);
  yield* services.enableBh(k);
  calls.leave(k);
  calls.leave(k);
  yield k.work(cost.syscallExit);
}

/** Takes back the descriptors of frames that are out; not charged to the receive budget (kernels.md 4.3.14). */
export function* cleanTx(k: Frame, path: LinuxPath, out: SendSide): KernelCode {
  const { card, qdisc } = out;
  if (card.finished === undefined) return;
  const { calls, cost, fn } = path;
  calls.enter(k, fn.cleanTx);
  while (card.finished !== undefined) {
    card.reclaim();
    yield k.work(cost.txComplete);
  }
  yield* wakeQueue(k, out, qdisc);
  calls.leave(k);
}
