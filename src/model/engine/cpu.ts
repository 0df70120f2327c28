/**
 * Over 400 lines: one state machine (run, spin, switch, refill) whose invariants hold between its parts. What it writes
 * to the trace is in cpu-lane.ts.
 */
import { CLASS, KIND } from '../../trace/kinds.ts';
import { RESTING } from './activity.ts';
import { CpuLane } from './cpu-lane.ts';
import type { EventHandler } from './event-queue.ts';
import { NO_SLICE, OP, type Frame } from './frame.ts';
import type { Line } from './line.ts';
import type { Machine } from './machine.ts';
import type { Thread } from './thread.ts';

type Mode = 'run' | 'spin' | 'switch' | 'refill';

/** Argument of an event that asks a CPU to look whether it should reschedule; the others carry a generation. */
const LOOK = -1;

export class Cpu implements EventHandler {
  readonly id: number;
  readonly machine: Machine;
  /** Interrupts at or below this level wait. */
  ipl = 0;
  current!: Thread;
  idle!: Thread;
  needResched = false;
  /** A reschedule that user mode honours at once and the kernel only when somebody makes it urgent. */
  lazyResched = false;
  private mode: Mode = 'run';
  private readonly lines: Line[] = [];
  private readonly lane: CpuLane;
  /** Events of an older generation were cancelled. */
  private generation = 0;
  /** True while kernel code is being resumed: requests made meanwhile are looked at by the loop itself. */
  private stepping = false;
  private refillStarted = 0;
  /** What the activity that pays for the present leaf was at before; leaves are not interrupted. */
  private beforeLeaf: number = RESTING;
  private addressSpace: number | undefined;
  /** Whose working set the cache holds. */
  private cacheOwner: Thread | undefined;

  constructor(id: number, machine: Machine) {
    this.id = id;
    this.machine = machine;
    this.lane = new CpuLane(this);
  }

  /** Adds an interrupt line; of equal levels the first attached goes first. */
  attach(line: Line): void {
    this.lines.push(line);
    this.lines.sort((a, b) => b.ipl - a.ipl);
  }

  /** Begins at time 0 with `first` running and `idle` for when nobody is runnable. Both must have a frame. */
  start(first: Thread, idle: Thread): void {
    this.idle = idle;
    this.current = first;
    this.addressSpace = first.addressSpace;
    if (first !== idle) this.cacheOwner = first;
    this.machine.setState(first, 'running', -1);
    this.machine.personality.scheduler.switched(this.id, first);
    this.run();
  }

  /** A line of this CPU was asserted or unmasked. */
  interruptRequested(): void {
    if (this.stepping || this.mode === 'switch' || this.inLeaf()) return;
    if (this.nextLine() === undefined) return;
    this.suspend();
    this.run();
  }

  /** Asks this CPU to reconsider who runs, from code that is not its own; it looks after `delay` ns. */
  poke(delay = 0): void {
    this.machine.schedule(this.machine.now + delay, this, LOOK);
  }

  setIpl(level: number): void {
    this.ipl = level;
    this.machine.recordLevel(this);
  }

  /** Makes a thread runnable and notes whether it should take this CPU. `by` is the frame that woke it. */
  makeReady(thread: Thread, by: Frame | undefined, why: string): void {
    if (thread.state === 'running' || thread.state === 'runnable') return;
    const { machine } = this;
    if (by === undefined) machine.personality.place?.(this, thread);
    thread.causeSlice = by === undefined ? -1 : by.slice;
    thread.causeWhy = machine.recorder.name(why);
    machine.recordInstant(
      'wake',
      this.id,
      machine.recorder.name(thread.name),
      by,
      by === undefined ? -1 : by.packet,
      -1,
    );
    machine.setState(thread, 'runnable', -1);
    thread.activity?.set(machine.now, CLASS.runnable, -1, -1);
    machine.personality.scheduler.enqueue(thread, false);
    const target = machine.cpus[thread.cpu];
    if (!machine.personality.scheduler.preempts(thread, target.current)) return;
    this.askFor(target, thread);
    if (target === this && by === undefined) target.poke();
  }

