import type { Recorder } from '../../trace/recorder.ts';
import type { SummaryExtras } from '../../trace/summary.ts';
import { chargesFor, type Charges } from '../costs/charges.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { PacketLedger, type Packet } from '../engine/packet.ts';
import { PerCpu } from '../engine/per-cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Roster } from '../engine/roster.ts';
import type { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import type { CryptoCard } from '../hardware/crypto-card.ts';
import { OtherCause } from '../hardware/other-cause.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';
import { Timer } from '../hardware/timer.ts';
import type { WindowWire } from '../hardware/window-wire.ts';
import { CallRecorder } from '../network/functions.ts';
import { FUNCTIONS, type LinuxFunctions } from '../network/linux/functions.ts';
import { FrameLog } from '../network/linux/frame-log.ts';
import { handleOther } from '../network/linux/other-cause.ts';
import type { CryptoMode, LinuxPath, Socket } from '../network/linux/path.ts';
import type { SendSide } from '../network/linux/transmit.ts';
import { ActiveBalance } from '../policies/linux/active-balance.ts';
import { byPriority, type LinuxContext } from '../policies/linux/context.ts';
import { Ipis } from '../policies/linux/ipi.ts';
import { Hrtimers } from '../policies/linux/hrtimers.ts';
import { Irqs } from '../policies/linux/irq.ts';
import { NapiCore } from '../policies/linux/napi.ts';
import { NapiWatchdog } from '../policies/linux/napi-watchdog.ts';
import { placeWoken } from '../policies/linux/placement.ts';
import { Softirqs } from '../policies/linux/softirq.ts';
import { addTick } from '../policies/linux/tick.ts';
import type { Action, LinuxKernel } from '../types.ts';
import { callStack } from './linux-calls.ts';
import { makeCryptoCard, makeNic, makeSendSide, type CardParts } from './linux-cards.ts';
import { extrasOf } from './linux-extras.ts';
import { driverLock } from './linux-lock.ts';
import { linuxMachine } from './linux-machine.ts';
import { bindNic, queueNames } from './linux-nic.ts';
import {
  addBackground,
  addCaller,
  addIdle,
  addInteractive,
  addReceivers,
  type ProgramParts,
} from './linux-programs.ts';
import { linuxRps } from './linux-rps.ts';
import { linuxSendSide } from './linux-send.ts';
import { linuxServices } from './linux-services.ts';
import { napiThreads, threadPolicy } from './network-threads.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** The vector of a card's other causes comes so much after its first, half of it after that of its send side. */
const OTHER_VECTOR = 16;
/** Limit of the backlog, of a gro_cell and of xfrm's queue (netdev_max_backlog), and of a cryptd queue (kernels.md 4.4, 10c). */
const QUEUE_LIMIT = 1000;
/** Interrupt numbers as the kernels of the seeds show them: `irq/24-eth0`; the crypto card has the one after the NICs'. */
const FIRST_IRQ = 24;

/** Puts a Linux machine together: wires, cards, lines and threads, and for each policy of the kernel's record its code. */
export class LinuxSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: ReceiveDevice[] = [];
  readonly lines: Line[] = [];
  private readonly kernel: LinuxKernel;
  readonly settings: Settings;
  readonly cost: Charges;
  private readonly fn: LinuxFunctions;
  private readonly calls: CallRecorder;
  readonly roster: Roster;
  private readonly scheduler: ClassScheduler;
  private readonly context: LinuxContext;
  private readonly programs: ProgramParts;
  private readonly cards: CardParts;
  private readonly softirqs: Softirqs;
  private readonly irqs: Irqs;
  private readonly ipis: Ipis;
  private readonly napis: NapiCore;
  /** Absent on one CPU. */
  private readonly active: ActiveBalance | undefined;
  private readonly windows: WindowWire[] = [];
  private readonly card: CryptoCard | undefined;
  private readonly sendSide: SendSide | undefined;
  private readonly sockets: readonly Socket[];
  private readonly path: LinuxPath;
  private readonly frames: FrameLog | undefined;
  private readonly driverLock: ((k: Frame, sleeps: boolean) => KernelCode) | undefined;
  private other: OtherCause | undefined;
  private packetsMade = 0;

  constructor(kernel: LinuxKernel, settings: Settings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.kernel = kernel;
    this.settings = settings;
    this.cost = chargesFor(settings.costs, recorder);
    this.fn = FUNCTIONS[kernel.functions];
    const { machine, scheduler } = linuxMachine(kernel, settings, recorder, {
      interrupt: (cpu, line) => this.irqs.stub(cpu, line),
      contextResumed: (cpu) => this.contextResumed(cpu),
      place: (waker, thread) => placeWoken(this.context, waker, thread),
      kick: (_from, target) => this.ipis.kick(target),
    });
    this.machine = machine;
    this.scheduler = scheduler;
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(machine, settings.workload.packets === 'flood');
    this.roster = new Roster(machine, settings.costs.cacheMiss);
    this.context = this.makeContext();
    const { context, calls, fn, windows, ledger } = this;
    this.programs = { context, settings, calls, fn, path: () => this.path };
    this.cards = { settings, machine, ledger, nextId: () => this.packetsMade++, windows };
    const first = machine.cpus.map((cpu) => this.firstOn(cpu));
    this.softirqs = new Softirqs(this.context);
    this.irqs = new Irqs(this.context, this.softirqs);
    this.ipis = new Ipis(this.context, this.irqs);
    this.napis = new NapiCore(this.context, this.softirqs);
    if (settings.cpus > 1) this.active = new ActiveBalance(this.context, this.softirqs, true);
    this.deferInterrupts();
    this.card = this.usesCard ? this.addCryptoCard() : undefined;
    this.sendSide = this.addSendSide();
    const { receiver } = settings.workload;
    this.sockets = receiver === undefined ? [] : addReceivers(this.programs, this.sendSide);
    this.path = this.makePath();
    this.driverLock = driverLock(this);
    for (let i = 0; i < settings.workload.nics; i++) this.addNic(i);
    if (settings.workload.forwards === true) this.addOutputCard();
    if (settings.workload.interactive === true) this.frames = this.addPlayer(machine.cpus[0]);
    for (const cpu of machine.cpus) this.addTimer(cpu);
    machine.cpus.forEach((cpu, i) => cpu.start(first[i], cpu.idle));
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  extras(): SummaryExtras {
    const { machine, ledger, nics, softirqs, frames, settings } = this;
    const { other } = this;
    return extrasOf({ machine, ledger, nics, softirqs, frames, other, workload: settings.workload });
  }

  private get usesCard(): boolean {
    const { workload, crypto } = this.settings;
    return workload.protocol === 'esp' && (crypto === 'hw-tasklet' || crypto === 'hw-threaded');
  }

  private makeContext(): LinuxContext {
    const { kernel, machine, roster, scheduler, cost, calls, fn } = this;
    const stack = callStack(calls, fn);
    const [priority] = this.settings.nicPriorities;
    // A softirq thread stays below its interrupt thread, as the kernel makes them.
    const netRxThreads = priority === undefined ? undefined : byPriority(Math.max(0, priority - 1));
    const context = {
      kernel,
      machine,
      cpus: machine.cpus,
      roster,
      scheduler,
      cost,
      calls: stack,
      netRxThreads,
    };
    const capacity = (cpu: Cpu): number => this.active?.capacity(cpu) ?? 1;
    return kernel.fair === 'cfs-2.6.31' ? context : { ...context, capacity };
  }

  private makePath(): LinuxPath {
    const { kernel, machine, ledger, calls, cost, fn, settings, card, sockets } = this;
    const { softirqs, napis, ipis } = this;
    const queues = (name: string): PerCpu<BoundedQueue<Packet>> =>
      new PerCpu(this.context.cpus, () => new BoundedQueue(name, QUEUE_LIMIT, machine.recorder));
    return {
      kernel,
      machine,
      ledger,
      calls,
      cost,
      fn,
      services: linuxServices(this.context, this.softirqs, this.napis, () => this.path),
      crypto: settings.crypto as CryptoMode,
      ipMode: settings.ipMode,
      card,
      socket: sockets[0],
      ...(sockets.length > 1 ? { sockets } : {}),
      ...(settings.rps
        ? { rps: linuxRps(this.context, { settings, softirqs, napis, ipis }, () => this.path) }
        : {}),
      acknowledge: settings.workload.packets === 'window' ? () => this.acknowledge() : undefined,
      forwardTo: settings.workload.forwards === true ? this.sendSide : undefined,
      backlog: queues(kernel.tunnelReentry === 'gro_cells' ? 'gro_cells' : 'backlog'),
      transport: queues('xfrm_trans'),
      cryptd: queues('cryptd'),
    };
  }

  /** The idle loop of a CPU, and the program that it interrupts; returns whichever runs first. */
  private firstOn(cpu: Cpu): Thread {
    const { background, syscallTime } = this.settings;
    cpu.idle = addIdle(this.programs, cpu);
    if (background === 'idle') return cpu.idle;
    return syscallTime > 0 ? addCaller(this.programs, cpu) : addBackground(this.programs, cpu);
  }

  private addLine(name: string, entry: Line['entry'], cpu: Cpu): Line {
    const line = new Line(name, 1, entry, cpu);
    if (entry === 'device') this.lines.push(line);
    return line;
  }

  private addNic(index: number): void {
    const { settings, machine } = this;
    const { queues } = settings;
    const lines = Array.from({ length: queues }, (_, queue) =>
      this.addLine(queueNames(index, queue, queues).line, 'device', this.irqCpu(index * queues + queue)),
    );
    const rings = makeNic(this.cards, index, lines);
    this.nics.push(...rings);
    const switches = rings.map((ring, queue) => this.bindQueue(index, queue, ring));
    const [{ cpu }] = lines;
    for (const { at, what } of settings.actions) {
      machine.schedule(at, { onEvent: () => this.toggle(cpu, what, switches) }, 0);
    }
  }

  /** The CPU that vector `number` of the cards interrupts. */
  private irqCpu(number: number): Cpu {
    const { settings, machine } = this;
    return machine.cpus[settings.irqRouting === 'spread' ? number % settings.cpus : 0];
  }

  /** Loads the driver of one queue of a card; what answers is sent by the first of them. */
  private bindQueue(index: number, queue: number, nic: ReceiveDevice): (threaded: boolean) => void {
    const { settings, kernel, softirqs, irqs, napis } = this;
    const number = index * settings.queues + queue;
    const sends = settings.workload.receiver === 'echo' && number === 0;
    const options = {
      ...queueNames(index, queue, settings.queues),
      nic,
      out: sends ? this.sendSide : undefined,
      irq: FIRST_IRQ + number,
      cpu: nic.line.cpu,
      toggled: beginsInSoftirqs(settings.actions),
      threads: threadPolicy(settings, index),
      napiThreads: napiThreads(settings, index, nic.line.cpu),
      allowed: settings.networkThreads.free ? this.machine.cpus : undefined,
      other: number === 0 ? this.addOther(nic.line) : undefined,
    };
    const parts = { kernel, softirqs, irqs, napis, path: () => this.path, lock: this.driverLock };
    return bindNic(parts, options);
  }

  /** What the first card interrupts for besides packets; returns it if that is by the line of its first queue. */
  private addOther(shared: Line): OtherCause | undefined {
    const { settings, machine, kernel, irqs } = this;
    if (settings.otherEvents === 0) return undefined;
    const device = 'nic0 other';
    const isShared = settings.vectors === 'shared';
    const line = isShared ? shared : this.addLine('nic0-other', 'device', shared.cpu);
    const other = new OtherCause(machine, device, line, settings.otherEvents);
    this.other = other;
    if (isShared) return other;
    const irq = FIRST_IRQ + 2 * OTHER_VECTOR;
    irqs.request(line, {
      mode: kernel.irq,
      name: `irq${irq}-eth0-other`,
      threadName: `irq/${irq}-eth0-other`,
      policy: byPriority(kernel.nicThreadPriority),
      work: { run: (k) => handleOther(k, this.path, other), nextPacket: () => -1 },
    });
    return undefined;
  }

  finish(): void {
    this.other?.finish();
  }

  /** The second card of a router: it only sends. */
  private addOutputCard(): void {
    const { kernel, softirqs, irqs, napis, machine, settings, sendSide } = this;
    const index = settings.workload.nics;
    const { name, napi } = queueNames(index, 0, 1);
    const options = { nic: undefined, out: sendSide, name, napi, irq: FIRST_IRQ + index };
    const parts = { kernel, softirqs, irqs, napis, path: () => this.path };
    bindNic(parts, { ...options, cpu: machine.cpus[0], toggled: false, threads: undefined });
  }

  /** Somebody writes to the device's `threaded` file; what the write itself costs is left out. */
  private toggle(cpu: Cpu, what: Action['what'], switches: readonly ((threaded: boolean) => void)[]): void {
    const { machine } = this;
    machine.recordInstant('event', cpu.id, machine.recorder.name(what), undefined, -1, -1);
    for (const setThreaded of switches) setThreaded(what === 'threaded on');
  }

  /** The send side of the card that answers or forwards, on a vector of its own. */
  private addSendSide(): SendSide | undefined {
    const { workload } = this.settings;
    if (workload.receiver !== 'echo' && workload.forwards !== true) return undefined;
    const name = workload.forwards === true ? `nic${workload.nics}` : 'nic0-tx';
    const { context, softirqs, ledger, calls, cost, fn, machine } = this;
    const card = makeSendSide(this.cards, this.addLine(name, 'device', machine.cpus[0]));
    return linuxSendSide({ context, softirqs, ledger, calls, cost, fn }, card);
  }

  /** napi_defer_hard_irqs and gro_flush_timeout, where the administrator has set both. */
  private deferInterrupts(): void {
    const { context, irqs, settings, napis } = this;
    const { polls, timeout } = settings.deferral;
    if (polls === 0 || timeout === 0) return;
    const lineOf = (cpu: Cpu): Line => this.addLine(`hrtimer/${cpu.id}`, 'tick', cpu);
    napis.deferInterrupts(new NapiWatchdog(context, irqs, { polls, timeout }, lineOf));
  }

  private acknowledge(): void {
    for (const wire of this.windows) wire.acknowledge();
  }

  private addCryptoCard(): CryptoCard {
    const { kernel, settings, machine, softirqs, irqs } = this;
    const parts = { kernel, settings, machine, softirqs, irqs, path: () => this.path };
    const line = this.addLine('crypto0', 'device', machine.cpus[0]);
    return makeCryptoCard(parts, line, FIRST_IRQ + settings.workload.nics * settings.queues);
  }

  private addPlayer(cpu: Cpu): FrameLog {
    const { machine, context, softirqs, irqs, settings } = this;
    const frames = new FrameLog(machine, 1e9 / settings.frameRate);
    const lineOf = (on: Cpu): Line => this.addLine(`hrtimer/${on.id}`, 'tick', on);
    const timers = new Hrtimers(context, softirqs, irqs, lineOf);
    const player = addInteractive(this.programs, cpu, frames, (k, due) => timers.sleepUntil(k, due));
    timers.arm(player, cpu, frames.nextDue);
    return frames;
  }

  private addTimer(cpu: Cpu): void {
    const line = this.addLine(`timer/${cpu.id}`, 'tick', cpu);
    addTick(this.context, this.irqs, line, this.active);
    new Timer(this.machine, Math.round(1e9 / this.kernel.hz), () => line.assert());
  }

  /** A user or idle context goes on: the step "back to user" of the packet that had interrupted it. */
  private contextResumed(cpu: Cpu): void {
    this.calls.returned(cpu);
    const single = this.settings.workload.packets === 'one' && this.settings.until === undefined;
    if (single && this.quiescent) this.machine.stop();
  }

  private get quiescent(): boolean {
    return (
      this.ledger.offered > 0 &&
      this.ledger.waiting === 0 &&
      this.nics.every((nic) => nic.idle) &&
      (this.card === undefined || this.card.idle)
    );
  }
}

/** Polling is switched on first: until then it was off, whatever the kernel does by default. */
function beginsInSoftirqs(actions: readonly Action[]): boolean {
  return actions.toSorted((a, b) => a.at - b.at)[0]?.what === 'threaded on';
}
