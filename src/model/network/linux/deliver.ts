import type { Charge, Frame, KernelCode } from '../../engine/frame.ts';
import type { SpinLock } from '../../engine/lock.ts';
import type { Packet } from '../../engine/packet.ts';
import { socketOf, type LinuxPath } from './path.ts';

/** From IP to the socket. */
export function* localDeliver(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.localDeliver);
  calls.enter(k, fn.udpRcv);
  yield k.work(cost.udpInput);
  calls.enter(k, fn.udpEnqueue);
  const lock = socketOf(path, packet)?.lock;
  if (lock === undefined) yield k.work(cost.sbAppend);
  else yield* underLock(k, lock, cost.sbAppend);
  yield* toSocket(k, path, packet);
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
}

/** spin_lock(): whoever has it keeps the CPU; the others spin (kernels.md 4.3.20). */
function* underLock(k: Frame, lock: SpinLock, work: Charge): KernelCode {
  const { current } = k.cpu;
  current.preemptCount++;
  yield k.acquire(lock);
  yield k.work(work);
  k.release(lock);
  current.preemptCount--;
}

/** A full receive buffer drops the packet after all that was spent on it (kernels.md 4.3.18, I3). */
function* toSocket(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn, ledger } = path;
  const socket = socketOf(path, packet);
  if (socket === undefined) {
    ledger.deliver(packet, k.now);
    path.machine.recordInstant('packet', k.cpu.id, path.machine.recorder.name('delivered'), k, packet.id, -1);
    return;
  }
  if (!socket.queue.put(packet, k.now)) {
    ledger.drop(packet, k.now, 'rcvbuf', 'receive buffer full');
    return;
  }
  packet.cpu = k.cpu.id;
  const first = socket.queue.length === 1 || socket.behind === undefined;
  packet.handTo(k.now, first ? socket.reader.activity : socket.behind);
  calls.enter(k, fn.sockReady);
  if (socket.reader.state === 'blocked') socket.reader.frames[0].packet = packet.id;
  yield k.wake(socket.reader, cost.wakeupCost);
  calls.leave(k);
}
