import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Vcpu } from '../../hardware/kvm/vcpu.ts';
import type { Line } from '../../engine/line.ts';
import { F } from './functions.ts';
import type { KvmPath } from './path.ts';

/** Signals the guest that its receive queue has work: eventfd to irqfd to the guest's local APIC (kernels.md 9.4). */
export function* injectRx(k: Frame, path: KvmPath): KernelCode {
  const { calls, cost, virtio } = path;
  calls.enter(k, F.irqfd);
  calls.enter(k, F.setMsi);
  yield k.work(cost.irqfd);
  const vcpu = path.vcpus.find(({ virtual }) => virtual.cpu === virtio.line.cpu)!;
  virtio.line.causeSlice = k.slice;
  virtio.line.causeWhy = path.machine.recorder.name('vhost signals the guest');
  yield* inject(k, path, vcpu, virtio.line);
  calls.leave(k);
  calls.leave(k);
}

/** Brings an interrupt to a virtual CPU, whatever that is doing (kernels.md 9.5). */
export function* inject(k: Frame, path: KvmPath, vcpu: Vcpu, line: Line): KernelCode {
  const { cost, machine, count, injection } = path;
  count.injections++;
  if (vcpu.isHalted) {
    vcpu.virtual.wake();
    vcpu.hold(line);
    if (vcpu.isPolling) vcpu.endPoll();
    else yield k.wake(vcpu.thread, cost.wakeupCost);
  } else if (!vcpu.isInGuest) {
    vcpu.hold(line);
  } else if (injection === 'posted') {
    vcpu.post(line, cost.postedInterrupt.ns);
  } else {
    vcpu.hold(line);
    path.kickOut(machine.cpus[vcpu.thread.cpu]);
  }
}
