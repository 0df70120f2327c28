import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { LinuxPath, Socket } from './path.ts';

/** What a program's system calls are called on its slices. */
export interface ProgramNames {
  /** The program's own name, of its slices in user mode. */
  readonly program: number;
  readonly receive: number;
}

/**
 * A program that reads a socket for ever, one packet a call; it begins asleep in its first call. What a packet costs below
 * recv() includes a section with bottom halves disabled, at whose end softirqs may run (kernels.md 4.1.4).
 */
export function* reader(
  k: Frame,
  whole: () => LinuxPath,
  names: ProgramNames,
  answer: ((k: Frame, packet: Packet) => KernelCode) | undefined,
): KernelCode {
  const path = whole();
  const socket = path.socket!;
  const { cost, ledger, machine } = path;
  for (;;) {
    const packet = yield* receive(k, path, socket);
    yield k.work(cost.syscallExit);
    ledger.deliver(packet, k.now);
    path.acknowledge?.();
    machine.recordInstant('packet', k.cpu.id, machine.recorder.name('delivered'), k, packet.id, -1);
    k.cross(KIND.user, names.program);
    yield k.work(cost.appWork);
    if (answer !== undefined) yield* answer(k, packet);
    // The next call is made for the packet that already waits, if one does.
    k.packet = socket.queue.peek()?.id ?? -1;
    machine.tally.syscalls++;
    k.cross(KIND.sys, names.receive);
    yield k.work(cost.syscallEntry);
  }
}

/** recvfrom() below the system call: waits for a packet, copies it, frees it. */
function* receive(k: Frame, path: LinuxPath, socket: Socket): Generator<Frame['op'], Packet, void> {
  const { cost, calls, fn, services } = path;
  const { copyPerByte } = cost;
  calls.enter(k, fn.recv);
  while (socket.queue.length === 0) yield k.block(socket.queue.nameId);
  const packet = socket.queue.take(k.now)!;
  k.packet = packet.id;
  packet.handTo(k.now, k.activity);
  calls.step(k, 'recv', 'socket');
  calls.enter(k, fn.udpRecvmsg);
  if (packet.cpu !== k.cpu.id) yield k.work(cost.spinTransfer);
  yield k.work(cost.recvCost);
  yield k.workFor(copyPerByte, Math.round(copyPerByte.ns * packet.bytes));
  calls.enter(k, fn.skbFree);
  yield* services.disableBh(k);
  yield* services.enableBh(k);
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
  return packet;
}
