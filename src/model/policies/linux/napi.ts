import type { Cpu } from '../../engine/cpu.ts';
import type { Activity } from '../../engine/activity.ts';
import type { Frame, KernelCode, Op } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { Policy } from '../../engine/sched/entity.ts';
import type { Thread } from '../../engine/thread.ts';
import type { NapiPolicy } from '../../types.ts';
import { admit, jiffies, NORMAL, threadStack, twoMilliseconds, type LinuxContext } from './context.ts';
import type { NapiWatchdog } from './napi-watchdog.ts';
import { VECTOR, type Softirqs } from './softirq.ts';
import { tookNotice } from './toggle.ts';

/** Packets of one poll (kernels.md 4.3.13). */
export const WEIGHT = 64;

/** Least time of a look at an empty ring, ns: time has to pass even where a cache miss is set to cost nothing. */
const SHORTEST_LOOK = 10;
/** When a thread that polls for ever begins, ns: whoever ran first is seen. */
const BUSY_POLL_START = 1000;

/** Something that is polled for packets: a receive queue, or a queue of packets that come back to the stack. */
export interface NapiSource {
  readonly name: string;
  /** Whom its packets wait for; undefined = the NET_RX softirq of the CPU. */
  readonly activity: Activity | undefined;
  /** True if it is a device with an interrupt that can be put off. */
  readonly interrupts?: boolean;
  /** Takes the driver's lock, sleeping if `sleeps`, where another CPU may hold it. */
  lock?(k: Frame, sleeps: boolean): KernelCode;
  /** Handles up to `weight` packets and returns how many there were. */
  poll(k: Frame, weight: number): Generator<Op, number, void>;
  /** All are handled: the device may interrupt again. */
  complete(): void;
  nextPacket(): number;
  /** True if a poll would find something that is no packet to label it by, such as frames that were sent. */
  hasMore?(): boolean;
}

/** How the administrator has a NAPI's thread run; absent = an ordinary thread, on any CPU. */
export interface NapiThreads {
  readonly policy?: Policy | undefined;
  readonly allowed?: readonly Cpu[] | undefined;
}

/** A source's NAPI structure. */
export interface Napi {
  readonly source: NapiSource;
  readonly cpu: Cpu;
  mode: NapiPolicy;
  readonly policy: Policy;
  readonly allowed: readonly Cpu[];
  /** Mode that holds from the next napi_schedule() on; undefined = the same. */
  pendingMode: NapiPolicy | undefined;
  /** NAPI_STATE_SCHED: it is on a list or in its thread's hands. */
  scheduled: boolean;
  /** NAPI_STATE_MISSED: somebody asked for another poll meanwhile. */
  missed: boolean;
  /** Empty polls that are still made before the interrupt comes back (defer_hard_irqs_count). */
  deferrals: number;
  thread: Thread | undefined;
}

/** What is left of one run of NET_RX: packets, and the jiffy at which it ends. */
interface Limits {
  budget: number;
  readonly end: number;
}

/** NAPI: who polls, how much at a time, and when the device's interrupt comes back (kernels.md 4.3, 5b, 6, 7). */
export class NapiCore {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly lists: PerCpu<Napi[]>;
  /** True while NET_RX runs on a CPU. */
  private readonly inside: PerCpu<boolean>;
  private rxEnds: ((k: Frame) => void) | undefined;
  private watchdog: NapiWatchdog | undefined;

  constructor(context: LinuxContext, softirqs: Softirqs) {
    this.context = context;
    this.softirqs = softirqs;
    this.lists = new PerCpu(context.cpus, () => []);
    this.inside = new PerCpu(context.cpus, () => false);
    softirqs.register(VECTOR.netRx, {
      run: (k) => this.netRxAction(k),
      nextPacket: (cpu) => this.lists.of(cpu)[0]?.source.nextPacket() ?? -1,
    });
  }

  /** netif_napi_add(); `threads` says how its thread competes and where it may run, if it has or gets one. */
  add(source: NapiSource, cpu: Cpu, mode: NapiPolicy, threads: NapiThreads = {}): Napi {
    const { policy = NORMAL, allowed = this.context.cpus } = threads;
    const napi: Napi = {
      source,
      cpu,
      mode,
      policy,
      allowed,
      pendingMode: undefined,
      scheduled: false,
      missed: false,
      deferrals: 0,
      thread: undefined,
    };
    if (needsThread(mode)) this.addThread(napi);
    return napi;
  }

  /** Changes the mode of a device's NAPI as sysfs does: from the next napi_schedule() on. */
  changeMode(napi: Napi, mode: NapiPolicy): void {
    napi.pendingMode = mode;
    if (needsThread(mode) && napi.thread === undefined) this.addThread(napi);
  }

  /** From now on interrupts are put off, and a timer has the devices polled instead. */
  deferInterrupts(watchdog: NapiWatchdog): void {
    this.watchdog = watchdog;
  }

