import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Segment } from '../../hardware/segment.ts';
import { touch, type EpollServer, type TcpPath, type TcpSocket } from './tcp-path.ts';
import { releaseSock } from './tcp-receive.ts';
import { tcpSendmsg } from './tcp-send.ts';

/** What the server and its system calls are called on its slices. */
export interface ServerNames {
  readonly program: number;
  readonly wait: number;
  readonly receive: number;
  readonly send: number;
}

/**
 * A thread of neper's tcp_rr: waits for its connections with epoll, reads those that are ready, and answers each whole request.
 * It begins asleep in its first epoll_wait().
 */
export function* epollServer(
  k: Frame,
  whole: () => TcpPath,
  own: () => EpollServer,
  names: ServerNames,
): KernelCode {
  const path = whole();
  const server = own();
  const { cost } = path;
  for (;;) {
    const ready = yield* epollWait(k, path, server);
    for (const socket of ready) {
      k.packet = socket.received[0].id;
      enterSyscall(k, path, names.receive);
      yield* receive(k, path, socket);
      k.cross(KIND.user, names.program);
      yield k.work(cost.appWork);
      if (socket.read < path.payload) continue;
      socket.read = 0;
      enterSyscall(k, path, names.send);
      yield* send(k, path, socket);
    }
    k.packet = -1;
    enterSyscall(k, path, names.wait);
    k.spend(cost.syscallEntry);
  }
}

/** From user mode, or from the call before: what the program does between some of them is too short for a slice. */
function enterSyscall(k: Frame, path: TcpPath, name: number): void {
  path.machine.tally.syscalls++;
  k.cross(KIND.sys, name);
}

/** ep_poll(): sleeps until a file is ready, then takes all that are. */
function* epollWait(
  k: Frame,
  path: TcpPath,
  server: EpollServer,
): Generator<Frame['op'], readonly TcpSocket[], void> {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.epollWait);
  if (server.ready.length === 0) yield k.spent();
  while (server.ready.length === 0) {
    server.asleep = true;
    yield k.block(server.ready.nameId);
  }
  server.asleep = false;
  k.spend(cost.epollWait);
  yield k.work(cost.syscallExit);
  const ready: TcpSocket[] = [];
  for (let socket = server.ready.take(k.now); socket !== undefined; socket = server.ready.take(k.now)) {
    socket.ready = false;
    // Its data may have been read since it was put on the list.
    if (socket.received.length > 0) ready.push(socket);
  }
  calls.leave(k);
  return ready;
}

/** recv(): copies what the socket has; what was read is delivered as the call returns. */
function* receive(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, cost, fn, ledger } = path;
  const { copyPerByte } = cost;
  calls.enter(k, fn.tcpRecv);
  calls.enter(k, fn.tcpRecvmsg);
  socket.owned = true;
  const taken: readonly Segment[] = socket.received.splice(0);
  const bytes = taken.reduce((sum, segment) => sum + segment.bytes, 0);
  for (const segment of taken) segment.handTo(k.now, k.activity);
  if (taken.length > 0) calls.step(k, 'recv', 'socket');
  k.spend(cost.syscallEntry);
  touch(k, path, socket);
  k.spend(cost.recvCost);
  k.spendFor(copyPerByte, Math.round(copyPerByte.ns * bytes));
  yield k.work(cost.syscallExit);
  socket.read += bytes;
  yield* releaseSock(k, path, socket);
  calls.leave(k);
  calls.leave(k);
  for (const segment of taken) ledger.deliver(segment, k.now);
}

function* send(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.tcpSend);
  socket.owned = true;
  k.spend(cost.syscallEntry);
  touch(k, path, socket);
  yield* tcpSendmsg(k, path, socket);
  yield* releaseSock(k, path, socket);
  calls.leave(k);
  yield k.work(cost.syscallExit);
}
