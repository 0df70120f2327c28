import { KIND } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { Activity } from '../engine/activity.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { Line } from '../engine/line.ts';
import { Machine, type Personality } from '../engine/machine.ts';
import { PacketLedger, type Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { forever, Roster } from '../engine/roster.ts';
import { PriorityScheduler } from '../engine/scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { chargesFor, type Charges } from '../costs/charges.ts';
import { Nic } from '../hardware/nic.ts';
import { Timer } from '../hardware/timer.ts';
import { Transmitter } from '../hardware/transmitter.ts';
import { Wire } from '../hardware/wire.ts';
import { CallRecorder } from '../network/functions.ts';
import { CycleLimit } from '../network/router/cycle-limit.ts';
import { Feedback } from '../network/router/feedback.ts';
import { ipInput, ipintr, queueForIp, receive, transmitDone } from '../network/router/forward.ts';
import { F } from '../network/router/functions.ts';
import { NetPoll } from '../network/router/netpoll.ts';
import type { RouterPath } from '../network/router/path.ts';
import { screend } from '../network/router/screend.ts';
import { PRIORITY, type PolicyContext } from '../policies/context.ts';
import { Interrupts, type HandlerWork } from '../policies/interrupt.ts';
import { IPL } from '../policies/levels.ts';
import { Softints } from '../policies/softint.ts';
import type { RouterKernel } from '../types.ts';
import { trafficOf } from './load.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';
import { switchCosts } from './switch-costs.ts';

/** HZ = 1024 on Alpha. */
const TICK_PERIOD = 976_563;

/** The filter's queue, and the output queue of an interface (kernels.md 1.6.27e, 1.2.9). */
const SCREEN_LIMIT = 32;
const IF_SND_LIMIT = 50;

/** Descriptors of the LANCE's transmit ring (assumed). */
const SEND_RING = 32;

/** Puts a router of one CPU and two links together: packets come in by nic0 and leave by nic1. */
export class RouterSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: Nic[];
  readonly lines: Line[] = [];
  private readonly kernel: RouterKernel;
  private readonly settings: Settings;
  private readonly cost: Charges;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly softints: Softints;
  private readonly interrupts: Interrupts;
  private readonly feedback: Feedback | undefined;
  private readonly limit: CycleLimit | undefined;
  private readonly netpoll: NetPoll;
  private readonly path: RouterPath;
  private screener: Thread | undefined;

  constructor(kernel: RouterKernel, settings: Settings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.kernel = kernel;
    this.settings = settings;
    this.cost = chargesFor(settings.costs, recorder);
    this.machine = new Machine(recorder, 1, () => this.personality());
    this.ledger = new PacketLedger(recorder);
    this.calls = new CallRecorder(this.machine);
    this.roster = new Roster(this.machine, settings.costs.cacheMiss);
    const first = this.addBackground();
    const context = this.policyContext();
    this.softints = new Softints(context, {
      run: (k) => ipintr(k, this.path),
      nextPacket: () => this.path.ipintrq.peek()?.id ?? -1,
    });
    this.interrupts = new Interrupts(context, this.softints);
    this.feedback = this.makeFeedback();
    this.limit = this.makeLimit();
    const quota = settings.quota === 0 ? Infinity : settings.quota;
    this.netpoll = new NetPoll(
      () => this.path,
      quota,
      { feedback: this.feedback, limit: this.limit },
      this.cost.wakeupCost,
    );
    const from = this.addReceiver();
    this.path = this.makePath(from, this.addTransmitter());
    this.nics = [from];
    if (kernel.receive === 'polling') this.addNetPoll(from);
    if (settings.screend) this.addScreend();
    this.addTimer();
    let made = 0;
    new Wire(this.machine, this.ledger, from, 0, trafficOf(settings, 0), () => made++);
    this.machine.cpus[0].start(first, this.machine.cpus[0].idle);
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  private personality(): Personality {
    return {
      scheduler: new PriorityScheduler(1),
      kernelPreemption: false,
      ...switchCosts(this.settings),
      levelNames: this.kernel.levels,
      interrupt: (cpu, line) => this.interrupts.stub(cpu, line),
      contextResumed: (cpu) => {
        this.calls.returned(cpu);
        const single = this.settings.workload.packets === 'one' && this.settings.until === undefined;
        if (single && this.quiescent) this.machine.stop();
      },
    };
  }

  /** The idle loop, and the program that computes beside the packets; returns whichever runs first. */
  private addBackground(): Thread {
    const [cpu] = this.machine.cpus;
    cpu.idle = this.roster.addRunner(
      { name: 'idle/0', kind: 'idle', priority: PRIORITY.idle, cpu, note: 'Runs when nobody else wants to.' },
      forever,
    );
    if (this.settings.background === 'idle') return cpu.idle;
    const note = 'A program that computes and never waits.';
    return this.roster.addRunner(
      { name: 'user', kind: 'user', priority: PRIORITY.user, cpu, note, addressSpace: 0 },
      forever,
    );
  }

  private policyContext(): PolicyContext {
    const { kernel, machine, roster, cost, calls } = this;
    const thread = calls.stack(-1, F.pollThread);
    const softint = calls.stack(calls.stack(-1, F.doreti), F.netintr);
    return {
      kernel,
      machine,
      roster,
      cost,
      bigLock: undefined,
      mutex: undefined,
      names: {
        ithread: (device) => device,
        softint: () => 'softnet',
        cryptoReturn: '',
        cryptoReturnWait: '',
      },
      stacks: {
        interrupt: calls.stack(-1, F.stub),
        clock: calls.stack(-1, F.stub),
        softint,
        softintAtSplx: softint,
        kthread: thread,
        ithread: thread,
        softintThread: thread,
      },
      serviceCpu: machine.cpus[0],
    };
  }

  private makeFeedback(): Feedback | undefined {
    const { settings, kernel } = this;
    if (kernel.receive !== 'polling' || !settings.screend || !settings.feedback) return undefined;
    return new Feedback(SCREEN_LIMIT, TICK_PERIOD, (k) => this.netpoll.wake(k));
  }

  private makeLimit(): CycleLimit | undefined {
    const { settings, kernel } = this;
    if (kernel.receive !== 'polling' || settings.cpuLimit >= 1) return undefined;
    return new CycleLimit(settings.cpuLimit, (k) => this.netpoll.wake(k));
  }

  private makePath(from: Nic, to: Transmitter): RouterPath {
    const { machine, kernel, settings, softints } = this;
    const { recorder } = machine;
    const queue = settings.screend
      ? new BoundedQueue<Packet>('screend queue', SCREEN_LIMIT, recorder)
      : undefined;
    return {
      machine,
      ledger: this.ledger,
      calls: this.calls,
      cost: this.cost,
      services: {
        input: (k, packet) =>
          kernel.receive === 'polling' ? ipInput(k, this.path, packet) : queueForIp(k, this.path, packet),
        requestSoftint: (k) => softints.request(k),
        softintActivity: (k) => softints.activity(k),
        screenFilled: (k) => this.screenFilled(k),
      },
      from,
      to,
      ipintrq: new BoundedQueue(kernel.midQueue.name, kernel.midQueue.limit, recorder),
      ifSnd: new BoundedQueue('if_snd', IF_SND_LIMIT, recorder),
      ifSndWaiting: new Activity('if_snd'),
      screenQueue: queue,
      screenActivity: new Activity('screend'),
    };
  }

  private *screenFilled(k: Frame): KernelCode {
    this.feedback?.grown(this.path.screenQueue!.length, k.now);
    yield k.wake(this.screener!, this.cost.wakeupCost);
  }

  private addLine(name: string, entry: Line['entry'], ipl: number, work: HandlerWork): Line {
    const line = new Line(name, ipl, entry, this.machine.cpus[0]);
    if (entry === 'device') this.lines.push(line);
    this.interrupts.establish(line, work);
    return line;
  }

  private addReceiver(): Nic {
    const { settings, machine, ledger } = this;
    const { ringSize, coalesceGap } = settings;
    const line = this.addLine('nic0', 'device', IPL.device, {
      run: (k) => this.intr(k, () => this.receiveInterrupt(k)),
      nextPacket: () => nic.peek()?.id ?? -1,
    });
    const nic = new Nic(machine, ledger, {
      name: 'nic0',
      line,
      ringSize,
      coalesceGap: Math.round(coalesceGap),
    });
    return nic;
  }

  private addTransmitter(): Transmitter {
    const { settings, machine, ledger } = this;
    const line = this.addLine('nic1', 'device', IPL.device, {
      run: (k) => this.intr(k, () => this.transmitInterrupt(k)),
      nextPacket: () => -1,
    });
    const frameTime = Math.ceil((trafficOf(settings, 0).wireBytes * 8) / settings.linkGbps);
    const options = { name: 'nic1', line, ringSize: SEND_RING, frameTime };
    return new Transmitter(machine, options, (packet) => ledger.deliver(packet, machine.now));
  }

  private *intr(k: Frame, serve: () => KernelCode): KernelCode {
    this.calls.enter(k, F.leintr);
    yield k.work(this.cost.mmioRead);
    yield* this.kernel.receive === 'polling' ? this.netpoll.wake(k) : serve();
    this.calls.leave(k);
  }

  private *receiveInterrupt(k: Frame): KernelCode {
    yield* receive(k, this.path, Infinity, () => false);
    this.path.from.done();
  }

  private *transmitInterrupt(k: Frame): KernelCode {
    yield* transmitDone(k, this.path, Infinity);
    this.path.to.serviced();
  }

  private addNetPoll(from: Nic): void {
    const { activity } = from.line;
    const thread = this.roster.addSleeper(
      {
        name: 'netpoll',
        kind: 'kthread',
        priority: PRIORITY.kthread,
        cpu: this.machine.cpus[0],
        note: 'Polls the cards in turn, each with a quota of packets.',
      },
      activity,
      -1,
      (k) => this.netpoll.loop(k),
    );
    // What its interrupts leave waits for the thread, not for the next interrupt.
    activity.server = thread;
    this.netpoll.servedBy(thread);
  }

  private addScreend(): void {
    this.screener = this.roster.addSleeper(
      {
        name: 'screend',
        kind: 'user',
        priority: PRIORITY.reader,
        cpu: this.machine.cpus[0],
        note: 'Decides for each packet whether it may pass.',
        addressSpace: 1,
      },
      this.path.screenActivity,
      this.calls.stack(-1, F.syscall),
      (k) => screend(k, () => this.path, this.feedback),
    );
    this.screener.frames[0].kind = KIND.sys;
  }

  private addTimer(): void {
    const { calls, cost } = this;
    const holds = (): readonly (Feedback | CycleLimit | undefined)[] => [this.feedback, this.limit];
    const line = this.addLine('clock/0', 'tick', IPL.clock, {
      *run(k) {
        calls.enter(k, F.hardclock);
        yield k.work(cost.tickCost);
        for (const hold of holds()) if (hold !== undefined) yield* hold.tick(k);
        calls.leave(k);
      },
      nextPacket: () => -1,
    });
    new Timer(this.machine, TICK_PERIOD, () => line.assert());
  }

  private get quiescent(): boolean {
    const { from, to } = this.path;
    return this.ledger.offered > 0 && this.ledger.waiting === 0 && from.idle && to.idle;
  }
}
