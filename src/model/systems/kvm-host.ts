import { KIND } from '../../trace/kinds.ts';
import { Activity } from '../engine/activity.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Line } from '../engine/line.ts';
import type { PacketLedger } from '../engine/packet.ts';
import { RxQueue } from '../hardware/kvm/rx-queue.ts';
import { Senders } from '../hardware/kvm/senders.ts';
import { Vcpu } from '../hardware/kvm/vcpu.ts';
import { F } from '../network/kvm/functions.ts';
import { hostIrq, hostPoll } from '../network/kvm/host.ts';
import type { KvmPath, Vhost } from '../network/kvm/path.ts';
import { vcpuThread } from '../network/kvm/vcpu-thread.ts';
import { vhostWorker } from '../network/kvm/vhost.ts';
import { admit, NORMAL, threadStack } from '../policies/linux/context.ts';
import { once, type KernelParts, type KvmKernel } from './kvm-kernel.ts';
import type { KvmSettings } from './kvm-settings.ts';
import { queueNames } from './linux-nic.ts';
import { bindVector, pollMode, type VectorOptions } from './linux-vector.ts';
import { napiThreads, threadPolicy } from './network-threads.ts';

/** When the first frame arrives, ns. */
const FIRST_ARRIVAL = 20_000;
const FIRST_IRQ = 24;
/** Process id of the virtual machine, as `vhost-2345` shows it. */
const QEMU_PID = 2345;

/** What the host is put together from. */
export interface HostParts extends KernelParts {
  readonly settings: KvmSettings;
  readonly ledger: PacketLedger;
  readonly host: KvmKernel;
  readonly path: () => KvmPath;
}

/** The remote host, as the settings have it. */
export function makeSenders(settings: KvmSettings): Senders {
  const { workload, seed, flows, senderCpus, payload, rate, linkGbps, costs, cpus, rxHash } = settings;
  const fragments = Math.ceil((payload + 8) / 1480);
  return new Senders({
    seed,
    flows,
    cpus: senderCpus,
    payload,
    rate,
    linkGbps,
    sendTime: costs.senderSend + costs.senderPerByte * payload + (fragments - 1) * costs.senderFragment,
    sharedTime: costs.senderShared,
    queues: cpus,
    hash: rxHash,
    first: FIRST_ARRIVAL,
    count: rate === 0 ? 0 : workload.packets === 'one' ? 1 : Infinity,
  });
}

/** The host's card. */
const CARD = 'eth0';

/** The receive queues of the card, one for each CPU, with a vector of its own each. */
export function addQueues(parts: HostParts, senders: Senders): RxQueue[] {
  return parts.host.cpus.map((cpu, index) => addQueue(parts, senders, cpu, index));
}

function addQueue(parts: HostParts, senders: Senders, cpu: Cpu, index: number): RxQueue {
  const { machine, ledger, settings, host, path } = parts;
  const { ringSize, coalesceGap, mitigation, payload } = settings;
  const line = new Line(`${CARD}-${index}`, 1, 'device', cpu);
  const gap = Math.round(coalesceGap);
  const options = {
    name: line.name,
    card: CARD,
    index,
    line,
    ringSize,
    coalesceGap: gap,
    mitigation,
    payload,
  };
  const queue = new RxQueue(machine, ledger, options, senders);
  bindVector(host, {
    line,
    cpu,
    mode: pollMode(host.kernel, settings.hostNapi === 'threaded'),
    napi: queueNames(0, index, settings.cpus).napi,
    irq: `irq${FIRST_IRQ + index}-eth0-TxRx-${index}`,
    thread: `irq/${FIRST_IRQ + index}-eth0-TxRx-${index}`,
    poll: (k, weight) => hostPoll(k, path(), queue, weight),
    complete: () => queue.done(),
    nextPacket: () => queue.peek()?.datagram.packet.id ?? -1,
    handler: (k, schedule) => hostIrq(k, path(), queue, schedule),
    ...threadsOf(settings, host, cpu, settings.hostNapi),
  });
  return queue;
}

/** How the threads of the network of one of the two kernels compete, and where those may run that poll with `napi`. */
export function threadsOf(
  settings: KvmSettings,
  { kernel, cpus }: KvmKernel,
  cpu: Cpu,
  napi: 'softirq' | 'threaded',
): Pick<VectorOptions, 'policy' | 'allowed' | 'napiThreads'> {
  const free = pollMode(kernel, napi === 'threaded') === 'irq-thread' && settings.networkThreads.free;
  return {
    policy: threadPolicy(settings, 0),
    allowed: free ? cpus : undefined,
    napiThreads: napiThreads(settings, 0, cpu),
  };
}

/** The worker of the guest's vhost device; it may run on every CPU of the host. */
export function addVhost({ host, roster, calls, path }: HostParts, cpu: Cpu): Vhost {
  const activity = new Activity(`vhost-${QEMU_PID}`);
  const stack = calls.stack(threadStack(host.context), F.vhostWorker);
  const thread = roster.addSleeper(
    {
      name: activity.name,
      kind: 'kthread',
      priority: 0,
      cpu,
      allowed: host.cpus,
      note: 'Carries packets between the tun device and the guest.',
    },
    activity,
    stack,
    (k) => vhostWorker(k, path),
  );
  activity.server = thread;
  admit(host.context, thread, NORMAL);
  return { thread, activity, queued: false };
}

/** A virtual CPU's thread on the host, asleep in kvm_vcpu_block(). */
export function addVcpu(parts: HostParts, guestCpu: Cpu, index: number, cpu: Cpu): Vcpu {
  const { host, machine, roster, calls, fn, path } = parts;
  const { recorder } = machine;
  const vcpu = new Vcpu(guestCpu, index);
  const name = `CPU ${index}/KVM`;
  const names = { guest: recorder.name('guest'), kvm: recorder.name('kvm') };
  vcpu.thread = roster.addSleeper(
    {
      name,
      kind: 'user',
      priority: 0,
      cpu,
      allowed: host.cpus,
      note: `Runs vCPU ${index} of the guest.`,
      addressSpace: machine.cpus.length,
    },
    new Activity(name),
    calls.stack(-1, fn.syscall),
    (k) => vcpuThread(k, path, vcpu, names),
  );
  const [frame] = vcpu.thread.frames;
  frame.kind = KIND.sys;
  frame.name = names.kvm;
  admit(host.context, vcpu.thread, NORMAL);
  return vcpu;
}

/** An interrupt of the host that finds its CPU in guest mode ends that first: the frame pays for the exit, then runs `code`. */
export function withExit({ cost }: KernelParts, frame: Frame): Frame {
  const { code } = frame;
  frame.code = (function* exitFirst(): KernelCode {
    yield frame.leafFor(KIND.trap, cost.vmExit, undefined);
    yield* code!;
  })();
  return frame;
}

/** The line by which one CPU has another leave guest mode: its handler has nothing to do but the end of the injection. */
export function addKickLine({ host, cost }: HostParts, cpu: Cpu): Line {
  const line = new Line('kvm kick', 1, 'ipi', cpu);
  host.irqs.requestHard(line, (k) => once(k, cost.irqInject), 'rescheduleIpi');
  return line;
}
