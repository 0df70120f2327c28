/** From events, in the order of the text, to the tables of a trace. */
import { INSTANT, SWITCH, type InstantKind } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';
import type { Tally } from '../tally.ts';
import { Lane } from './lane.ts';
import type { Layer } from './layers.ts';
import { Pending } from './pending.ts';
import { leavesAs, reasonOf } from './reasons.ts';
import { Stacks } from './stacks.ts';
import { Threads, type Known } from './threads.ts';

/** Texts of events are kept once each; after so many different ones only their names are. */
const MOST_DETAILS = 400_000;
/** Keys of raised softirqs: CPU and vector in one number. */
const VECTORS = 1024;
/** For so long after a switch the task column may still show the thread that left, ns. */
const SWITCHING_NS = 1_000_000;

/** The thread that a CPU starts with. */
export interface Start {
  readonly cpu: number;
  readonly pid: number;
  readonly name: string;
}

/**
 * Event handlers call the methods below; `line` says before each event when and where it was. What a method cannot match (an
 * end without a beginning) stays as an instant and is counted.
 */
export class Rebuild {
  private readonly lanes = new Map<number, Lane>();
  private readonly threads: Threads;
  private readonly raised = new Pending<number>();
  private readonly queued = new Pending<string>();
  private readonly stacks: Stacks;
  private lane: Lane;
  private t = 0;

  /** Opens a slice at time 0 on every CPU of `starts`, of which there is at least one. */
  constructor(
    private readonly recorder: Recorder,
    private readonly tally: Tally,
    known: ReadonlyMap<number, Known>,
    starts: readonly Start[],
  ) {
    this.threads = new Threads(recorder, known);
    this.stacks = new Stacks(recorder);
    for (const { cpu, pid, name } of starts) {
      const lane = new Lane(cpu, recorder, tally);
      this.lanes.set(cpu, lane);
      this.startOn(lane, this.threads.id(pid, name, cpu));
    }
    this.lane = this.laneOf(starts[0].cpu);
  }

  /**
   * The next event is at `t` ns (never before the last one), on `cpu`, while the thread `pid` ran (-1: not said) and, if `hard`, a hard
   * interrupt (undefined: not said).
   */
  line(t: number, cpu: number, pid: number, name: string, hard: boolean | undefined): void {
    this.endStack();
    this.lane.last = this.t;
    this.lane = this.laneOf(cpu);
    this.t = t;
    this.lane.seen(t, hard);
    if (pid >= 0) this.checkThread(pid, name);
  }

  /** Lines of `cpu` are missing between the last one and the next. */
  lost(cpu: number): void {
    const lane = this.lanes.get(cpu);
    if (lane === undefined) return;
    this.endStack();
    this.lane.last = this.t;
    lane.lose();
    this.raised.clear();
  }

  contextSwitch(prevPid: number, prevName: string, state: string, nextPid: number, nextName: string): void {
    this.tally.switches++;
    const { cpu } = this.lane;
    const prev = this.threads.id(prevPid, prevName, cpu);
    const next = this.threads.id(nextPid, nextName, cpu);
    if (prev !== this.lane.thread) this.change(prev);
    this.stop(prev);
    this.threads.enter(prev, leavesAs(state), this.t);
    this.writeSwitch(prev, next, state);
    this.startOn(this.lane, next);
    this.lane.leaving = prev;
    this.lane.switched = this.t;
  }

  /** A thread is being woken, in the waker's context. */
  waking(pid: number, name: string): void {
    const id = this.threads.id(pid, name, this.lane.cpu);
    const thread = this.recorder.trace.threads[id];
    const waker = this.wakerOf(thread.name);
    this.instant('wake', thread.name, '', waker);
    const entry = this.threads.entry(id);
    if (entry.phase === 'running' || entry.phase === 'runnable') return;
    entry.waker = waker;
    this.threads.enter(id, 'runnable', this.t);
  }

  /** A thread is on a run queue; if nothing said before that it was being woken, this does. */
  wakeup(pid: number, name: string): void {
    this.tally.wakeups++;
    const { phase } = this.threads.entry(this.threads.id(pid, name, this.lane.cpu));
    if (phase !== 'running' && phase !== 'runnable') this.waking(pid, name);
  }

  interrupt(line: number, device: string): void {
    this.tally.interrupt(device);
    this.enter('hardirq', line, device);
  }

  interruptEnd(line: number, detail: string): void {
    this.exit('hardirq', line, 'irq_handler_exit', detail);
  }

  /** An interrupt that is no device's. */
  vector(key: number, name: string): void {
    this.enter('hardirq', key, name);
  }

  vectorEnd(key: number, event: string, detail: string): void {
    this.exit('hardirq', key, event, detail);
  }

  raise(vector: number, action: string): void {
    const slice = this.context();
    this.raised.add(this.lane.cpu * VECTORS + vector, slice);
    this.instant('raise', action, '', slice);
  }

  softirq(vector: number, action: string): void {
    this.tally.softirqs++;
    this.enter('softirq', vector, action);
    this.link(this.raised.take(this.lane.cpu * VECTORS + vector), this.lane.top, `raises ${action}`);
  }

  softirqEnd(vector: number, detail: string): void {
    this.exit('softirq', vector, 'softirq_exit', detail);
  }

  queueWork(work: string, name: string, detail: string): void {
    const slice = this.context();
    this.queued.add(work, slice);
    this.instant('raise', name, detail, slice);
  }

  work(work: string, name: string): void {
    this.enter('work', 0, name);
    this.link(this.queued.take(work), this.lane.top, `queues ${name}`);
  }

  workEnd(detail: string): void {
    this.exit('work', 0, 'workqueue_execute_end', detail);
  }

