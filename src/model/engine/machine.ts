import { STATE, SWITCH, INSTANT, type InstantKind, type SwitchKind } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';
import { Cpu } from './cpu.ts';
import { EventQueue, type EventHandler } from './event-queue.ts';
import type { Frame } from './frame.ts';
import type { Line } from './line.ts';
import { ProvenanceBook } from './provenance.ts';
import type { Scheduler } from './scheduler.ts';
import { Thread, type ThreadOptions } from './thread.ts';

/** What the machine asks of the kernel that runs on it. Times in ns. */
export interface Personality {
  readonly scheduler: Scheduler;
  /** True if a thread in the kernel gives way at once to a better one that was woken. */
  readonly kernelPreemption: boolean;
  /** True if the wake-up of `thread` asks for a reschedule that only user mode honours at once. */
  wakesLazily?(thread: Thread): boolean;
  /** Chooses a CPU for `thread`, which `waker` is about to make ready; without it threads stay where they are. */
  place?(waker: Cpu, thread: Thread): void;
  /** CPU `from` wants `target` to reschedule. Without it `target` knows at once. */
  kick?(from: Cpu, target: Cpu): void;
  readonly switchCost: number;
  readonly addressSpaceCost: number;
  readonly refillCost: number;
  /** Time for a lock's line of memory to reach the CPU that spun for it. */
  readonly lockTransfer: number;
  /** Names of the interrupt levels, index = level. */
  readonly levelNames: readonly string[];
  /** The code that a CPU runs when it takes `line`. */
  interrupt(cpu: Cpu, line: Line): Frame;
  /** A user or idle context executes its next instruction. */
  contextResumed(cpu: Cpu): void;
}

export interface Tally {
  events: number;
  traps: number;
  ticks: number;
  ipis: number;
  syscalls: number;
  vmexits: number;
  softintDispatches: number;
  borrows: number;
  contextSwitches: number;
  addressSpaceSwitches: number;
  migrations: number;
}

/** Clock, CPUs and event queue, and the words in which they write to the trace. Time is integer ns from the start. */
export class Machine {
  now = 0;
  readonly queue = new EventQueue();
  readonly recorder: Recorder;
  readonly cpus: readonly Cpu[];
  readonly personality: Personality;
  readonly tally: Tally = {
    events: 0,
    traps: 0,
    ticks: 0,
    ipis: 0,
    syscalls: 0,
    vmexits: 0,
    softintDispatches: 0,
    borrows: 0,
    contextSwitches: 0,
    addressSpaceSwitches: 0,
    migrations: 0,
  };
  /** What made the length of the open slices. */
  readonly provenance: ProvenanceBook;
  private stopped = false;
  private readonly lastLevel: number[];

  constructor(recorder: Recorder, cpus: number, makePersonality: (machine: Machine) => Personality) {
    this.recorder = recorder;
    this.provenance = new ProvenanceBook(recorder);
    this.lastLevel = Array.from({ length: cpus }, () => 0);
    this.personality = makePersonality(this);
    this.cpus = Array.from({ length: cpus }, (_, id) => new Cpu(id, this));
  }

  /** Adds a thread; it is parked until `Cpu.start` or a wake-up. */
  thread(options: ThreadOptions, note: string): Thread {
    const index = this.recorder.thread({ name: options.name, pid: -1, kind: options.kind, note });
    return new Thread(index, options);
  }

  /**
   * Moves a thread that waits, with all its frames, to CPU `cpu`, and marks it there as the kernel's tracepoint does. An arrow
   * leads from where a ready thread last ran to where it goes on. Throws an Error if it runs, or may not go there.
   */
  migrate(thread: Thread, cpu: number): void {
    const waits = thread.state === 'blocked' || thread.state === 'runnable';
    if (!waits || thread.pinned > 0 || !thread.allowed.includes(cpu))
      throw new Error(`${thread.name} cannot migrate to CPU ${cpu}: it is ${thread.state}`);
    const move = `${this.labelOf(thread.cpu)} to ${this.labelOf(cpu)}`;
    if (thread.state === 'runnable' && thread.causeSlice < 0) {
      thread.causeSlice = thread.lastSlice;
      thread.causeWhy = this.recorder.name(`moves from ${move}`);
    }
    thread.cpu = cpu;
    for (const frame of thread.frames) frame.cpu = this.cpus[cpu];
    this.tally.migrations++;
    this.recordMigration(thread, move);
  }