  /** Notes that `target` should reschedule for `thread`, and tells it if it is another CPU. */
  private askFor(target: Cpu, thread: Thread): void {
    const { personality } = this.machine;
    const lazily = personality.wakesLazily?.(thread) === true;
    const knew = target.needResched || (lazily && target.lazyResched);
    if (lazily) target.lazyResched = true;
    else target.needResched = true;
    if (target === this) return;
    if (personality.kick === undefined) target.poke();
    else if (!knew) personality.kick(this, target);
  }

  /** The running thread's outermost frame, which must be on top, changes its kind and name: a new slice begins here. */
  crossed(frame: Frame, kind: number, name: number): void {
    this.lane.close(frame);
    frame.kind = kind;
    frame.name = name;
    this.lane.reopen(this.current);
  }

  /** A lock that this CPU spins for is its own now; the line of memory takes a moment to arrive. */
  lockGranted(): void {
    const frame = this.top();
    frame.op = OP.leaf;
    frame.lock = undefined;
    frame.leafActivity = frame.activity;
    frame.remaining = this.machine.personality.lockTransfer;
    frame.charge = this.machine.recorder.name('spinTransfer');
    frame.startedAt = this.machine.now;
    this.mode = 'run';
    this.timer(frame.remaining);
  }

  /** The operation of `frame`, a frame of this CPU, is over before its time. From events only, never from kernel code. */
  endWork(frame: Frame): void {
    const executed = this.mode === 'run' && this.top() === frame && frame.startedAt >= 0;
    if (!executed) {
      frame.remaining = 0;
      return;
    }
    this.generation++;
    this.completeOp(frame);
    this.run();
  }

  onEvent(arg: number): void {
    if (arg === LOOK) {
      this.look();
      return;
    }
    if (arg !== this.generation) return;
    switch (this.mode) {
      case 'switch':
        this.finishSwitch();
        return;
      case 'refill':
        this.endRefill();
        this.current.refillLeft = 0;
        this.run();
        return;
      case 'run':
        this.completeOp(this.top());
        this.run();
        return;
      case 'spin':
        return;
    }
  }

  /** Closes what is open at the end of the run. */
  finish(): void {
    this.lane.closeSwitch();
    if (this.mode === 'refill') this.endRefill();
    for (const frame of this.current.frames.toReversed()) {
      this.stopWork(frame);
      this.lane.closeLeaf(frame);
      this.lane.close(frame);
    }
  }

  private top(): Frame {
    return this.current.frames[this.current.frames.length - 1];
  }

  private inLeaf(): boolean {
    return this.mode === 'run' && this.top().op === OP.leaf;
  }

  private nextLine(): Line | undefined {
    for (const line of this.lines) {
      if (line.ipl <= this.ipl) return undefined;
      if (line.asserted && !line.masked) return line;
    }
    return undefined;
  }

  private timer(ns: number): void {
    this.generation++;
    if (ns !== Infinity) this.machine.schedule(this.machine.now + ns, this, this.generation);
  }

  /** Goes on with the top frame until it waits for time to pass or the CPU changes hands. */
  private run(): void {
    this.stepping = true;
    this.mode = 'run';
    while (this.mode === 'run' && !this.machine.over) {
      const line = this.nextLine();
      if (line !== undefined) {
        this.enterInterrupt(line);
        continue;
      }
      if (this.mayPreemptHere()) {
        this.clearResched();
        if (this.giveWay('preempted')) break;
      }
      if (this.resumeRefill()) break;
      const frame = this.top();
      if (frame.kind !== NO_SLICE && frame.slice < 0) this.lane.reopen(this.current);
      if (frame.op === OP.none && !this.next(frame)) continue;
      // On the way to user mode a reschedule that was put off is due before the next instruction there.
      if (frame.op === OP.work && this.mayPreemptHere()) continue;
      if (this.begin(frame)) break;
    }
    this.stepping = false;
  }

  /** Resumes the frame's code up to its next yield; false if the code has ended and its frame is gone. */
  private next(frame: Frame): boolean {
    const step = frame.code!.next();
    if (step.done === true) {
      this.pop(frame);
      return false;
    }
    frame.op = step.value;
    // The CPU is chosen first, the cost of a wake-up is mostly that of its queue.
    if (frame.op === OP.wake) this.machine.personality.place?.(this, frame.wakee!);
    return true;
  }

