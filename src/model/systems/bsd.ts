import { KIND } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { Line } from '../engine/line.ts';
import { SpinLock } from '../engine/lock.ts';
import { Machine, type Personality } from '../engine/machine.ts';
import { PacketLedger, type Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Random } from '../engine/random.ts';
import { forever, Roster } from '../engine/roster.ts';
import { SharedScheduler } from '../engine/sched/shared-queue.ts';
import { PriorityScheduler } from '../engine/scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { chargesFor, type Charges } from '../costs/charges.ts';
import { CryptoCard } from '../hardware/crypto-card.ts';
import { Nic } from '../hardware/nic.ts';
import { Timer } from '../hardware/timer.ts';
import { Wire } from '../hardware/wire.ts';
import { espInputCb } from '../network/bsd/ipsec.ts';
import type { Dialect } from '../network/bsd/dialect.ts';
import { freebsd } from '../network/bsd/freebsd.ts';
import { netbsd3, netbsd5 } from '../network/bsd/netbsd.ts';
import { netisrDispatch, netisrQueue } from '../network/bsd/netisr.ts';
import { drainCryptoBacklog, ubsecIntr } from '../network/bsd/ocf.ts';
import type { BsdPath, BsdServices } from '../network/bsd/path.ts';
import { ipInput, ipintr, nicIntr, queueForIp } from '../network/bsd/receive.ts';
import { socketLimit, ttcp, type Socket } from '../network/bsd/socket.ts';
import { CallRecorder, type KernelFunction } from '../network/functions.ts';
import { ContestedMutex } from '../policies/blocking.ts';
import { PRIORITY, type BaseStacks, type PolicyContext } from '../policies/context.ts';
import { CryptoProc } from '../policies/crypto-proc.ts';
import { CryptoReturn } from '../policies/crypto-return.ts';
import { Interrupts } from '../policies/interrupt.ts';
import { IPL } from '../policies/levels.ts';
import { Softints } from '../policies/softint.ts';
import type { BsdEra, BsdKernel } from '../types.ts';
import { trafficOf } from './load.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';
import { switchCosts } from './switch-costs.ts';

const DIALECTS: Readonly<Record<BsdEra, Dialect>> = { netbsd3, netbsd5, freebsd6: freebsd };

