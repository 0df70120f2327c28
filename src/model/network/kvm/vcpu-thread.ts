import { KIND } from '../../../trace/kinds.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Vcpu } from '../../hardware/kvm/vcpu.ts';
import { F } from './functions.ts';
import { queueVhost } from './host.ts';
import { inject } from './inject.ts';
import type { KvmPath } from './path.ts';

/** How often polling looks whether somebody else wants the CPU, ns. */
const POLL_STEP = 5000;

/** What a virtual CPU's thread is called on its slices. */
export interface VcpuNames {
  readonly guest: number;
  readonly kvm: number;
}

/** The host's thread of a virtual CPU: enters the guest, handles why it came out, and sleeps while the guest is halted. */
export function* vcpuThread(k: Frame, whole: () => KvmPath, vcpu: Vcpu, names: VcpuNames): KernelCode {
  const path = whole();
  const { calls, cost } = path;
  calls.enter(k, F.kvmIoctl);
  calls.enter(k, F.vcpuRun);
  for (;;) {
    if (vcpu.isHalted) yield* halted(k, path, vcpu);
    yield* guestMode(k, path, vcpu, names);
    yield k.work(cost.vmExit);
    if (vcpu.takeKick()) yield* doorbell(k, path);
    for (const [target, line] of vcpu.takeIpis()) yield* inject(k, path, target, line);
  }
}

function* guestMode(k: Frame, { calls }: KvmPath, vcpu: Vcpu, names: VcpuNames): KernelCode {
  calls.enter(k, F.enterGuest);
  calls.enter(k, F.vmxRun);
  k.cross(KIND.user, names.guest);
  k.watcher = vcpu;
  yield k.forever();
  k.watcher = undefined;
  k.cross(KIND.sys, names.kvm);
  calls.leave(k);
  calls.leave(k);
}

/**
 * kvm_vcpu_block(): polls for a while in the hope of an interrupt, unless somebody else wants the CPU, then sleeps
 * (kernels.md 9.5 c).
 */
function* halted(k: Frame, { calls, cost, machine }: KvmPath, vcpu: Vcpu): KernelCode {
  calls.enter(k, F.vcpuBlock);
  const { haltPoll } = cost;
  vcpu.checkPosted();
  for (let left = haltPoll.ns; left > 0 && vcpu.isHalted && !k.cpu.needResched; left -= POLL_STEP) {
    vcpu.polls(true);
    yield k.workFor(haltPoll, Math.min(left, POLL_STEP));
    vcpu.polls(false);
  }
  const waits = machine.recorder.name('halted');
  while (vcpu.isHalted) yield k.block(waits);
  calls.leave(k);
}

/** The doorbell of a virtqueue is an eventfd of vhost's (kernels.md 9.7). */
function* doorbell(k: Frame, path: KvmPath): KernelCode {
  path.calls.enter(k, F.ioeventfd);
  yield k.work(path.cost.irqfd);
  yield* queueVhost(k, path);
  path.calls.leave(k);
}
