import type { Recorder } from '../../trace/recorder.ts';
import type { SummaryExtras } from '../../trace/summary.ts';
import { kvmChargesFor } from '../costs/charges.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame } from '../engine/frame.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Roster } from '../engine/roster.ts';
import type { Thread } from '../engine/thread.ts';
import type { Fragment } from '../hardware/kvm/datagram.ts';
import type { RxQueue } from '../hardware/kvm/rx-queue.ts';
import type { Vcpu } from '../hardware/kvm/vcpu.ts';
import { Refusals } from '../hardware/refusals.ts';
import { CallRecorder } from '../network/functions.ts';
import type { KvmPath } from '../network/kvm/path.ts';
import { Reassembly } from '../network/kvm/reassembly.ts';
import { FUNCTIONS } from '../network/linux/functions.ts';
import { Ipis } from '../policies/linux/ipi.ts';
import type { LinuxKernel } from '../types.ts';
import { addNetservers, addVirtio, truesizeOf, type GuestParts } from './kvm-guest.ts';
import {
  addKickLine,
  addQueues,
  addVcpu,
  addVhost,
  makeSenders,
  withExit,
  type HostParts,
} from './kvm-host.ts';
import { KvmKernel, type KernelParts } from './kvm-kernel.ts';
import { kvmMachine } from './kvm-machine.ts';
import type { KvmSettings } from './kvm-settings.ts';
import type { System } from './system.ts';

/** Changes of the tun queue within so many ns are one row of the trace. */
const RESOLUTION = 20_000;
/** The first so many packets are followed in any case. */
const BEGINNERS = 4;

