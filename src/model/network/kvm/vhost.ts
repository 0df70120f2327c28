import type { Frame, KernelCode } from '../../engine/frame.ts';
import { F } from './functions.ts';
import { injectRx } from './inject.ts';
import type { KvmPath } from './path.ts';

/** Bytes and packets of one run of handle_rx: VHOST_NET_WEIGHT, and VHOST_NET_PKT_WEIGHT of later kernels (kernels.md 9.3). */
export const VHOST_WEIGHT = { bytes: 0x80000, packets: 256 } as const;

/** The worker `vhost-<pid>`: runs what is on its list, and gives way between two runs. */
export function* vhostWorker(k: Frame, whole: () => KvmPath): KernelCode {
  const path = whole();
  const { machine, vhost } = path;
  const waits = machine.recorder.name('vhost work');
  for (;;) {
    while (!vhost.queued) yield k.block(waits);
    vhost.queued = false;
    yield* handleRx(k, path);
    k.packet = -1;
    yield k.yieldCpu();
  }
}

/** Copies packets of the tun device into the guest's buffers until either has none left, or its weight is used up. */
function* handleRx(k: Frame, path: KvmPath): KernelCode {
  const { calls, cost, tun, virtio, vhost } = path;
  calls.enter(k, F.handleRx);
  let bytes = 0;
  for (let packets = 0; tun.length > 0 && virtio.hasBuffer; packets++) {
    if (bytes >= VHOST_WEIGHT.bytes || packets === VHOST_WEIGHT.packets) {
      // What is left is queued again behind other work of this worker.
      vhost.queued = true;
      break;
    }
    const fragment = tun.take(k.now)!;
    const { packet } = fragment.datagram;
    bytes += fragment.bytes;
    k.packet = packet.id;
    if (fragment.last) {
      packet.handTo(k.now, k.activity);
      calls.step(k, 'vhost', 'tun0');
    }
    yield k.work(cost.vhostPacket);
    yield k.workFor(cost.vhostCopyPerByte, Math.round(cost.vhostCopyPerByte.ns * fragment.bytes));
    calls.enter(k, F.addUsed);
    const interrupt = virtio.fill(fragment, k.now);
    if (fragment.last) packet.handTo(k.now, virtio.length === 1 ? virtio.line.activity : path.behind);
    if (interrupt) yield* injectRx(k, path);
    calls.leave(k);
  }
  calls.leave(k);
}