  /** What a CPU is called on its lane: those of a guest are counted from 0 again. */
  private labelOf(cpu: number): string {
    return this.recorder.trace.cpus.find((row) => row.cpu === cpu)?.label ?? `CPU ${cpu}`;
  }

  private recordMigration(thread: Thread, move: string): void {
    const { instants } = this.recorder.trace;
    const name = this.recorder.name('sched_migrate_task');
    this.recordInstant('event', thread.cpu, name, undefined, -1, this.recorder.name(move));
    instants.thread[instants.length - 1] = thread.index;
  }

  schedule(time: number, handler: EventHandler, arg: number): void {
    this.queue.push(time, handler, arg);
  }

  /** Ends the run at the present time, after the event in hand. */
  stop(): void {
    this.stopped = true;
  }

  get over(): boolean {
    return this.stopped;
  }

  /**
   * Processes about `maxEvents` events no later than `end`, never a part of those of one moment; true when the run is over.
   */
  advance(maxEvents: number, end: number): boolean {
    const limit = this.tally.events + maxEvents;
    while (!this.stopped && (this.tally.events < limit || this.queue.nextTime === this.now)) {
      if (this.queue.nextTime > end) {
        this.now = end;
        this.stopped = true;
        break;
      }
      this.now = this.queue.pop() as number;
      this.tally.events++;
      (this.queue.handler as EventHandler).onEvent(this.queue.arg);
    }
    return this.stopped;
  }

  /** Closes every slice and state that is open. */
  finish(threads: Iterable<Thread>): void {
    for (const cpu of this.cpus) cpu.finish();
    for (const thread of threads) this.endState(thread);
  }

  recordSwitch(cpu: Cpu, from: Thread, to: Thread, kind: SwitchKind, reason: string, slice: number): void {
    const switches = this.recorder.trace.switches;
    const row = addRow(switches);
    switches.t[row] = this.now;
    switches.cpu[row] = cpu.id;
    switches.from[row] = from.index;
    switches.to[row] = to.index;
    switches.kind[row] = SWITCH[kind];
    switches.reason[row] = this.recorder.name(reason);
    switches.slice[row] = slice;
    if (kind === 'real') this.tally.contextSwitches++;
    if (kind === 'borrow') this.tally.borrows++;
  }

  recordLink(from: number, to: number, why: number): void {
    if (from < 0 || to < 0) return;
    const links = this.recorder.trace.links;
    const row = addRow(links);
    links.from[row] = from;
    links.to[row] = to;
    links.why[row] = why;
  }

  recordInstant(
    kind: InstantKind,
    cpu: number,
    name: number,
    frame: Frame | undefined,
    packet: number,
    detail: number,
  ): void {
    const instants = this.recorder.trace.instants;
    const row = addRow(instants);
    instants.t[row] = this.now;
    instants.cpu[row] = cpu;
    instants.kind[row] = INSTANT[kind];
    instants.name[row] = name;
    instants.thread[row] = frame === undefined ? -1 : frame.thread.index;
    instants.packet[row] = packet;
    instants.slice[row] = frame === undefined ? -1 : frame.slice;
    instants.stack[row] = frame === undefined ? -1 : frame.stack;
    instants.detail[row] = detail;
  }

  recordLevel(cpu: Cpu): void {
    if (this.lastLevel[cpu.id] === cpu.ipl) return;
    this.lastLevel[cpu.id] = cpu.ipl;
    const levels = this.recorder.trace.levels;
    const row = addRow(levels);
    levels.t[row] = this.now;
    levels.cpu[row] = cpu.id;
    levels.ipl[row] = this.recorder.name(this.personality.levelNames[cpu.ipl]);
  }

  /** `thread` enters a state; the one before becomes a row of `states`. Running and parked are not recorded. */
  setState(thread: Thread, state: Thread['state'], on: number): void {
    this.endState(thread);
    thread.state = state;
    thread.since = this.now;
    thread.waitsOn = on;
  }

  private endState(thread: Thread): void {
    const { state, since } = thread;
    if (state === 'running' || state === 'parked' || this.now === since) return;
    const states = this.recorder.trace.states;
    const row = addRow(states);
    states.thread[row] = thread.index;
    states.start[row] = since;
    states.end[row] = this.now;
    states.state[row] = STATE[state];
    states.on[row] = thread.waitsOn;
  }
}