/** Puts a hypervisor, its card, and its one guest together: two Linux kernels on one machine. */
export class KvmSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: readonly RxQueue[];
  readonly lines: readonly Line[];
  private readonly settings: KvmSettings;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly host: KvmKernel;
  private readonly guest: KvmKernel;
  private readonly vcpus: readonly Vcpu[];
  private readonly kickLines: readonly Line[];
  private readonly rescheduleLines: readonly Line[];
  private readonly ipis: Ipis;
  private readonly path: KvmPath;
  private readonly parts: KernelParts;

  constructor(kernel: LinuxKernel, settings: KvmSettings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.settings = settings;
    const { machine, scheduler, hostCpus, guestCpus } = kvmMachine(kernel, settings, recorder, {
      interrupt: (cpu, line) => this.interrupt(cpu, line),
      contextResumed: (cpu) => this.contextResumed(cpu),
      place: (waker, thread) => this.kernelOf(machine.cpus[thread.cpu]).place(waker, thread),
      kick: (from, target) => this.kick(from, target),
    });
    this.machine = machine;
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(machine, true, BEGINNERS);
    this.roster = new Roster(machine, settings.costs.cacheMiss);
    const { calls, roster } = this;
    const cost = kvmChargesFor(settings.costs, recorder);
    this.parts = { machine, scheduler, roster, cost, calls, fn: FUNCTIONS[kernel.functions] };
    this.host = new KvmKernel(this.parts, kernel, hostCpus);
    this.guest = new KvmKernel(this.parts, kernel, guestCpus);
    const common = { ...this.parts, settings, ledger: this.ledger, path: () => this.path };
    const hostParts: HostParts = { ...common, host: this.host };
    const behind = new Activity('queue');
    const guestParts: GuestParts = { ...common, guest: this.guest, behind };
    // The guest was started last: its threads are on the CPUs after vhost's.
    const home = (index: number): Cpu => hostCpus[index % hostCpus.length];
    const vhost = addVhost(hostParts, home(0));
    this.vcpus = guestCpus.map((cpu, index) => addVcpu(hostParts, cpu, index, home(index + 1)));
    this.ipis = new Ipis(this.host.context, this.host.irqs);
    this.rescheduleLines = guestCpus.map((cpu) => this.guest.addRescheduleLine(cpu));
    this.kickLines = hostCpus.map((cpu) => addKickLine(hostParts, cpu));
    this.nics = addQueues(hostParts, makeSenders(settings));
    const virtio = addVirtio(guestParts);
    this.path = {
      machine,
      ledger: this.ledger,
      calls,
      cost,
      fn: this.parts.fn,
      injection: settings.injection,
      vcpus: this.vcpus,
      tun: new BoundedQueue<Fragment>('tun0 queue', settings.tunQueue, recorder, RESOLUTION),
      overflow: new Refusals(machine, 'tun0'),
      virtio,
      behind,
      vhost,
      sockets: addNetservers(guestParts),
      reassembly: new Reassembly(truesizeOf(settings.payload)),
      kickOut: (cpu) => this.kickLines[cpu.id].assert(),
      count: { injections: 0 },
    };
    this.lines = [...this.nics.map(({ line }) => line), virtio.line];
    this.start();
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  readonly extras = (): SummaryExtras => ({
    injections: this.path.count.injections,
    migrations: this.machine.tally.migrations,
  });

  finish(): void {
    this.path.overflow.settle();
  }

  private start(): void {
    for (const cpu of this.host.cpus) this.host.addTimer(cpu, (line) => line.assert());
    for (const [index, cpu] of this.guest.cpus.entries())
      this.guest.addTimer(cpu, (line) => this.guestTick(this.vcpus[index], line));
    for (const cpu of this.machine.cpus) cpu.start(cpu.idle, cpu.idle);
  }

  /** The guest's clock is a timer of the host: it ends guest mode for a moment. Silent while the guest is halted (NO_HZ). */
  private guestTick(vcpu: Vcpu, line: Line): void {
    if (vcpu.isHalted) return;
    vcpu.hold(line);
    if (vcpu.isInGuest) this.path.kickOut(this.machine.cpus[vcpu.thread.cpu]);
  }

  private kernelOf(cpu: Cpu): KvmKernel {
    return this.host.has(cpu) ? this.host : this.guest;
  }

  private interrupt(cpu: Cpu, line: Line): Frame {
    if (!this.host.has(cpu)) {
      return this.vcpuOf(cpu).virtual.stub(line) ?? this.guest.irqs.stub(cpu, line);
    }
    const stub = this.host.irqs.stub(cpu, line);
    return this.inGuestMode(cpu) ? withExit(this.parts, stub) : stub;
  }

  /** True if what an interrupt finds on this CPU is a guest: its thread's endless work, and nothing above that. */
  private inGuestMode({ current }: Cpu): boolean {
    return current.frames.length === 1 && current.frames[0].watcher !== undefined;
  }

  /** A reschedule of another CPU. Of a guest's, it is the host's business to bring it there. */
  private kick(from: Cpu, target: Cpu): void {
    if (this.host.has(target)) this.ipis.kick(target);
    else
      this.vcpuOf(from).sendIpi(this.vcpuOf(target), this.rescheduleLines[this.guest.cpus.indexOf(target)]);
  }

  private contextResumed(cpu: Cpu): void {
    this.calls.returned(cpu);
    if (this.host.has(cpu)) this.stopIfQuiet();
    else this.vcpuOf(cpu).virtual.resumed();
  }

  private vcpuOf(cpu: Cpu): Vcpu {
    return this.vcpus[this.guest.cpus.indexOf(cpu)];
  }

  /** A run of one packet ends when everybody sleeps again. */
  private stopIfQuiet(): void {
    const { workload, until } = this.settings;
    if (workload.packets !== 'one' || until !== undefined) return;
    const { ledger, nics, vcpus, path } = this;
    const served = ledger.offered > 0 && ledger.waiting === 0 && nics.every((nic) => nic.idle);
    const asleep = vcpus.every(({ isHalted, thread }) => isHalted && thread.state === 'blocked');
    if (served && asleep && path.vhost.thread.state === 'blocked') this.machine.stop();
  }
}
