import type { Recorder } from '../../trace/recorder.ts';
import { KIND } from '../../trace/kinds.ts';
import { chargesFor, type Charges } from '../costs/charges.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { Packet, PacketLedger } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { forever, Roster } from '../engine/roster.ts';
import type { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { CryptoCard } from '../hardware/crypto-card.ts';
import { FloodNic } from '../hardware/flood-nic.ts';
import { Nic } from '../hardware/nic.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';
import { Timer } from '../hardware/timer.ts';
import { Transmitter } from '../hardware/transmitter.ts';
import { bytesOnWire } from '../hardware/wire-format.ts';
import { Wire } from '../hardware/wire.ts';
import { WindowWire } from '../hardware/window-wire.ts';
import { CallRecorder } from '../network/functions.ts';
import { FUNCTIONS, type LinuxFunctions } from '../network/linux/functions.ts';
import { reader } from '../network/linux/application.ts';
import type { CryptoMode, LinuxPath, Socket } from '../network/linux/path.ts';
import { sendAnswer } from '../network/linux/transmit.ts';
import { cryptoIrq, cryptoThread } from '../network/linux/xfrm.ts';
import { admit, NORMAL, type CallStack, type LinuxContext } from '../policies/linux/context.ts';
import { Irqs, IRQ_THREAD } from '../policies/linux/irq.ts';
import { NapiCore } from '../policies/linux/napi.ts';
import { Softirqs, VECTOR } from '../policies/linux/softirq.ts';
import type { Action, LinuxKernel } from '../types.ts';
import { linuxMachine } from './linux-machine.ts';
import { bindNic } from './linux-nic.ts';
import { linuxServices } from './linux-services.ts';
import { trafficOf } from './load.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** Limit of the backlog, of a gro_cell and of xfrm's queue (netdev_max_backlog), and of a cryptd queue (kernels.md 4.4, 10c). */
const QUEUE_LIMIT = 1000;
/** Interrupt numbers as the kernels of the seeds show them: `irq/24-eth0`; the crypto card has the one after the NICs'. */
const FIRST_IRQ = 24;
/** Assumed: 48 frames fit the smallest receive buffer here, and a sender on the same switch knows 20 us later. */
const WINDOW = { frames: 48, delay: 20_000 } as const;
/** Id of packets that the machine itself sends: the run counts those that it receives. */
const NOT_COUNTED = -1;

/** Puts a Linux machine together: wires, cards, lines and threads, and for each policy of the kernel's record its code. */
export class LinuxSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: ReceiveDevice[] = [];
  readonly lines: Line[] = [];
  private readonly kernel: LinuxKernel;
  private readonly settings: Settings;
  private readonly cost: Charges;
  private readonly fn: LinuxFunctions;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly scheduler: ClassScheduler;
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly irqs: Irqs;
  private readonly napis: NapiCore;
  private readonly wires: Wire[] = [];
  private readonly windows: WindowWire[] = [];
  private readonly card: CryptoCard | undefined;
  private readonly sendSide: Transmitter | undefined;
  private readonly socket: Socket | undefined;
  private readonly path: LinuxPath;
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
    });
    this.machine = machine;
    this.scheduler = scheduler;
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(machine, settings.workload.packets === 'flood');
    this.roster = new Roster(machine, settings.costs.cacheMiss);
    this.context = this.makeContext();
    const first = machine.cpus.map((cpu) => this.addBackground(cpu));
    this.softirqs = new Softirqs(this.context);
    this.irqs = new Irqs(this.context, this.softirqs);
    this.napis = new NapiCore(this.context, this.softirqs);
    this.card = this.usesCard ? this.addCard() : undefined;
    this.sendSide = this.makeSendSide();
    this.socket = settings.workload.receiver === undefined ? undefined : this.addReceiver();
    this.path = this.makePath();
    for (let i = 0; i < settings.workload.nics; i++) this.addNic(i);
    if (settings.workload.forwards === true) this.addOutputCard();
    for (const cpu of machine.cpus) this.addTimer(cpu);
    machine.cpus.forEach((cpu, i) => cpu.start(first[i], cpu.idle));
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  private get usesCard(): boolean {
    const { workload, crypto } = this.settings;
    return workload.protocol === 'esp' && (crypto === 'hw-tasklet' || crypto === 'hw-threaded');
  }

  private makeContext(): LinuxContext {
    const { kernel, machine, roster, scheduler, cost, calls, fn } = this;
    const stack: CallStack = {
      on: (parent, call) => calls.stack(parent, fn[call]),
      enter: (k, call) => calls.enter(k, fn[call]),
      leave: (k) => calls.leave(k),
    };
    return { kernel, machine, roster, scheduler, cost, calls: stack };
  }

  private makePath(): LinuxPath {
    const { kernel, machine, ledger, calls, cost, fn, settings, card, socket } = this;
    const queues = (name: string): BoundedQueue<Packet>[] =>
      machine.cpus.map(() => new BoundedQueue(name, QUEUE_LIMIT, machine.recorder));
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
      socket,
      acknowledge: settings.workload.packets === 'window' ? () => this.acknowledge() : undefined,
      forwardTo: settings.workload.forwards === true ? this.sendSide : undefined,
      backlog: queues(kernel.tunnelReentry === 'gro_cells' ? 'gro_cells' : 'backlog'),
      transport: queues('xfrm_trans'),
      cryptd: queues('cryptd'),
    };
  }

  /** The idle loop of a CPU, and the program that it interrupts; returns whichever runs first. */
  private addBackground(cpu: Cpu): Thread {
    cpu.idle = this.roster.addRunner(
      {
        name: `swapper/${cpu.id}`,
        kind: 'idle',
        priority: 0,
        cpu,
        note: 'Runs when nobody else wants to.',
      },
      forever,
    );
    if (this.settings.background === 'idle') return cpu.idle;
    const user = this.roster.addRunner(
      {
        name: this.settings.cpus === 1 ? 'user' : `user/${cpu.id}`,
        kind: 'user',
        priority: 0,
        cpu,
        note: 'A program that computes and never waits.',
        addressSpace: cpu.id,
      },
      forever,
    );
    return admit(this.context, user, NORMAL);
  }

  private addLine(name: string, entry: Line['entry'], cpu: Cpu): Line {
    const line = new Line(name, 1, entry, cpu);
    if (entry === 'device') this.lines.push(line);
    return line;
  }

  private addNic(index: number): void {
    const { settings, machine, kernel, softirqs, irqs, napis } = this;
    const cpu = machine.cpus[settings.irqRouting === 'spread' ? index % settings.cpus : 0];
    const nic = this.makeNic(index, this.addLine(`nic${index}`, 'device', cpu));
    this.nics.push(nic);
    const toggled = settings.actions.some(({ what }) => what === 'threaded on');
    const out = settings.workload.receiver === 'echo' && index === 0 ? this.sendSide : undefined;
    const options = { nic, out, name: `eth${index}`, irq: FIRST_IRQ + index, cpu, toggled };
    const setThreaded = bindNic({ kernel, softirqs, irqs, napis, path: () => this.path }, options);
    for (const { at, what } of settings.actions) {
      machine.schedule(at, { onEvent: () => this.toggle(cpu, what, setThreaded) }, 0);
    }
  }

  /** The second card of a router: it only sends. */
  private addOutputCard(): void {
    const { kernel, softirqs, irqs, napis, machine, settings, sendSide } = this;
    const index = settings.workload.nics;
    const options = { nic: undefined, out: sendSide, name: `eth${index}`, irq: FIRST_IRQ + index };
    const parts = { kernel, softirqs, irqs, napis, path: () => this.path };
    bindNic(parts, { ...options, cpu: machine.cpus[0], toggled: false });
  }

  /** Somebody writes to the device's `threaded` file; what the write itself costs is left out. */
  private toggle(cpu: Cpu, what: Action['what'], setThreaded: (threaded: boolean) => void): void {
    const { machine } = this;
    machine.recordInstant('event', cpu.id, machine.recorder.name(what), undefined, -1, -1);
    setThreaded(what === 'threaded on');
  }

  /** A card with the link that brings its frames. */
  private makeNic(index: number, line: Line): ReceiveDevice {
    const { settings, machine, ledger } = this;
    const { ringSize, coalesceGap } = settings;
    const options = { name: line.name, line, ringSize, coalesceGap: Math.round(coalesceGap) };
    const traffic = trafficOf(settings, index);
    const nextId = (): number => this.packetsMade++;
    if (settings.workload.packets === 'flood') {
      return new FloodNic(machine, ledger, options, index, traffic, nextId);
    }
    const nic = new Nic(machine, ledger, options);
    if (settings.workload.packets === 'window') {
      this.windows.push(new WindowWire(machine, ledger, nic, index, traffic, WINDOW, nextId));
      return nic;
    }
    this.wires.push(new Wire(machine, ledger, nic, index, traffic, nextId));
    return nic;
  }

  /** The send side of the card that answers or forwards, on a vector of its own. */
  private makeSendSide(): Transmitter | undefined {
    const { settings, machine, ledger } = this;
    const { workload, linkGbps, payload, ringSize } = settings;
    if (workload.receiver !== 'echo' && workload.forwards !== true) return undefined;
    const name = workload.forwards === true ? `nic${workload.nics}` : 'nic0-tx';
    const frameTime = Math.ceil((bytesOnWire(payload, workload.protocol, settings.ipMode) * 8) / linkGbps);
    const line = this.addLine(name, 'device', machine.cpus[0]);
    return new Transmitter(machine, { name, line, ringSize, frameTime }, (packet) => {
      if (workload.forwards === true) ledger.deliver(packet, machine.now);
    });
  }

  /** What the program does with a packet that it has read: it sends one of the same size back, if the workload says so. */
  private answer(name: number): ((k: Frame, packet: Packet) => KernelCode) | undefined {
    const out = this.sendSide;
    if (out === undefined) return undefined;
    return (k, { bytes, nic }) =>
      sendAnswer(k, this.path, new Packet(NOT_COUNTED, k.now, bytes, nic, true), out, name);
  }

  private acknowledge(): void {
    for (const wire of this.windows) wire.acknowledge();
  }

  /** The program that reads, asleep in its first recvfrom(), and its socket. */
  private addReceiver(): Socket {
    const { kernel, machine, settings, roster, calls, fn } = this;
    const { recorder } = machine;
    const name = settings.workload.receiver === 'echo' ? 'udp_echo' : 'udp_sink';
    const packets = Math.floor(kernel.socketBuffer / truesize(settings.payload)) + 1;
    const receive = recorder.name('recvfrom');
    const program = recorder.name(name);
    const thread = roster.addSleeper(
      {
        name,
        kind: 'user',
        priority: 0,
        cpu: machine.cpus[0],
        note: 'The program that the packets are for.',
        addressSpace: settings.cpus,
      },
      new Activity(name),
      calls.stack(-1, fn.syscall),
      (k) => reader(k, () => this.path, { program, receive }, this.answer(recorder.name('sendto'))),
    );
    admit(this.context, thread, NORMAL);
    thread.frames[0].kind = KIND.sys;
    thread.frames[0].name = receive;
    return { queue: new BoundedQueue('rcvbuf', packets, recorder), reader: thread };
  }

  private addCard(): CryptoCard {
    const { machine, settings, kernel, softirqs } = this;
    const line = this.addLine('crypto0', 'device', machine.cpus[0]);
    const card = new CryptoCard(machine, line.name, line, Math.round(settings.costs.cryptoTime));
    const inThread = settings.crypto === 'hw-threaded';
    const mode = inThread ? 'thread' : kernel.irq;
    if (!inThread && kernel.irq !== 'forced-thread')
      line.activity = softirqs.activity(VECTOR.tasklet, line.cpu);
    const irq = FIRST_IRQ + settings.workload.nics;
    this.irqs.request(line, {
      mode,
      name: `irq${irq}-crypto0`,
      threadName: `irq/${irq}-crypto0`,
      policy: IRQ_THREAD,
      work: {
        run: (k) => (inThread ? cryptoThread(k, this.path) : cryptoIrq(k, this.path)),
        nextPacket: () => card.peek()?.id ?? -1,
      },
    });
    return card;
  }

  private addTimer(cpu: Cpu): void {
    const line = this.addLine(`timer/${cpu.id}`, 'tick', cpu);
    this.irqs.request(line, {
      mode: 'hardirq',
      name: line.name,
      threadName: '',
      policy: NORMAL,
      work: { run: (k) => this.tick(k), nextPacket: () => -1 },
    });
    new Timer(this.machine, line, Math.round(1e9 / this.kernel.hz));
  }

  /** scheduler_tick(): has the running thread had its share? A reschedule that was put off becomes urgent (kernels.md 4.5). */
  private *tick(k: Frame): KernelCode {
    this.calls.enter(k, this.fn.timerTick);
    yield k.work(this.cost.tickCost);
    if (this.scheduler.tick(k.cpu.id) || k.cpu.lazyResched) k.cpu.needResched = true;
    this.calls.leave(k);
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

/** What a packet takes of a receive buffer, bytes: a small one is copied into a buffer of its own (kernels.md 4.3.19). */
function truesize(payload: number): number {
  return payload <= 256 ? 768 : 2304 * Math.ceil((payload + 28) / 1500);
}
