import type { Charge, Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { ReceiveDevice } from '../../hardware/receive-device.ts';
import type { LinuxPath } from './path.ts';
import { steer } from './rps.ts';
import { receiveSkb } from './receive-skb.ts';
import { cleanTx, type SendSide } from './transmit.ts';

/** The driver's interrupt handler: no ring work, it only has the queue polled (kernels.md 4.3.10). */
export function* driverIrq(
  k: Frame,
  path: LinuxPath,
  nic: ReceiveDevice | undefined,
  schedule: () => KernelCode,
): KernelCode {
  yield* vectorIrq(k, path, nic, nic?.peek()?.id ?? -1, path.cost.mmioRead, schedule);
}

/**
 * The handler of a vector whose queue belongs to `device` and has `packet` first (-1 = none). It reads the card's cause register
 * if that takes `read`; with MSI-X it need not.
 */
export function* vectorIrq(
  k: Frame,
  { calls, cost, fn }: Pick<LinuxPath, 'calls' | 'cost' | 'fn'>,
  device: { readonly name: string } | undefined,
  packet: number,
  read: Charge | undefined,
  schedule: () => KernelCode,
): KernelCode {
  calls.enter(k, fn.driverIrq);
  k.packet = packet;
  if (device !== undefined && packet >= 0) calls.step(k, 'nic', device.name);
  if (read !== undefined) yield k.work(read);
  yield k.work(cost.driverIrq);
  yield* schedule();
  calls.leave(k);
}

/** The driver's poll function: what was sent is cleaned up, then up to `weight` frames go to the stack; returns how many. */
export function* driverPoll(
  k: Frame,
  path: LinuxPath,
  nic: ReceiveDevice | undefined,
  out: SendSide | undefined,
  weight: number,
): Generator<Op, number, void> {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.driverPoll);
  if (out !== undefined) yield* cleanTx(k, path, out);
  calls.enter(k, fn.cleanRx);
  let done = 0;
  while (done < weight) {
    const packet = nic?.take();
    if (nic === undefined || packet === undefined) break;
    done++;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', nic.name);
    yield k.work(cost.driverRx);
    if (path.rps === undefined) yield* receiveSkb(k, path, packet);
    else yield* steer(k, path, path.rps, packet);
    k.packet = -1;
  }
  calls.leave(k);
  calls.leave(k);
  return done;
}

/** Polls the queue of packets that come back to the stack: process_backlog() or gro_cell_poll(). */
export function* backlogPoll(k: Frame, path: LinuxPath, weight: number): Generator<Op, number, void> {
  const { calls, fn, kernel } = path;
  const queue = path.backlog.of(k.cpu);
  const entry = kernel.tunnelReentry === 'gro_cells' ? fn.receiveSkb : fn.backlogSkb;
  calls.enter(k, fn.backlogPoll);
  let done = 0;
  while (done < weight) {
    const packet = queue.take(k.now);
    if (packet === undefined) break;
    done++;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', queue.name);
    yield* receiveSkb(k, path, packet, entry);
    k.packet = -1;
  }
  calls.leave(k);
  return done;
}
