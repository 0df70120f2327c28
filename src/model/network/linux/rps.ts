import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { LinuxPath, Rps } from './path.ts';
import { receiveSkb } from './receive-skb.ts';

/** netif_receive_skb() with steering: the packet goes to the backlog of the CPU that its flow's hash gives. */
export function* steer(k: Frame, path: LinuxPath, rps: Rps, packet: Packet): KernelCode {
  const { calls, cost, fn, ledger } = path;
  const target = rps.targetOf(packet);
  const queue = rps.queues.of(target);
  calls.enter(k, fn.receiveSkb);
  calls.enter(k, fn.rpsEnqueue);
  // The lock and the tail of another CPU's queue are in that CPU's cache.
  if (target !== k.cpu) yield k.work(cost.spinTransfer);
  if (queue.put(packet, k.now)) {
    packet.cpu = k.cpu.id;
    packet.handTo(k.now, rps.activityOf(target));
    yield* rps.schedule(k, target);
  } else {
    ledger.drop(packet, k.now, 'backlog', 'queue full');
  }
  calls.leave(k);
  calls.leave(k);
}

/** process_backlog(): up to `weight` packets of this CPU's backlog go up the stack; returns how many. */
export function* rpsPoll(k: Frame, path: LinuxPath, rps: Rps, weight: number): Generator<Op, number, void> {
  const { calls, cost, fn } = path;
  const queue = rps.queues.of(k.cpu);
  calls.enter(k, fn.rpsPoll);
  let done = 0;
  for (let packet = queue.take(k.now); packet !== undefined; packet = queue.take(k.now)) {
    done++;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', queue.name);
    if (packet.cpu !== k.cpu.id) yield k.work(cost.spinTransfer);
    yield* receiveSkb(k, path, packet, fn.backlogSkb);
    k.packet = -1;
    if (done === weight) break;
  }
  calls.leave(k);
  return done;
}
