import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Thread } from '../../engine/thread.ts';
import type { BsdPath } from './path.ts';

/** Bytes of a datagram socket's buffer: udp_recvspace of 4.4BSD, NetBSD 3 and FreeBSD 6, 40 * (1024 + 16). */
const RECEIVE_SPACE = 41_600;

/** Bytes of the sender's address that lie in the buffer beside each datagram. */
const ADDRESS = 16;

/** A socket and the program that reads it. */
export interface Socket {
  readonly queue: BoundedQueue<Packet>;
  readonly reader: Thread;
}

/** Datagrams of `payload` bytes that a socket buffer holds. */
export function socketLimit(payload: number): number {
  return Math.floor(RECEIVE_SPACE / (payload + ADDRESS));
}

/** sbappendaddr and sorwakeup: a full buffer drops the packet after all that was spent on it (kernels.md I3, 1.2.13). */
export function* toSocket(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const socket = path.sockets[packet.nic];
  if (socket === undefined) {
    deliver(k, path, packet);
    return;
  }
  if (!socket.queue.put(packet, k.now)) {
    path.ledger.drop(packet, k.now, 'so_rcv', 'socket buffer full');
    return;
  }
  packet.handTo(k.now, socket.reader.activity);
  path.calls.enter(k, path.fn.sorwakeup);
  if (socket.reader.state === 'blocked') socket.reader.frames[0].packet = packet.id;
  yield k.wake(socket.reader, path.cost.wakeupCost);
  path.calls.leave(k);
}

/** A program that reads datagrams for ever, as ttcp -u does; it begins asleep in its first call. */
export function* ttcp(k: Frame, whole: () => BsdPath, nic: number): KernelCode {
  const { machine, cost } = whole();
  const program = k.name;
  const waits = machine.recorder.name('sbwait');
  for (;;) {
    yield* receive(k, whole(), whole().sockets[nic]!, waits);
    k.cross(KIND.user, program);
    yield k.work(cost.appWork);
    k.packet = -1;
    machine.tally.syscalls++;
    k.cross(KIND.sys, program);
    yield k.work(cost.syscallCost);
  }
}

/** recvfrom below the system call. Where one lock covers the kernel, it is held whenever the process does not sleep. */
function* receive(k: Frame, path: BsdPath, socket: Socket, waits: number): Generator<Op, void, void> {
  const { calls, cost, fn, kernelLock } = path;
  if (kernelLock !== undefined) yield k.acquire(kernelLock);
  calls.enter(k, fn.soreceive);
  while (socket.queue.length === 0) {
    if (kernelLock !== undefined) k.release(kernelLock);
    yield k.block(waits);
    if (kernelLock !== undefined) yield k.acquire(kernelLock);
  }
  const packet = socket.queue.take(k.now)!;
  k.packet = packet.id;
  packet.handTo(k.now, k.activity);
  calls.step(k, 'recv', 'socket');
  yield k.work(cost.recvCost);
  yield k.workFor(cost.copyPerByte, Math.round(cost.copyPerByte.ns * packet.bytes));
  deliver(k, path, packet);
  calls.leave(k);
  if (kernelLock !== undefined) k.release(kernelLock);
}

function deliver(k: Frame, path: BsdPath, packet: Packet): void {
  const { ledger, machine } = path;
  ledger.deliver(packet, k.now);
  machine.recordInstant('packet', k.cpu.id, machine.recorder.name('delivered'), k, packet.id, -1);
}