  systemCall(name: string): void {
    this.tally.systemCalls++;
    this.enter('call', 0, name);
  }

  systemCallEnd(): void {
    this.tally.systemCalls++;
    if (!this.lane.exit('call', 0, this.t)) this.tally.callsBefore++;
  }

  /** `raw_syscalls` may be recorded beside `syscalls`: then each call is told twice. */
  rawSystemCall(name: string): void {
    if (!this.lane.has('call')) this.systemCall(name);
  }

  rawSystemCallEnd(): void {
    this.tally.systemCalls++;
    this.lane.exit('call', 0, this.t);
  }

  polled(detail: string): void {
    this.tally.napiPolls++;
    this.event('napi_poll', detail);
  }

  /** A function began. */
  call(name: string, detail: string): void {
    this.instant('call', name, detail, this.context());
  }

  event(name: string, detail: string): void {
    this.instant('event', name, detail, this.context());
  }

  /** The lines that follow are the kernel stack of the event before. */
  stackTrace(): void {
    this.stacks.begin();
  }

  /** A line of a kernel stack. False if no stack has begun. */
  stackLine(line: string): boolean {
    return this.stacks.add(line);
  }

  /** The recording is over at `t` ns: closes everything that is open. */
  end(t: number): void {
    this.endStack();
    this.lane.last = this.t;
    for (const lane of this.lanes.values()) lane.end(t);
    this.threads.end(t);
  }

  private endStack(): void {
    const stack = this.stacks.take();
    if (stack !== undefined) this.instant('event', 'stack trace', '', this.context(), stack);
  }

  private laneOf(cpu: number): Lane {
    const lane = this.lanes.get(cpu);
    if (lane === undefined)
      throw new RangeError(`CPU ${cpu} is not among those that the rebuild was started with`);
    return lane;
  }

  /**
   * The task column is right where it contradicts the switches. The kernel changes the name of the current thread some
   * events after `sched_switch` (`tlb_flush`, FPU state), so that for a while the one that left is still shown.
   */
  private checkThread(pid: number, name: string): void {
    const { lane } = this;
    if (this.recorder.trace.threads[lane.thread].pid === pid) {
      lane.leaving = -1;
      return;
    }
    const shown = this.threads.id(pid, name, lane.cpu);
    if (shown !== lane.leaving || this.t - lane.switched > SWITCHING_NS) this.change(shown);
  }

  private context(): number {
    return this.lane.context(this.t);
  }

  /** The slice that a wake-up of the thread `name` comes from. */
  private wakerOf(name: string): number {
    const line = /^irq\/(\d{1,9})-/.exec(name)?.[1];
    const handler = line === undefined ? -1 : this.lane.justReturned(Number(line));
    return handler < 0 ? this.context() : handler;
  }

  private enter(layer: Layer, key: number, name: string): void {
    this.lane.enter(layer, key, this.recorder.name(name), this.t);
  }

  private exit(layer: Layer, key: number, event: string, detail: string): void {
    if (this.lane.exit(layer, key, this.t)) return;
    this.tally.unmatched++;
    this.event(event, detail);
  }

  /** The thread changed though no `sched_switch` said so. */
  private change(to: number): void {
    this.tally.unannounced++;
    this.lane.leaving = -1;
    const from = this.lane.thread;
    this.stop(from);
    this.threads.enter(from, 'unknown', this.t);
    this.startOn(this.lane, to);
  }

  private stop(thread: number): void {
    const entry = this.threads.entry(thread);
    entry.saved = this.lane.leave(this.t);
    entry.savedOn = this.lane.cpu;
    entry.losses = this.lane.losses;
  }

  private startOn(lane: Lane, thread: number): void {
    const entry = this.threads.entry(thread);
    const whole = entry.savedOn >= 0 && this.laneOf(entry.savedOn).losses === entry.losses;
    lane.run(thread, this.t, whole ? entry.saved : []);
    this.link(entry.waker, lane.base, `wakes ${this.recorder.trace.threads[thread].name}`);
    this.threads.enter(thread, 'running', this.t);
    entry.saved = [];
    entry.waker = -1;
  }

  private writeSwitch(from: number, to: number, state: string): void {
    const { switches } = this.recorder.trace;
    const row = addRow(switches);
    switches.t[row] = this.t;
    switches.cpu[row] = this.lane.cpu;
    switches.from[row] = from;
    switches.to[row] = to;
    switches.kind[row] = SWITCH.real;
    switches.reason[row] = this.recorder.name(
      reasonOf(state, this.recorder.trace.threads[from].kind === 'idle'),
    );
    switches.slice[row] = -1;
  }

  private link(from: number, to: number, why: string): void {
    if (from < 0) return;
    const { links } = this.recorder.trace;
    const row = addRow(links);
    links.from[row] = from;
    links.to[row] = to;
    links.why[row] = this.recorder.name(why);
  }

  private instant(kind: InstantKind, name: string, detail: string, slice: number, stack = -1): void {
    const { instants } = this.recorder.trace;
    const row = addRow(instants);
    instants.t[row] = this.t;
    instants.cpu[row] = this.lane.cpu;
    instants.kind[row] = INSTANT[kind];
    instants.name[row] = this.recorder.name(name);
    instants.thread[row] = this.lane.thread;
    instants.packet[row] = -1;
    instants.slice[row] = slice;
    instants.stack[row] = stack;
    instants.detail[row] = this.detail(detail);
  }

  private detail(text: string): number {
    if (text === '') return -1;
    if (this.recorder.trace.names.length < MOST_DETAILS) return this.recorder.name(text);
    this.tally.detailsDropped++;
    return -1;
  }
}
