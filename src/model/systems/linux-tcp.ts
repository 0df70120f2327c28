import type { Recorder } from '../../trace/recorder.ts';
import { latencySpread } from '../../trace/spread.ts';
import type { SummaryExtras } from '../../trace/summary.ts';
import { tcpChargesFor, type TcpCharges } from '../costs/charges.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { PacketLedger } from '../engine/packet.ts';
import { PerCpu } from '../engine/per-cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { Roster } from '../engine/roster.ts';
import type { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { Link } from '../hardware/link.ts';
import { QueuePair, type Posted } from '../hardware/queue-pair.ts';
import type { Segment } from '../hardware/segment.ts';
import { TcpClient } from '../hardware/tcp-client.ts';
import { Timer } from '../hardware/timer.ts';
import { CallRecorder } from '../network/functions.ts';
import { FUNCTIONS } from '../network/linux/functions.ts';
import { makeQdisc, netTxAction, type Qdisc } from '../network/linux/qdisc.ts';
import { TCP_FUNCTIONS } from '../network/linux/tcp-functions.ts';
import type { TcpPath, TcpSocket } from '../network/linux/tcp-path.ts';
import type { LinuxContext } from '../policies/linux/context.ts';
import { Ipis } from '../policies/linux/ipi.ts';
import { Irqs } from '../policies/linux/irq.ts';
import { NapiCore } from '../policies/linux/napi.ts';
import { placeWoken } from '../policies/linux/placement.ts';
import { Softirqs, VECTOR } from '../policies/linux/softirq.ts';
import { addTick } from '../policies/linux/tick.ts';
import type { LinuxKernel } from '../types.ts';
import { callStack } from './linux-calls.ts';
import { linuxMachine } from './linux-machine.ts';
import { addBackground, addIdle } from './linux-programs.ts';
import { bindPair } from './linux-queue-pair.ts';
import { addServer, makeSocket } from './linux-server.ts';
import { napiThreads } from './network-threads.ts';
import type { System } from './system.ts';
import type { TcpSettings } from './tcp-settings.ts';

const FIRST_IRQ = 24;
/** When the first request is complete in the card, ns. */
const FIRST_ARRIVAL = 5000;
/** fq_codel's limit, packets. */
const QDISC_LIMIT = 10_240;

/** Linux on several CPUs behind a card with several queues: threads that answer requests of many TCP connections. */
export class LinuxTcpSystem implements System {
  readonly modelHash: string;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly nics: QueuePair<Segment>[] = [];
  readonly lines: Line[] = [];
  private readonly kernel: LinuxKernel;
  private readonly settings: TcpSettings;
  private readonly cost: TcpCharges;
  private readonly calls: CallRecorder;
  private readonly roster: Roster;
  private readonly scheduler: ClassScheduler;
  readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly irqs: Irqs;
  private readonly ipis: Ipis;
  private readonly napis: NapiCore;
  private readonly qdiscs: Qdisc<Posted>[] = [];
  private readonly path: TcpPath;
  private readonly client: TcpClient;

  constructor(kernel: LinuxKernel, settings: TcpSettings, recorder: Recorder, hash: string) {
    this.modelHash = hash;
    this.kernel = kernel;
    this.settings = settings;
    this.cost = tcpChargesFor(settings.costs, recorder);
    const { machine, scheduler } = linuxMachine(kernel, settings, recorder, {
      interrupt: (cpu, line) => this.irqs.stub(cpu, line),
      contextResumed: (cpu) => this.contextResumed(cpu),
      place: (waker, thread) => placeWoken(this.context, waker, thread),
      kick: (_from, target) => this.ipis.kick(target),
    });
    this.machine = machine;
    this.scheduler = scheduler;
    this.ledger = new PacketLedger(recorder);
    // The first request of each connection comes at the same time to every kernel: the slowest of them can be compared.
    this.calls = new CallRecorder(machine, settings.workload.packets === 'rr', settings.flows);
    this.roster = new Roster(machine, settings.costs.cacheMiss);
    this.context = this.makeContext();
    const first = machine.cpus.map((cpu) => this.firstOn(cpu));
    this.softirqs = new Softirqs(this.context);
    this.irqs = new Irqs(this.context, this.softirqs);
    this.ipis = new Ipis(this.context, this.irqs);
    this.napis = new NapiCore(this.context, this.softirqs);
    const out = new Link(settings.linkGbps);
    for (let i = 0; i < settings.queues; i++) this.addQueue(i, out);
    this.path = this.makePath(this.addServers());
    this.softirqs.register(VECTOR.netTx, { run: (k) => netTxAction(k, this.path), nextPacket: () => -1 });
    for (const cpu of machine.cpus) this.addTimer(cpu);
    this.client = this.makeClient();
    machine.cpus.forEach((cpu, i) => cpu.start(first[i], cpu.idle));
  }

  get threads(): readonly Thread[] {
    return this.roster.threads;
  }

  readonly extras = (): SummaryExtras => {
    const { latencies } = this.client;
    const { now } = this.machine;
    const perSecond = now === 0 ? 0 : (latencies.length * 1e9) / now;
    return {
      ...(this.machine.cpus.length > 1 ? { migrations: this.machine.tally.migrations } : {}),
      transactions: { count: latencies.length, per_s: perSecond, latency_ns: latencySpread(latencies) },
    };
  };

  private makeContext(): LinuxContext {
    const { kernel, machine, roster, scheduler, cost, calls } = this;
    const fn = FUNCTIONS[kernel.functions];
    const stack = callStack(calls, fn);
    return { kernel, machine, cpus: machine.cpus, roster, scheduler, cost, calls: stack };
  }

  private firstOn(cpu: Cpu): Thread {
    cpu.idle = addIdle(this, cpu);
    return this.settings.background === 'idle' ? cpu.idle : addBackground(this, cpu);
  }

  /** Queue `index` of the card interrupts the CPU of its number. */
  private addQueue(index: number, out: Link): void {
    const { machine, ledger, settings, kernel, softirqs, irqs, napis } = this;
    const cpu = machine.cpus[index % settings.cpus];
    const line = new Line(`nic0-TxRx-${index}`, 1, 'device', cpu);
    const { ringSize, coalesceGap } = settings;
    const options = { name: line.name, line, ringSize, coalesceGap: Math.round(coalesceGap) };
    const pair = new QueuePair<Segment>(machine, ledger, out, options);
    const queue = new BoundedQueue<Posted>(`qdisc ${index}`, QDISC_LIMIT, machine.recorder);
    this.lines.push(line);
    this.nics.push(pair);
    this.qdiscs.push(makeQdisc(pair, queue));
    const parts = { kernel, softirqs, irqs, napis, path: () => this.path };
    bindPair(parts, {
      pair,
      cpu,
      name: `eth0-${index}`,
      irq: FIRST_IRQ + index,
      napiThreads: napiThreads(settings, 0, cpu),
    });
  }

  /** The server's threads and its connections, in the order of their numbers. */
  private addServers(): readonly TcpSocket[] {
    const { settings, machine } = this;
    const parts = { context: this.context, calls: this.calls, path: () => this.path };
    const servers = Array.from({ length: settings.threads }, (_, index) =>
      addServer(parts, index, machine.cpus[index % settings.cpus]),
    );
    return Array.from({ length: settings.flows }, (_, flow) =>
      makeSocket(flow, servers[flow % servers.length]),
    );
  }

  private makePath(sockets: readonly TcpSocket[]): TcpPath {
    const { kernel, machine, ledger, calls, cost, softirqs, qdiscs, context } = this;
    const output = new PerCpu<Qdisc<Posted>[]>(context.cpus, () => []);
    return {
      machine,
      ledger,
      calls,
      cost,
      fn: { ...FUNCTIONS[kernel.functions], ...TCP_FUNCTIONS[kernel.functions] },
      services: {
        disableBh: (k) => softirqs.disableBh(k),
        enableBh: (k) => softirqs.enableBh(k),
        raiseNetTx: (k) => softirqs.raise(k, VECTOR.netTx),
      },
      sockets,
      payload: this.settings.payload,
      qdiscOf: (cpu) => qdiscs[cpu.id % qdiscs.length],
      qdiscBehind: (pair) => qdiscs[this.nics.indexOf(pair)],
      outputQueue: (cpu) => output.of(cpu),
      // More fit than there are connections, and each has one answer on its way.
      lost: () => undefined,
      answered: (flow, at) => this.client.answered(flow, at),
    };
  }

  private makeClient(): TcpClient {
    const { settings, machine, ledger, nics } = this;
    const { flows, payload, rtt, clientTime, seed, workload } = settings;
    return new TcpClient(machine, ledger, new Link(settings.linkGbps), nics, 'wire nic0', {
      flows,
      payload,
      oneWay: Math.round(rtt / 2),
      clientTime,
      seed,
      first: FIRST_ARRIVAL,
      lone: workload.packets === 'one',
    });
  }

  private addTimer(cpu: Cpu): void {
    const line = new Line(`timer/${cpu.id}`, 1, 'tick', cpu);
    addTick(this.context, this.irqs, line);
    new Timer(this.machine, Math.round(1e9 / this.kernel.hz), () => line.assert());
  }

  private contextResumed(cpu: Cpu): void {
    this.calls.returned(cpu);
    const single = this.settings.workload.packets === 'one' && this.settings.until === undefined;
    if (single && this.quiescent) this.machine.stop();
  }

  private get quiescent(): boolean {
    const { ledger, nics } = this;
    return ledger.offered > 0 && ledger.waiting === 0 && nics.every((nic) => nic.idle);
  }
}
