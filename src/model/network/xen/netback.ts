import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { slotsOf } from '../../hardware/xen/vif.ts';
import { F } from './functions.ts';
import type { Port, XenPath } from './path.ts';

/** Requests that may be in netback's hands at once: of a group of vifs together, or of one vif (MAX_PENDING_REQS). */
const MAX_PENDING = 256;
/** Room that must be left before another packet is taken: the most requests that one may have. */
const MAX_SLOTS = 18;

/** A packet of a guest between its requests and its skb. */
interface Taken {
  readonly port: Port;
  readonly packet: Packet;
}

/** The event channel's handler: netback only has its ring looked at. */
export function* vifInterrupt(k: Frame, path: XenPath, port: Port, schedule: () => KernelCode): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.interrupt);
  k.packet = port.vif.peek()?.id ?? -1;
  if (k.packet >= 0) calls.step(k, 'nic', port.vif.name);
  yield k.work(cost.driverIrq);
  yield* schedule();
  calls.leave(k);
}

/**
 * Takes a packet at a time from the rings that `next` names, until there are `budget` of them, or no request or no pending
 * slot is left; copies all of them out of the guests in one hypercall; answers the guests and hands the packets on.
 * Returns how many there were (kernels.md 8a.5, 8b.7, 8b.11).
 */
export function* txAction(
  k: Frame,
  path: XenPath,
  budget: number,
  next: () => Port | undefined,
): Generator<Op, number, void> {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.txAction);
  const batch = yield* buildGops(k, path, budget, next);
  if (batch.length > 0) {
    calls.enter(k, F.grantCopy);
    yield* hypercall(k, path);
    for (const { packet } of batch) {
      k.packet = packet.id;
      const bytes = Math.round(cost.grantCopyPerByte.ns * packet.bytes);
      yield k.workFor(cost.grantCopy, cost.grantCopy.ns * slotsOf(packet.bytes));
      yield k.workFor(cost.grantCopyPerByte, bytes);
    }
    calls.leave(k);
    yield* submit(k, path, batch);
    k.packet = -1;
  }
  calls.leave(k);
  return batch.length;
}

function* buildGops(
  k: Frame,
  path: XenPath,
  budget: number,
  next: () => Port | undefined,
): Generator<Op, Taken[], void> {
  const { calls, cost, fn } = path;
  const batch: Taken[] = [];
  let pending = 0;
  calls.enter(k, fn.buildGops);
  while (batch.length < budget && pending + MAX_SLOTS <= MAX_PENDING) {
    const port = next();
    const packet = port?.vif.take();
    if (port === undefined || packet === undefined) break;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', port.vif.name);
    const slots = slotsOf(packet.bytes);
    yield k.workFor(cost.netbackRequest, cost.netbackRequest.ns * slots);
    pending += slots;
    batch.push({ port, packet });
  }
  calls.leave(k);
  return batch;
}

function* submit(k: Frame, path: XenPath, batch: readonly Taken[]): KernelCode {
  const { calls, cost, fn, services } = path;
  calls.enter(k, fn.submit);
  for (const { port, packet } of batch) {
    k.packet = packet.id;
    yield k.work(cost.driverRx);
    if (port.vif.respond(packet)) {
      yield* sendEvent(k, path);
      port.vif.frontend.responded();
    }
    yield* services.input(k, port, packet);
  }
  calls.leave(k);
}

/** Copies acknowledgements into the guests' receive rings in one hypercall, then sends each guest its event. */
export function* rxAction(k: Frame, path: XenPath, counts: ReadonlyMap<Port, number>): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.rxAction);
  let all = 0;
  for (const count of counts.values()) all += count;
  yield k.workFor(cost.netbackRequest, cost.netbackRequest.ns * all);
  calls.enter(k, F.grantCopy);
  yield* hypercall(k, path);
  yield k.workFor(cost.grantCopy, cost.grantCopy.ns * all);
  calls.leave(k);
  for (const [port, count] of counts) {
    yield* sendEvent(k, path);
    port.vif.frontend.acknowledged(count);
  }
  calls.leave(k);
}

function* sendEvent(k: Frame, path: XenPath): KernelCode {
  path.calls.enter(k, F.eventSend);
  yield* hypercall(k, path);
  path.calls.leave(k);
}

/** A trap into Xen: its time is the calling context's. */
function* hypercall(k: Frame, path: XenPath): KernelCode {
  path.count.hypercalls++;
  yield k.work(path.cost.hypercall);
}
