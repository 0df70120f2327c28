import type { KvmCharges } from '../../costs/charges.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { PacketLedger } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Activity } from '../../engine/activity.ts';
import type { Fragment } from '../../hardware/kvm/datagram.ts';
import type { Vcpu } from '../../hardware/kvm/vcpu.ts';
import type { VirtioNet } from '../../hardware/kvm/virtio-net.ts';
import type { Refusals } from '../../hardware/refusals.ts';
import type { CallRecorder } from '../functions.ts';
import type { LinuxFunctions } from '../linux/functions.ts';
import type { LinuxPath } from '../linux/path.ts';
import type { Reassembly } from './reassembly.ts';

/** How an interrupt gets into a guest: by a posted-interrupt notification, or by an exit of the CPU that runs it. */
export type Injection = 'posted' | 'exit';

/** vhost's worker thread, which carries packets from the tun device to its guest. */
export interface Vhost {
  readonly thread: Thread;
  readonly activity: Activity;
  /** True while its work is on the list: vhost_poll_queue(). */
  queued: boolean;
}

/** From a card of the host to a socket of the guest: what every stage needs. */
export interface KvmPath {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  /** Writes stacks, and the steps of the packets that are followed. */
  readonly calls: CallRecorder;
  readonly cost: KvmCharges;
  readonly fn: LinuxFunctions;
  readonly injection: Injection;
  readonly vcpus: readonly Vcpu[];
  /** What the tun device holds for vhost; a full one drops (noqueue). */
  readonly tun: BoundedQueue<Fragment>;
  /** When the tun device had no room. */
  readonly overflow: Refusals;
  readonly virtio: VirtioNet;
  /** Whom packets wait for that are behind others of a queue: nobody yet, they just wait. */
  readonly behind: Activity;
  readonly vhost: Vhost;
  /** The guest's path to each flow's socket. */
  readonly sockets: readonly LinuxPath[];
  readonly reassembly: Reassembly;
  /** Interrupts the CPU that executes the guest, so that it leaves guest mode. */
  kickOut(cpu: Cpu): void;
  /** Interrupts brought to the guest. */
  readonly count: { injections: number };
}

/** The virtual CPU that guest CPU `cpu` is. */
export function vcpuOf(path: KvmPath, cpu: Cpu): Vcpu {
  return path.vcpus.find(({ virtual }) => virtual.cpu === cpu)!;
}

/** Code that has nothing to wait for. */
export type Step = (k: Frame) => KernelCode;