  /**
   * napi_schedule(), from the device's handler or from whoever gives packets back to the stack. From 4.11 on one that is
   * scheduled already remembers it (kernels.md 4.3.11).
   */
  *schedule(k: Frame, napi: Napi): KernelCode {
    if (this.claim(napi)) yield* this.enlist(k, napi);
    else if (this.context.kernel.napiMissed === true) napi.missed = true;
  }

  /** True if nobody has it scheduled yet; now it is. */
  claim(napi: Napi): boolean {
    if (napi.scheduled) return false;
    napi.scheduled = true;
    return true;
  }

  /** True while NET_RX runs on `cpu`. */
  isInside(cpu: Cpu): boolean {
    return this.inside.of(cpu);
  }

  /** Has `then` called at the end of each run of NET_RX. */
  atEndOfNetRx(then: (k: Frame) => void): void {
    this.rxEnds = then;
  }

  /** ____napi_schedule() of one that was claimed. */
  *enlist(k: Frame, napi: Napi): KernelCode {
    if (napi.pendingMode !== undefined) this.takeUpMode(k, napi, napi.pendingMode);
    const { calls, cost, kernel } = this.context;
    switch (napi.mode) {
      case 'softirq':
        this.lists.of(k.cpu).push(napi);
        if (this.inside.of(k.cpu) && kernel.netRxRestarts) return;
        yield* this.softirqs.raise(k, VECTOR.netRx);
        return;
      case 'kthread':
      case 'kthread-rfc':
      case 'kthread-busy': {
        const thread = napi.thread!;
        if (thread.state === 'blocked') thread.frames[0].packet = napi.source.nextPacket();
        calls.enter(k, 'napiSchedule');
        yield k.wake(thread, cost.wakeupCost);
        calls.leave(k);
        return;
      }
      case 'irq-thread':
        yield* this.shortPolls(k, napi);
        return;
    }
  }

  /** The mode that was asked for holds from here on; of an interrupt thread that polls, its line has said so already. */
  private takeUpMode(k: Frame, napi: Napi, mode: NapiPolicy): void {
    const inIrqThread = mode === 'irq-thread' || napi.mode === 'irq-thread';
    if (mode !== napi.mode && !inIrqThread) tookNotice(this.context, k.cpu, needsThread(mode));
    napi.mode = mode;
    napi.pendingMode = undefined;
  }

  /** net_rx_action(): polls in turn until all are done, the budget is spent or two milliseconds are over (kernels.md 4.3.13). */
  private *netRxAction(k: Frame): KernelCode {
    const { kernel, calls } = this.context;
    const own = k.activity;
    const limits = { budget: kernel.budget, end: jiffies(this.context) + twoMilliseconds(kernel.hz) };
    calls.enter(k, 'netRxAction');
    this.inside.set(k.cpu, true);
    if (kernel.repollLater) yield* this.pollEachOnce(k, own, limits);
    else yield* this.pollInTurn(k, own, limits);
    this.inside.set(k.cpu, false);
    this.rxEnds?.(k);
    if (this.lists.of(k.cpu).length > 0) yield* this.softirqs.raise(k, VECTOR.netRx);
    k.packet = -1;
    calls.leave(k);
  }

  /** Up to 3.18: a source that used its weight goes to the tail of the list and has another turn in this run. */
  private *pollInTurn(k: Frame, own: Activity | undefined, limits: Limits): KernelCode {
    const list = this.lists.of(k.cpu);
    while (list.length > 0 && !this.spent(limits)) {
      const napi = list.shift()!;
      limits.budget -= yield* this.poll(k, napi, own);
      if (napi.scheduled) list.push(napi);
    }
  }

  /** From 3.19: one turn for each, and what has more to do waits for the next run of NET_RX. */
  private *pollEachOnce(k: Frame, own: Activity | undefined, limits: Limits): KernelCode {
    const list = this.lists.of(k.cpu);
    const again: Napi[] = [];
    let batch = list.splice(0);
    while (batch.length > 0) {
      const napi = batch.shift()!;
      limits.budget -= yield* this.poll(k, napi, own);
      if (napi.scheduled) again.push(napi);
      if (this.spent(limits)) break;
      const refilled = batch.length === 0 && again.length === 0 && this.context.kernel.netRxRestarts;
      if (refilled) batch = list.splice(0);
    }
    list.unshift(...batch);
    list.push(...again);
  }

  private spent(limits: Limits): boolean {
    return limits.budget <= 0 || jiffies(this.context) >= limits.end;
  }

  /** One poll of one source; it is completed if it had less than the weight. Returns the packets handled. */
  private *poll(k: Frame, napi: Napi, own: Activity | undefined): Generator<Op, number, void> {
    const { stack } = k;
    this.context.calls.enter(k, 'napiPoll');
    if (napi.source.activity !== undefined) k.serve(napi.source.activity);
    if (napi.mode !== 'irq-thread') yield* this.lock(k, napi, this.context.kernel.preemptRt);
    const work = yield* napi.source.poll(k, WEIGHT);
    if (work < WEIGHT && napi.mode !== 'kthread-busy') this.completeDone(k, napi, work);
    k.serve(own);
    k.stack = stack;
    return work;
  }