  /** Starts the operation that the frame's code asked for; true if the CPU now waits for an event. */
  private begin(frame: Frame): boolean {
    switch (frame.op) {
      case OP.work:
        return this.beginWork(frame, CLASS.work);
      case OP.wake:
        this.beginWake(frame);
        return this.beginWork(frame, CLASS.work);
      case OP.leaf:
        if (frame.remaining === 0) {
          frame.op = OP.none;
          return false;
        }
        this.lane.openLeaf(frame, frame.leafKind);
        this.beforeLeaf = frame.leafActivity?.phase ?? RESTING;
        frame.leafActivity?.set(
          this.machine.now,
          frame.leafKind === KIND.spin ? CLASS.spin : CLASS.trap,
          frame.leaf,
          -1,
        );
        frame.startedAt = this.machine.now;
        this.timer(frame.remaining);
        return true;
      case OP.call: {
        frame.op = OP.none;
        this.push(frame.callee!);
        return false;
      }
      case OP.block:
        frame.op = OP.none;
        this.block(frame);
        return true;
      case OP.acquire:
        return this.beginAcquire(frame);
      case OP.resched:
        frame.op = OP.none;
        if (!this.mayRescheduleFrom(frame)) return false;
        this.clearResched();
        return this.giveWay('preempted');
      case OP.yield:
        frame.op = OP.none;
        if (!this.reschedPending || !this.mayLeave(this.current.frames.length)) return false;
        this.clearResched();
        return this.giveWay('gives way, preempted');
      case OP.none:
        return false;
    }
  }

  /** The packets of the thread that is being woken pay for it, unless somebody else has woken it meanwhile. */
  private beginWake({ wakee, remaining, slice }: Frame): void {
    if (remaining === 0 || wakee!.state === 'running' || wakee!.state === 'runnable') return;
    wakee!.activity?.set(this.machine.now, CLASS.wakeup, slice, -1);
  }

  /** Who is being woken waits as long as the one who wakes it. */
  private suspendWake({ op, wakee }: Frame): void {
    if (op !== OP.wake || wakee!.state === 'running' || wakee!.state === 'runnable') return;
    wakee!.activity?.set(this.machine.now, CLASS.preempted, -1, -1);
  }

  private beginWork(frame: Frame, phase: number): boolean {
    if (frame.remaining === 0) {
      this.completeOp(frame);
      return false;
    }
    if (frame.kind === NO_SLICE) throw new Error('an interrupt stub works without a slice of its own');
    frame.startedAt = this.machine.now;
    frame.activity?.set(this.machine.now, phase, frame.slice, frame.packet);
    this.timer(frame.remaining);
    if (frame.remaining === Infinity) {
      this.machine.personality.contextResumed(this);
      frame.watcher?.begins();
    }
    return true;
  }

  private beginAcquire(frame: Frame): boolean {
    const lock = frame.lock!;
    if (lock.tryAcquire(this, this.machine.now)) {
      frame.op = OP.none;
      return false;
    }
    this.lane.openLeaf(frame, KIND.spin);
    frame.activity?.set(this.machine.now, CLASS.spin, frame.leaf, -1);
    lock.wait(this, this.machine.now);
    this.generation++;
    this.mode = 'spin';
    return true;
  }

  private completeOp(frame: Frame): void {
    const { op } = frame;
    this.stopWork(frame);
    if (op === OP.leaf) this.endLeaf(frame);
    frame.op = OP.none;
    if (op === OP.wake) this.makeReady(frame.wakee!, frame, `wakes ${frame.wakee!.name}`);
  }

  /**
   * A cost has been paid. Who paid it goes on at the same time and says so, unless a more urgent interrupt waited for its end,
   * or the interrupt was not for it.
   */
  private endLeaf(frame: Frame): void {
    this.lane.closeLeaf(frame);
    const preempted = this.beforeLeaf === RESTING && this.nextLine() !== undefined;
    frame.leafActivity?.set(this.machine.now, preempted ? CLASS.preempted : this.beforeLeaf, -1, -1);
  }

  /** Books the time since the operation began or went on. */
  private stopWork(frame: Frame): void {
    if (frame.startedAt < 0) return;
    const spent = this.machine.now - frame.startedAt;
    frame.startedAt = -1;
    frame.remaining -= spent;
    const row = frame.op === OP.leaf ? frame.leaf : frame.slice;
    const { provenance } = this.machine;
    provenance.add(row, frame.charge, frame.bookSpent(provenance, row, spent), frame.remaining === 0 ? 1 : 0);
  }

