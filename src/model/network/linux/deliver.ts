import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { LinuxPath } from './path.ts';

/** From IP to the socket. */
export function* localDeliver(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.localDeliver);
  calls.enter(k, fn.udpRcv);
  yield k.work(cost.udpInput);
  calls.enter(k, fn.udpEnqueue);
  yield k.work(cost.sbAppend);
  path.services.deliver(k, packet);
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
}
