import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { localDeliver } from './deliver.ts';
import type { LinuxPath } from './path.ts';
import { ipForward } from './transmit.ts';
import { espRcv } from './xfrm.ts';

/** From the driver, or from a backlog, up to the protocols. */
export function* receiveSkb(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.receiveSkb);
  yield k.work(cost.etherInput);
  calls.enter(k, fn.ipRcv);
  yield k.work(cost.ipInput);
  if (!packet.clear) yield* espRcv(k, path, packet);
  else if (path.forwardTo !== undefined) yield* ipForward(k, path, packet, path.forwardTo);
  else yield* localDeliver(k, path, packet);
  calls.leave(k);
  calls.leave(k);
}