  /** Halts the present operation because something is about to be pushed on top of it. */
  private suspend(): void {
    this.generation++;
    if (this.mode === 'refill') {
      this.current.refillLeft -= this.machine.now - this.refillStarted;
      this.endRefill();
      return;
    }
    const frame = this.top();
    if (this.mode === 'spin') {
      frame.lock!.stopWaiting(this, this.machine.now);
      this.lane.closeLeaf(frame);
    }
    this.stopWork(frame);
    frame.activity?.set(this.machine.now, CLASS.preempted, frame.slice, -1);
    this.suspendWake(frame);
    if (frame.op === OP.work && frame.remaining === Infinity) frame.watcher?.halts();
  }

  private enterInterrupt(line: Line): void {
    const { machine } = this;
    line.asserted = false;
    line.entries++;
    this.count(line);
    const stub = machine.personality.interrupt(this, line);
    stub.savedIpl = this.ipl;
    this.setIpl(line.ipl);
    this.current.frames.push(stub);
  }

  private count(line: Line): void {
    const { tally } = this.machine;
    switch (line.entry) {
      case 'device':
        tally.traps++;
        return;
      case 'tick':
        tally.ticks++;
        return;
      case 'ipi':
        tally.ipis++;
        return;
    }
  }

  private push(frame: Frame): void {
    this.current.frames.push(frame);
    if (!frame.borrowed) return;
    this.machine.recordSwitch(this, this.current, frame.thread, 'borrow', 'interrupt borrows the stack', -1);
    this.machine.setState(frame.thread, 'running', -1);
  }

  private pop(frame: Frame): void {
    this.lane.close(frame);
    frame.activity?.rest(this.machine.now);
    const { frames } = this.current;
    frames.pop();
    if (frames.length === 0) {
      this.exit();
      return;
    }
    if (!frame.borrowed) return;
    this.machine.recordSwitch(this, frame.thread, this.current, 'return', 'interrupt is done', -1);
    this.machine.setState(frame.thread, 'parked', -1);
  }

  /** The thread's last frame returned: a softint thread that had blocked is done and leaves by way of idle. */
  private exit(): void {
    const leaving = this.current;
    this.machine.setState(leaving, 'parked', -1);
    if (leaving.exitsViaIdle) {
      this.switchTo(this.idle, leaving, 'exits by way of idle');
      this.needResched = true;
      return;
    }
    this.switchTo(this.machine.personality.scheduler.take(this.id) ?? this.idle, leaving, 'exited');
  }

  private block(frame: Frame): void {
    const { machine } = this;
    const { frames } = this.current;
    if (!this.mayLeave(frames.length)) {
      this.detach(frame);
      return;
    }
    frame.activity?.rest(machine.now);
    machine.setState(this.current, 'blocked', frame.waitsOn);
    this.current.sleeps?.();
    const next = machine.personality.scheduler.take(this.id) ?? this.idle;
    this.clearResched();
    this.switchTo(next, this.current, 'blocked');
  }

  /** A borrowed frame blocks: it becomes a thread in its own right, and the pinned thread goes on (kernels.md 2c.20). */
  private detach(frame: Frame): void {
    if (!frame.borrowed) throw new Error(`${frame.thread.name} blocks where it may not`);
    const { machine } = this;
    const { thread } = frame;
    thread.ipl = this.ipl;
    this.lane.closeAll(this.current);
    this.current.frames.pop();
    thread.frames.push(frame);
    frame.kind = KIND.kthread;
    frame.activity?.set(machine.now, RESTING, -1, -1);
    machine.setState(thread, 'blocked', frame.waitsOn);
    this.current.ipl = this.top().savedIpl;
    this.switchTo(this.current, thread, 'blocked, returns to the pinned thread');
  }

  private get reschedPending(): boolean {
    return this.needResched || this.lazyResched;
  }

  private clearResched(): void {
    this.needResched = false;
    this.lazyResched = false;
  }

  /** True if a pending reschedule may be honoured between two operations of the running thread itself. */
  private mayPreemptHere(): boolean {
    return this.reschedPending && this.mayLose(this.current.frames.length);
  }

  /** True if the interrupt stub `frame` is about to return to code that may lose the CPU. */
  private mayRescheduleFrom(frame: Frame): boolean {
    const { frames } = this.current;
    const under = frames.length - 1;
    return under > 0 && frames[under] === frame && this.reschedPending && this.mayLose(under);
  }

