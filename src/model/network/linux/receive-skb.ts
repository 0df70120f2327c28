import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { localDeliver } from './deliver.ts';
import type { KernelFunction } from '../functions.ts';
import type { LinuxPath } from './path.ts';
import { ipForward } from './transmit.ts';
import { espRcv } from './xfrm.ts';

/** From the driver, or from a backlog, up to the protocols; `entry` is what the poll function calls. */
export function* receiveSkb(
  k: Frame,
  path: LinuxPath,
  packet: Packet,
  entry: KernelFunction = path.fn.receiveSkb,
): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, entry);
  yield k.work(cost.etherInput);
  calls.enter(k, fn.ipRcv);
  yield k.work(cost.ipInput);
  if (!packet.clear) yield* espRcv(k, path, packet);
  else if (path.forwardTo !== undefined) yield* ipForward(k, path, packet, path.forwardTo);
  else yield* localDeliver(k, path, packet);
  calls.leave(k);
  calls.leave(k);
}
