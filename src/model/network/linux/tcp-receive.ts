import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { QueuePair } from '../../hardware/queue-pair.ts';
import type { Segment } from '../../hardware/segment.ts';
import { MSS } from '../../hardware/tcp-format.ts';
import type { Gro } from './gro.ts';
import { wakeQueue } from './qdisc.ts';
import { vectorIrq } from './receive.ts';
import { touch, type Skb, type TcpPath, type TcpSocket } from './tcp-path.ts';
import { sendAck } from './tcp-send.ts';

/** The interrupt handler of a vector with MSI-X: it only has its queues polled (kernels.md 4.3.10). */
export function* pairIrq(
  k: Frame,
  path: TcpPath,
  pair: QueuePair<Segment>,
  schedule: () => KernelCode,
): KernelCode {
  yield* vectorIrq(k, path, pair, pair.peek()?.id ?? -1, undefined, schedule);
}

/** The driver's poll: first what was sent, then up to `weight` frames, merged where they can be; returns how many frames. */
export function* pairPoll(
  k: Frame,
  path: TcpPath,
  pair: QueuePair<Segment>,
  gro: Gro,
  weight: number,
): Generator<Op, number, void> {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.driverPoll);
  yield* cleanTx(k, path, pair);
  calls.enter(k, fn.cleanRx);
  let done = 0;
  while (done < weight) {
    const segment = pair.take();
    if (segment === undefined) break;
    done++;
    k.packet = segment.id;
    segment.handTo(k.now, k.activity);
    if (segment.id >= 0) calls.step(k, 'softint', pair.name);
    k.spend(cost.driverRx);
    calls.enter(k, fn.groReceive);
    yield k.work(cost.groReceive);
    gro.receive(segment);
    calls.leave(k);
    if (gro.full) yield* deliverList(k, path, gro);
  }
  // napi_complete_done(), or __napi_poll() after a whole weight where a jiffy is longer than a millisecond.
  gro.flush();
  yield* deliverList(k, path, gro);
  k.packet = -1;
  calls.leave(k);
  calls.leave(k);
  return done;
}

/** Takes back descriptors of frames that are out; not charged to the budget (kernels.md 4.3.14). */
function* cleanTx(k: Frame, path: TcpPath, pair: QueuePair<Segment>): KernelCode {
  const sent = pair.reclaim();
  if (sent === 0) return;
  const { calls, cost, fn } = path;
  calls.enter(k, fn.cleanTx);
  yield k.workFor(cost.txComplete, sent * cost.txComplete.ns);
  yield* wakeQueue(k, path, path.qdiscBehind(pair));
  calls.leave(k);
}

/** gro_normal_list(): what GRO has let go climbs the stack. */
function* deliverList(k: Frame, path: TcpPath, gro: Gro): KernelCode {
  const { calls, cost, fn } = path;
  const list = gro.takeNormal();
  if (list.length === 0) return;
  calls.enter(k, fn.groDeliver);
  for (const skb of list) {
    k.packet = skb[0].id;
    k.spend(cost.etherInput);
    calls.enter(k, fn.ipRcv);
    k.spend(cost.ipInput);
    yield* tcpV4Rcv(k, path, skb);
    calls.leave(k);
  }
  k.packet = -1;
  calls.leave(k);
}

/** A socket that a system call owns gets it later, from the owner's own thread (kernels.md 4.3.18). */
function* tcpV4Rcv(k: Frame, path: TcpPath, skb: Skb): KernelCode {
  const { calls, cost, fn, sockets } = path;
  const socket = sockets[skb[0].flow];
  calls.enter(k, fn.tcpRcv);
  touch(k, path, socket);
  yield k.work(cost.tcpInput);
  if (socket.owned) {
    socket.backlog.push(skb);
    for (const segment of skb) segment.handTo(k.now, socket.server.thread.activity);
  } else {
    yield* tcpRcvEstablished(k, path, socket, skb);
  }
  calls.leave(k);
}

/**
 * The fast path: the answer before is acknowledged; data goes to the socket, with an acknowledgement for more than one full
 * segment and a wake-up for the program.
 */
function* tcpRcvEstablished(k: Frame, path: TcpPath, socket: TcpSocket, skb: Skb): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.tcpEstablished);
  if (socket.unconfirmed) k.spend(cost.tcpClean);
  socket.unconfirmed = false;
  const [{ index }] = skb;
  if (index >= 0) k.spend(cost.sbAppend);
  if (index === socket.expected) k.spend(cost.epollCallback);
  yield k.spent();
  if (index >= 0) {
    const readable = queueInOrder(k, socket, skb);
    if (socket.unacknowledged > MSS) yield* sendAck(k, path, socket);
    if (readable) yield* dataReady(k, path, socket);
  }
  calls.leave(k);
}

/** Appends what is next to the receive queue, and what had waited for it; true if the program can read more than before. */
function queueInOrder(k: Frame, socket: TcpSocket, skb: Skb): boolean {
  const before = socket.received.length;
  socket.outOfOrder.push(...skb);
  for (const segment of skb) {
    segment.handTo(k.now, socket.server.thread.activity);
    socket.unacknowledged += segment.bytes;
  }
  for (;;) {
    const at = socket.outOfOrder.findIndex(({ index }) => index === socket.expected);
    if (at < 0) break;
    const [segment] = socket.outOfOrder.splice(at, 1);
    socket.received.push(segment);
    socket.expected = segment.push ? 0 : segment.index + 1;
  }
  return socket.received.length > before;
}

/** sock_def_readable(): the epoll instance notes the file, and wakes its thread if that sleeps. */
function* dataReady(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, cost, fn } = path;
  const { server } = socket;
  calls.enter(k, fn.dataReady);
  calls.enter(k, fn.epollCallback);
  if (!socket.ready) {
    socket.ready = true;
    server.ready.put(socket, k.now);
  }
  if (server.asleep) {
    server.asleep = false;
    server.thread.frames[0].packet = k.packet;
    yield k.wake(server.thread, cost.wakeupCost);
  }
  calls.leave(k);
  calls.leave(k);
}

/** release_sock(): what came while the socket was owned is processed here, by the owner (kernels.md 4.3.18). */
export function* releaseSock(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, fn, services } = path;
  calls.enter(k, fn.releaseSock);
  yield* services.disableBh(k);
  while (socket.backlog.length > 0) {
    for (const skb of socket.backlog.splice(0)) yield* tcpRcvEstablished(k, path, socket, skb);
  }
  socket.owned = false;
  yield* services.enableBh(k);
  calls.leave(k);
}