  /** True if the running thread, of which the lowest `depth` frames count, may lose the CPU against its will. */
  private mayLose(depth: number): boolean {
    if (this.ipl !== 0 || !this.mayLeave(depth)) return false;
    const { kind } = this.current.frames[0];
    if (kind === KIND.user || kind === KIND.idle) return true;
    return this.needResched && this.machine.personality.kernelPreemption;
  }

  /** True if its lowest `depth` frames are its own code, and nothing forbids it to leave the CPU. */
  private mayLeave(depth: number): boolean {
    const { frames, preemptCount } = this.current;
    if (preemptCount > 0) return false;
    for (let i = 1; i < depth; i++) if (!frames[i].preemptible) return false;
    return true;
  }

  /** Hands the CPU to the best runnable thread if that is better than the current one; true if it did. */
  private giveWay(reason: string): boolean {
    const { scheduler } = this.machine.personality;
    const best = scheduler.peek(this.id);
    if (best === undefined || !scheduler.goesBefore(best, this.current)) return false;
    scheduler.take(this.id);
    const leaving = this.current;
    this.machine.setState(leaving, leaving === this.idle ? 'parked' : 'runnable', -1);
    leaving.activity?.set(this.machine.now, CLASS.runnable, -1, -1);
    if (leaving !== this.idle) scheduler.enqueue(leaving, true);
    this.switchTo(best, leaving, `${reason} by ${best.name}`);
    return true;
  }

  private look(): void {
    if (this.mode !== 'run' || this.top().op !== OP.work || !this.mayPreemptHere()) return;
    this.suspend();
    this.run();
  }

  private switchTo(next: Thread, from: Thread, reason: string): void {
    const { machine } = this;
    this.lane.closeAll(this.current);
    const { personality } = machine;
    let cost = personality.switchCost;
    if (next.addressSpace !== undefined && next.addressSpace !== this.addressSpace) {
      machine.tally.addressSpaceSwitches++;
      this.addressSpace = next.addressSpace;
      cost += personality.addressSpaceCost;
    }
    from.ipl = from === this.current ? this.ipl : from.ipl;
    personality.scheduler.switched(this.id, next);
    this.current = next;
    machine.setState(next, 'running', -1);
    this.mode = 'switch';
    const slice = this.lane.openSwitch(next, cost);
    machine.recordSwitch(this, from, next, 'real', reason, slice);
    next.activity?.set(machine.now, CLASS.switch, slice, -1);
    this.timer(cost);
  }

  private finishSwitch(): void {
    this.lane.closeSwitch();
    const next = this.current;
    if (next !== this.idle) {
      if (this.cacheOwner !== next) this.oweRefill(next);
      this.cacheOwner = next;
    }
    this.setIpl(next.ipl);
    if (next.refillLeft <= 0 || next.frames.length !== next.refillFrames) this.lane.reopen(this.current);
    this.standBy();
    this.run();
  }

  /** The incoming thread finds the cache full of another's data, and pays at most for its own working set. */
  private oweRefill(thread: Thread): void {
    thread.refillLeft = Math.min(this.machine.personality.refillCost, thread.refillCap);
    thread.refillFrames = thread.frames.length;
  }

  /** Starts or goes on with the refill that the current thread owes; true if it owes any. */
  private resumeRefill(): boolean {
    const thread = this.current;
    if (thread.refillLeft <= 0 || thread.frames.length !== thread.refillFrames) return false;
    this.lane.closeAll(this.current);
    const { now } = this.machine;
    this.refillStarted = now;
    const slice = this.lane.openRefill(thread);
    thread.activity?.set(now, CLASS.refill, slice, -1);
    this.mode = 'refill';
    this.timer(thread.refillLeft);
    return true;
  }

  private endRefill(): void {
    this.lane.closeRefill(this.machine.now - this.refillStarted);
    this.lane.reopen(this.current);
    this.standBy();
  }

  /**
   * The current thread has what it needs and would go on. Where it does, the next operation says so at the same time; else
   * an interrupt comes first, or the rest of one that it lost the CPU in.
   */
  private standBy(): void {
    this.current.activity?.set(this.machine.now, CLASS.preempted, -1, -1);
  }
}
