import type { Frame, KernelCode } from '../../engine/frame.ts';
import { messageOnWire, segmentOnWire } from '../../hardware/tcp-format.ts';
import { devQueueXmit } from './qdisc.ts';
import type { TcpPath, TcpSocket } from './tcp-path.ts';

/** An acknowledgement without data, from where the data came in; one that may wait goes with the answer. */
export function* sendAck(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, cost, fn } = path;
  socket.unacknowledged = 0;
  calls.enter(k, fn.tcpSendAck);
  yield k.work(cost.tcpAck);
  yield* devQueueXmit(k, path, path.qdiscOf(k.cpu), { bytes: segmentOnWire(0), sent: undefined });
  calls.leave(k);
}

/** tcp_sendmsg() of an answer, the socket owned: the card cuts it into segments (TSO), and it acknowledges the request. */
export function* tcpSendmsg(k: Frame, path: TcpPath, socket: TcpSocket): KernelCode {
  const { calls, cost, fn, services, payload } = path;
  const { copyPerByte } = cost;
  calls.enter(k, fn.tcpSendmsg);
  k.spendFor(copyPerByte, Math.round(copyPerByte.ns * payload));
  calls.enter(k, fn.tcpWriteXmit);
  yield k.work(cost.tcpSend);
  socket.unacknowledged = 0;
  socket.unconfirmed = true;
  yield* services.disableBh(k);
  const sent = (out: number): void => path.answered(socket.flow, out);
  yield* devQueueXmit(k, path, path.qdiscOf(k.cpu), { bytes: messageOnWire(payload), sent });
  yield* services.enableBh(k);
  calls.leave(k);
  calls.leave(k);
}
