import type { Recorder } from '../../trace/recorder.ts';
import type { SummaryExtras } from '../../trace/summary.ts';
import { xenChargesFor, type XenCharges } from '../costs/charges.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { PacketLedger, type Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Roster } from '../engine/roster.ts';
import type { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { Hypervisor } from '../hardware/xen/credit.ts';
import { Guest, type GuestCosts } from '../hardware/xen/guest.ts';
import { Vif } from '../hardware/xen/vif.ts';
import { VirtualCpu } from '../hardware/virtual-cpu.ts';
import { Timer } from '../hardware/timer.ts';
import { CallRecorder } from '../network/functions.ts';
import { CORE, GROUP, NAPI } from '../network/xen/functions.ts';
import { vifInterrupt } from '../network/xen/netback.ts';
import type { Port, XenPath } from '../network/xen/path.ts';
import { netserver } from '../network/xen/tcp.ts';
import { admit, NORMAL, type LinuxContext } from '../policies/linux/context.ts';
import { Irqs } from '../policies/linux/irq.ts';
import { placeWoken } from '../policies/linux/placement.ts';
import { NapiCore } from '../policies/linux/napi.ts';
import { Softirqs } from '../policies/linux/softirq.ts';
import type { XenKernel } from '../types.ts';
import { tick } from '../policies/linux/tick.ts';
import { callStack } from './linux-calls.ts';
import type { System } from './system.ts';
import { groupNetback, napiNetback, type Netback, type NetbackParts } from './xen-netback.ts';
import { xenMachine } from './xen-machine.ts';
import type { XenSettings } from './xen-settings.ts';

/** When the guests' programs start, ns: one after the other, as they were started by hand. */
const FIRST_START = 20_000;
const START_GAP = 50_000;

/** Puts dom0, its guests and the hypervisor under them together. */
export class XenSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: Vif[] = [];
  readonly lines: Line[] = [];
  private readonly settings: XenSettings;
  private readonly cost: XenCharges;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly scheduler: ClassScheduler;
  private readonly context: LinuxContext;
  private readonly irqs: Irqs;
  private readonly hypervisor: Hypervisor;
  private readonly virtual: readonly VirtualCpu[];
  private readonly netback: Netback;
  private readonly ports: Port[] = [];
  private readonly path: XenPath;
  /** Bytes that each netserver has read. */
  private readonly read: number[] = [];
  private readonly count = { hypercalls: 0 };

  constructor(kernel: XenKernel, settings: XenSettings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.settings = settings;
    this.cost = xenChargesFor(settings.costs, recorder);
    const { machine, scheduler } = xenMachine(kernel, settings, recorder, {
      interrupt: (cpu, line) => this.virtual[cpu.id].stub(line) ?? this.irqs.stub(cpu, line),
      contextResumed: (cpu) => this.contextResumed(cpu),
      place: (waker, thread) => this.place(waker, thread),
      ready: (cpu) => this.virtual[cpu].wake(),
    });
    this.machine = machine;
    this.scheduler = scheduler;
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(machine);
    this.roster = new Roster(machine, settings.costs.cacheMiss);
    this.context = this.makeContext(kernel);
    this.hypervisor = new Hypervisor(machine, settings.cores, Math.round(settings.costs.vcpuSwitch));
    for (const cpu of machine.cpus) this.addIdle(cpu);
    this.virtual = machine.cpus.map((cpu) => this.addVirtual(cpu));
    const softirqs = new Softirqs(this.context);
    this.irqs = new Irqs(this.context, softirqs);
    const parts: NetbackParts = {
      context: this.context,
      softirqs,
      napis: new NapiCore(this.context, softirqs),
      path: () => this.path,
      eoi: settings.eoi,
    };
    this.netback = kernel.netback === 'group' ? groupNetback(parts) : napiNetback(parts);
    this.path = this.makePath(kernel, softirqs);
    for (let i = 0; i < settings.workload.nics; i++) this.addGuest(i);
    for (const cpu of machine.cpus) this.addTimer(cpu, kernel.hz);
    for (const cpu of machine.cpus) cpu.start(cpu.idle, cpu.idle);
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  /** Only vifs whose guests send are listed. */
  readonly extras = (): SummaryExtras => {
    const { now } = this.machine;
    const vifs = this.senders.map((i) => ({
      name: this.nics[i].name,
      mbps: now === 0 ? 0 : (this.read[i] * 8000) / now,
    }));
    const sum = vifs.reduce((all, { mbps }) => all + mbps, 0);
    const squares = vifs.reduce((all, { mbps }) => all + mbps * mbps, 0);
    const jain = squares === 0 ? 1 : (sum * sum) / (vifs.length * squares);
    return { vifs, jain, hypercalls: this.count.hypercalls };
  };

  finish(): void {
    this.hypervisor.finish();
  }

  /**
   * Chooses a CPU for a thread that is woken. Assumed: one that moves has slept for so much of its life that it has a
   * sleeper's whole credit there, as in the long run, of which only the beginning is simulated.
   */
  private place(waker: Cpu, thread: Thread): void {
    const last = thread.cpu;
    placeWoken(this.context, waker, thread);
    if (thread.cpu !== last) admit(this.context, thread, NORMAL);
  }

  private makeContext(kernel: XenKernel): LinuxContext {
    const { machine, roster, scheduler, cost, calls } = this;
    const stack = callStack(calls, CORE);
    const { cpus } = machine;
    return { kernel: { ...kernel, family: 'linux' }, machine, cpus, roster, scheduler, cost, calls: stack };
  }

  private makePath(kernel: XenKernel, softirqs: Softirqs): XenPath {
    const { machine, ledger, calls, cost, netback, ports, count } = this;
    return {
      machine,
      ledger,
      calls,
      cost,
      fn: kernel.netback === 'group' ? GROUP : NAPI,
      services: {
        disableBh: (k) => softirqs.disableBh(k),
        enableBh: (k) => softirqs.enableBh(k),
        input: (k, port, packet) => netback.input(k, port, packet),
        transmit: (k, port) => netback.transmit(k, port),
      },
      ports,
      count,
      delivered: (k, port, packet) => {
        ledger.deliver(packet, k.now);
        this.read[port.vif.index] += packet.bytes;
        machine.recordInstant('packet', k.cpu.id, machine.recorder.name('delivered'), k, packet.id, -1);
      },
    };
  }

  private addIdle(cpu: Cpu): void {
    cpu.idle = this.roster.addRunner(
      {
        name: `swapper/${cpu.id}`,
        kind: 'idle',
        priority: 0,
        cpu,
        note: 'Gives the core back to Xen when nobody else wants to run.',
      },
      function* (k) {
        for (;;) yield k.forever();
      },
    );
  }

  private addVirtual(cpu: Cpu): VirtualCpu {
    const name = `dom0/${cpu.id}`;
    const virtual = new VirtualCpu(cpu, name);
    virtual.source = this.hypervisor.sourceOf(this.hypervisor.add(name, virtual));
    return virtual;
  }

  private addGuest(index: number): void {
    const { machine, netback } = this;
    const cpu = machine.cpus[this.eventCpu(index)];
    const name = `vif${index + 1}.0`;
    const line = new Line(name, 1, 'device', cpu);
    const vif = new Vif(machine, name, index, line, () => this.virtual[cpu.id].wake());
    const socket = new BoundedQueue<Packet>(`${name} socket`, Infinity, machine.recorder);
    const port: Port = { vif, socket, netserver: undefined };
    this.lines.push(line);
    this.nics.push(vif);
    this.ports.push(port);
    this.read.push(0);
    const schedule = netback.add(port);
    this.irqs.request(line, {
      mode: 'hardirq',
      name,
      threadName: '',
      policy: NORMAL,
      work: {
        run: (k) => vifInterrupt(k, this.path, port, () => schedule(k)),
        nextPacket: () => vif.peek()?.id ?? -1,
      },
    });
    this.addNetserver(port);
    const turn = this.senders.indexOf(index);
    if (turn >= 0) this.addSender(vif, turn);
  }

  private get senders(): readonly number[] {
    const { nics, senders } = this.settings.workload;
    return senders ?? Array.from({ length: nics }, (_, i) => i);
  }

  /** By hand, the event channels of the vifs that are used get a CPU each, in turn; by themselves all stay on the first. */
  private eventCpu(index: number): number {
    const { irqRouting, vcpus } = this.settings;
    return irqRouting === 'spread' ? Math.max(0, this.senders.indexOf(index)) % vcpus : 0;
  }

  private addSender(vif: Vif, turn: number): void {
    const { settings } = this;
    const options = {
      name: `dom${vif.index + 1}`,
      payload: settings.payload,
      window: settings.window,
      count: settings.workload.packets === 'one' ? Number(turn === 0) : Infinity,
      start: FIRST_START + turn * START_GAP,
      costs: guestCosts(settings),
    };
    // The same under every kernel, whichever guest comes to send first.
    const idOf = (nth: number): number => nth * this.senders.length + turn;
    new Guest(this.machine, this.hypervisor, this.ledger, vif, options, idOf);
  }

  /** Programs start on the CPUs in turn. */
  private addNetserver(port: Port): void {
    const cpu = this.machine.cpus[port.vif.index % this.settings.vcpus];
    const activity = new Activity(`netserver/${port.vif.index + 1}`);
    const thread = this.roster.addSleeper(
      {
        name: activity.name,
        kind: 'user',
        priority: 0,
        cpu,
        allowed: this.machine.cpus,
        note: `Reads what ${port.vif.name} brings.`,
        addressSpace: port.vif.index + 1,
      },
      activity,
      -1,
      (k) => netserver(k, () => this.path, port),
    );
    activity.server = thread;
    port.netserver = admit(this.context, thread, NORMAL);
  }

  private addTimer(cpu: Cpu, hz: number): void {
    const line = new Line(`timer/${cpu.id}`, 1, 'tick', cpu);
    this.irqs.request(line, {
      mode: 'hardirq',
      name: 'timer',
      threadName: '',
      policy: NORMAL,
      work: { run: (k) => tick(k, this.context), nextPacket: () => -1 },
    });
    const virtual = this.virtual[cpu.id];
    // Silent while the virtual CPU idles (NO_HZ), and late while it has no core.
    new Timer(this.machine, Math.round(1e9 / hz), () => {
      if (!virtual.blocked) line.assert();
    });
  }

  private contextResumed(cpu: Cpu): void {
    const virtual = this.virtual[cpu.id];
    if (virtual.isStolen) return;
    this.calls.returned(cpu);
    virtual.resumed();
    const single = this.settings.workload.packets === 'one' && this.settings.until === undefined;
    if (single && this.quiescent) this.machine.stop();
  }

  private get quiescent(): boolean {
    const { ledger, nics, virtual } = this;
    const served = ledger.offered > 0 && ledger.waiting === 0 && nics.every((vif) => vif.idle);
    return served && virtual.every(({ blocked }) => blocked);
  }
}

function guestCosts({ costs }: XenSettings): GuestCosts {
  return {
    send: Math.round(costs.guestSend + costs.syscallCost),
    copyPerByte: costs.copyPerByte,
    request: Math.round(costs.guestRequest),
    hypercall: Math.round(costs.hypercall),
    upcall: Math.round(costs.guestUpcall),
    acknowledge: Math.round(costs.guestAck),
  };
}