  /** napi_complete_done(): the device may interrupt again, unless another poll is wanted or interrupts are put off. */
  private completeDone(k: Frame, napi: Napi, work: number): void {
    if (napi.missed) {
      napi.missed = false;
      return;
    }
    napi.scheduled = false;
    if (this.putsOff(napi, work)) this.watchdog?.start(k.cpu, (timer) => this.pollAgain(timer, napi));
    else napi.source.complete();
  }

  /** The timer is due; somebody else may have had it scheduled meanwhile. */
  private *pollAgain(k: Frame, napi: Napi): KernelCode {
    if (this.claim(napi)) yield* this.enlist(k, napi);
  }

  private putsOff(napi: Napi, work: number): boolean {
    if (this.watchdog === undefined || napi.source.interrupts !== true) return false;
    if (work > 0) napi.deferrals = this.watchdog.deferral.polls;
    if (napi.deferrals === 0) return false;
    napi.deferrals--;
    return true;
  }

  private addThread(napi: Napi): void {
    const { roster } = this.context;
    const thread = roster.addSleeper(
      {
        name: `napi/${napi.source.name}`,
        kind: 'kthread',
        priority: 0,
        cpu: napi.cpu,
        allowed: napi.allowed,
        note: `Polls ${napi.source.name}.`,
      },
      napi.source.activity!,
      threadStack(this.context, 'napiThread', 'napiLoop'),
      (k) => this.thread(k, napi),
    );
    napi.thread = admit(this.context, thread, napi.policy);
  }

  private *thread(k: Frame, napi: Napi): KernelCode {
    const { machine } = this.context;
    const waits = machine.recorder.name('napi_schedule');
    for (;;) {
      while (!napi.scheduled || !needsThread(napi.mode)) yield k.block(waits);
      if (napi.mode === 'kthread-busy') yield* this.busyPoll(k, napi);
      else if (napi.mode === 'kthread-rfc') yield* this.longPoll(k, napi);
      else yield* this.shortPolls(k, napi);
      k.packet = -1;
    }
  }

  /** What napi_threaded_poll_loop() does, and an interrupt thread that polls: one poll is what cannot be preempted (kernels.md 5b.8, 6.4, 7b.5). */
  private *shortPolls(k: Frame, napi: Napi): KernelCode {
    while (napi.scheduled) {
      yield* this.onePoll(k, napi);
      if (napi.scheduled) yield k.yieldCpu();
    }
  }

  /** A thread that never sleeps: an empty ring costs one look at its next descriptor (kernels.md 7c). */
  private *busyPoll(k: Frame, napi: Napi): KernelCode {
    const { cost } = this.context;
    for (;;) {
      if (napi.source.nextPacket() < 0 && napi.source.hasMore?.() !== true)
        yield k.workFor(cost.cacheMiss, Math.max(SHORTEST_LOOK, cost.cacheMiss.ns));
      else yield* this.onePoll(k, napi);
      yield k.yieldCpu();
    }
  }

  private *lock(k: Frame, napi: Napi, sleeps: boolean): KernelCode {
    if (napi.source.lock !== undefined) yield* napi.source.lock(k, sleeps);
  }

  /** An interrupt thread that polls takes its driver's lock before it disables bottom halves: it may sleep (kernels.md 5b.8). */
  private *onePoll(k: Frame, napi: Napi): KernelCode {
    if (napi.mode === 'irq-thread') yield* this.lock(k, napi, true);
    yield* this.softirqs.disableBh(k);
    yield* this.poll(k, napi, k.activity);
    yield* this.softirqs.enableBh(k);
    k.packet = -1;
  }

  /** Starts a thread that polls for ever; the device must be silent from now on. */
  startBusyPoll(napi: Napi): void {
    const { machine } = this.context;
    const thread = napi.thread!;
    napi.scheduled = true;
    const wake = { onEvent: () => machine.cpus[thread.cpu].makeReady(thread, undefined, 'busy polling') };
    machine.schedule(BUSY_POLL_START, wake, 0);
  }

  /** The proposal of 2016: polls until the budget or two milliseconds are used up, then the scheduler's chance (kernels.md 7a.2). */
  private *longPoll(k: Frame, napi: Napi): KernelCode {
    const { kernel } = this.context;
    yield* this.softirqs.disableBh(k);
    while (napi.scheduled) {
      const end = jiffies(this.context) + twoMilliseconds(kernel.hz);
      let { budget } = kernel;
      while (napi.scheduled && budget > 0 && jiffies(this.context) < end) {
        budget -= yield* this.poll(k, napi, k.activity);
      }
      if (!napi.scheduled || !k.cpu.needResched) continue;
      yield* this.softirqs.enableBh(k);
      yield k.yieldCpu();
      yield* this.softirqs.disableBh(k);
    }
    yield* this.softirqs.enableBh(k);
  }
}

function needsThread(mode: NapiPolicy): boolean {
  return mode === 'kthread' || mode === 'kthread-rfc' || mode === 'kthread-busy';
}