/** Puts a BSD machine together: wires, cards, lines and threads, and for each policy of the kernel's record its code. */
export class BsdSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  private readonly kernel: BsdKernel;
  private readonly dialect: Dialect;
  readonly nics: Nic[] = [];
  readonly lines: Line[] = [];
  private readonly settings: Settings;
  private readonly cost: Charges;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly wires: Wire[] = [];
  private readonly interrupts: Interrupts;
  private readonly card: CryptoCard | undefined;
  private readonly path: BsdPath;
  private packetsMade = 0;

  constructor(kernel: BsdKernel, settings: Settings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.kernel = kernel;
    this.dialect = DIALECTS[kernel.functions];
    this.settings = settings;
    this.cost = chargesFor(settings.costs, recorder);
    this.machine = new Machine(recorder, settings.cpus, () => this.personality());
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(this.machine);
    this.roster = new Roster(this.machine, settings.costs.cacheMiss);
    const first = this.machine.cpus.map((cpu) => this.addBackground(cpu));
    const context = this.policyContext();
    const softints = new Softints(context, {
      run: (k, activity) => this.softintWork(k, activity),
      nextPacket: () => this.path.ipintrq.peek()?.id ?? -1,
    });
    this.interrupts = new Interrupts(context, softints);
    const esp = settings.workload.protocol === 'esp';
    this.card = esp && !settings.softwareCrypto ? this.addCard() : undefined;
    this.path = {
      machine: this.machine,
      ledger: this.ledger,
      calls: this.calls,
      cost: this.cost,
      fn: this.dialect.fn,
      services: this.services(context, softints),
      ipintrq: new BoundedQueue(kernel.midQueue.name, kernel.midQueue.limit, recorder),
      cryptoBacklog: new BoundedQueue('crp_q', Infinity, recorder),
      backlogWaiting: new Activity('crp_q'),
      card: this.card,
      sockets: settings.workload.receiver === undefined ? [] : this.addReaders(),
      kernelLock: kernel.locks === 'big' ? context.bigLock : undefined,
      softwareCrypto: settings.softwareCrypto,
    };
    for (let i = 0; i < settings.workload.nics; i++) this.addNic(i);
    for (const cpu of this.machine.cpus) this.addTimer(cpu);
    this.machine.cpus.forEach((cpu, i) => cpu.start(first[i], cpu.idle));
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  /** A socket and its reader for each link; the readers go to the CPUs in turn. */
  private addReaders(): Socket[] {
    const { machine, settings, roster, calls, dialect } = this;
    const stack = dialect.base.syscall.reduce((parent, each) => calls.stack(parent, each), -1);
    return Array.from({ length: settings.workload.nics }, (_, nic) => {
      const name = `ttcp/${nic}`;
      const reader = roster.addSleeper(
        {
          name,
          kind: 'user',
          priority: PRIORITY.reader,
          cpu: machine.cpus[nic % settings.cpus],
          note: `Reads what comes from nic${nic}.`,
          addressSpace: settings.cpus + nic,
        },
        new Activity(name),
        stack,
        (k) => ttcp(k, () => this.path, nic),
      );
      reader.frames[0].kind = KIND.sys;
      const queue = new BoundedQueue<Packet>(
        `so_rcv ${name}`,
        socketLimit(settings.payload),
        machine.recorder,
      );
      return { queue, reader };
    });
  }

  /** The points where kernels differ, each as the kernel's record says. */
  private services(context: PolicyContext, softints: Softints): BsdServices {
    const { kernel, settings } = this;
    const path = (): BsdPath => this.path;
    const inline = kernel.deferred === 'inline';
    const input = kernel.input === 'direct' ? ipInput : queueForIp;
    const callback = settings.workload.protocol === 'esp' ? this.callbackThread(context) : undefined;
    const requestSoftint = (k: Frame): KernelCode => softints.request(k);
    const common = {
      requestSoftint,
      softintActivity: (k: Frame): Activity => softints.activity(k),
      cryptoDone: (k: Frame, packet: Packet): KernelCode =>
        callback === undefined ? espInputCb(k, path(), packet) : callback.hand(k, packet),
    };
    if (kernel.family === 'netbsd') {
      return {
        ...common,
        input: (k, packet) => input(k, path(), packet),
        reinject: (k, packet) => (inline ? ipInput : queueForIp)(k, path(), packet),
        unblockCrypto: (k) => (inline ? drainCryptoBacklog(k, path()) : requestSoftint(k)),
      };
    }
    const proc =
      this.card === undefined ? undefined : new CryptoProc(context, (k) => drainCryptoBacklog(k, path()));
    return {
      ...common,
      input: (k, packet) => netisrDispatch(k, path(), packet, kernel.input === 'direct'),
      reinject: (k, packet) => netisrQueue(k, path(), packet),
      unblockCrypto: (k) => proc!.unblock(k),
    };
  }

  /** Handlers of the protocol softint: IP, and in NetBSD OCF's retries. */
  private *softintWork(k: Frame, activity: Activity): KernelCode {
    yield* ipintr(k, this.path, activity);
    if (this.kernel.family === 'netbsd') yield* drainCryptoBacklog(k, this.path);
  }

  private personality(): Personality {
    const { kernel } = this;
    const { cpus, preemption } = this.settings;
    return {
      scheduler:
        kernel.family === 'freebsd' && cpus > 1
          ? new SharedScheduler(cpus, () => this.machine.cpus)
          : new PriorityScheduler(cpus),
      kernelPreemption: preemption === undefined ? kernel.preemption === 'immediate' : preemption === 'full',
      ...switchCosts(this.settings),
      levelNames: kernel.levels,
      interrupt: (cpu, line) => this.interrupts.stub(cpu, line),
      contextResumed: (cpu) => this.contextResumed(cpu),
    };
  }

  /** The idle loop of a CPU, and the program that it interrupts; returns whichever runs first. */
  private addBackground(cpu: Cpu): Thread {
    const one = this.settings.cpus === 1;
    cpu.idle = this.roster.addRunner(
      {
        name: `idle/${cpu.id}`,
        kind: 'idle',
        priority: PRIORITY.idle,
        cpu,
        note: 'Runs when nobody else wants to.',
      },
      forever,
    );
    if (this.settings.background === 'idle') return cpu.idle;
    return this.roster.addRunner(
      {
        name: one ? 'user' : `user/${cpu.id}`,
        kind: 'user',
        priority: PRIORITY.user,
        cpu,
        note: 'A program that computes and never waits.',
        addressSpace: cpu.id,
      },
      forever,
    );
  }

  private policyContext(): PolicyContext {
    const { kernel, machine, roster, cost, settings, dialect } = this;
    return {
      kernel,
      machine,
      roster,
      cost,
      bigLock:
        settings.cpus > 1 && kernel.locks !== 'fine'
          ? new SpinLock('kernel_lock', machine.recorder)
          : undefined,
      mutex: this.makeMutex(),
      names: dialect.threads,
      stacks: this.baseStacks(),
      // Where they begin: FreeBSD's threads move, NetBSD's do not.
      serviceCpu: machine.cpus[kernel.family === 'freebsd' ? settings.cpus - 1 : 0],
    };
  }

  private baseStacks(): BaseStacks {
    const { base } = this.dialect;
    const stack = (functions: readonly KernelFunction[]): number =>
      functions.reduce((parent, each) => this.calls.stack(parent, each), -1);
    return {
      interrupt: stack(base.interrupt),
      clock: stack(base.clock),
      softint: stack(base.softint),
      softintAtSplx: stack(base.softintAtSplx),
      kthread: stack(base.kthread),
      ithread: stack(base.ithread),
      softintThread: stack(base.softintThread),
    };
  }

  private makeMutex(): ContestedMutex | undefined {
    const { kernel, settings, machine, roster } = this;
    if (!kernel.mayBlock || settings.blockProbability === 0) return undefined;
    const outsider = roster.add({
      name: 'another CPU',
      kind: 'kthread',
      priority: PRIORITY.kthread,
      cpu: machine.cpus[0],
      note: 'Holds the mutex; not drawn.',
    });
    const random = new Random(settings.seed, 'blocking');
    const { blockProbability, costs } = settings;
    return new ContestedMutex(
      machine,
      random,
      blockProbability,
      costs.lockHold,
      this.dialect.mutex,
      outsider,
    );
  }

  /** OCF's return thread, where the kernel would use it for the cipher at hand. */
  private callbackThread(context: PolicyContext): CryptoReturn | undefined {
    const { kernel, settings, calls } = this;
    const { fn, threads } = this.dialect;
    const sync = kernel.cryptoDone === 'return-thread-unless-sync' && settings.softwareCrypto;
    if (kernel.cryptoDone === 'immediate' || sync) return undefined;
    const path = (): BsdPath => this.path;
    return new CryptoReturn(context, {
      *run(k, packet) {
        calls.enter(k, fn.cryptoret);
        calls.step(k, 'crypto-return', threads.cryptoReturn);
        yield* espInputCb(k, path(), packet);
        calls.leave(k);
      },
    });
  }

  private addLine(name: string, ipl: number, entry: Line['entry'], cpu: Cpu): Line {
    const line = new Line(name, ipl, entry, cpu);
    if (entry === 'device') this.lines.push(line);
    return line;
  }

  /** FreeBSD's stub runs with interrupts off; the level of spl kernels lets the clock in. */
  private get deviceLevel(): number {
    return this.kernel.family === 'freebsd' ? IPL.clock : IPL.device;
  }

  private addNic(index: number): void {
    const { settings, machine, ledger } = this;
    const cpu = machine.cpus[settings.irqRouting === 'spread' ? index % settings.cpus : 0];
    const name = `nic${index}`;
    const line = this.addLine(name, this.deviceLevel, 'device', cpu);
    const { ringSize, coalesceGap } = settings;
    const nic = new Nic(machine, ledger, { name, line, ringSize, coalesceGap: Math.round(coalesceGap) });
    this.nics.push(nic);
    this.interrupts.establish(line, {
      run: (k) => nicIntr(k, this.path, nic),
      nextPacket: () => nic.peek()?.id ?? -1,
    });
    this.wires.push(
      new Wire(machine, ledger, nic, index, trafficOf(settings, index), () => this.packetsMade++),
    );
  }

  private addCard(): CryptoCard {
    const line = this.addLine('ubsec0', this.deviceLevel, 'device', this.machine.cpus[0]);
    const card = new CryptoCard(this.machine, 'ubsec0', line, Math.round(this.settings.costs.cryptoTime));
    this.interrupts.establish(line, {
      run: (k) => ubsecIntr(k, this.path, card),
      nextPacket: () => card.peek()?.id ?? -1,
    });
    return card;
  }

  private addTimer(cpu: Cpu): void {
    const { calls, cost } = this;
    const { hardclock } = this.dialect.fn;
    const line = this.addLine(`clock/${cpu.id}`, IPL.clock, 'tick', cpu);
    this.interrupts.establish(line, {
      *run(k) {
        calls.enter(k, hardclock);
        yield k.work(cost.tickCost);
        calls.leave(k);
      },
      nextPacket: () => -1,
    });
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
