import type { Activity } from './activity.ts';
import type { Cpu } from './cpu.ts';
import type { SpinLock } from './lock.ts';
import type { ProvenanceBook } from './provenance.ts';
import type { Thread } from './thread.ts';

/** What kernel code asks of its CPU when it yields. The operands are in the frame, so that yielding allocates nothing. */
export const OP = {
  none: 0,
  work: 1,
  leaf: 2,
  call: 3,
  block: 4,
  acquire: 5,
  resched: 6,
  wake: 7,
  yield: 8,
} as const;
export type Op = (typeof OP)[keyof typeof OP];

/** Kernel code: a generator that yields wherever time passes or somebody else may run. */
export type KernelCode = Generator<Op, void, void>;

/** A constant of the cost profile as kernel code uses it: its time in ns and its name for the provenance table. */
export interface Charge {
  readonly ns: number;
  readonly nameId: number;
}

const NOTHING: Charge = { ns: 0, nameId: -1 };

/** Who is told when a frame's endless operation is executed and when something comes in between: a guest in guest mode. */
export interface FrameWatcher {
  begins(): void;
  halts(): void;
}

/** No slice is drawn for the frame itself: interrupt stubs draw only their trap leaves. */
export const NO_SLICE = -1;

export interface FrameOptions {
  /** Code of KINDS, or NO_SLICE. */
  readonly kind: number;
  /** Index of the slice's name. */
  readonly name: number;
  /** Under whose name its slices are drawn. */
  readonly thread: Thread;
  readonly activity: Activity | undefined;
  /** True if it runs on a stack of its own and may be detached when it blocks. */
  readonly borrowed: boolean;
  /** True if it is the thread's own code, so that the thread may lose the CPU or sleep in it; frames that lie at the bottom are. */
  readonly preemptible?: boolean;
}

/**
 * One activation on a kernel stack, and what its code sees as `k`: the calls that begin with `yield k.` pass time or may
 * give the CPU to somebody else, the others happen at once.
 */
export class Frame {
  /** Changes when its thread migrates, never while that runs. */
  cpu: Cpu;
  readonly thread: Thread;
  readonly borrowed: boolean;
  readonly preemptible: boolean;
  /** Whom it serves at present: what the packets that wait for it see. */
  activity: Activity | undefined;
  name: number;
  kind: number;
  code: KernelCode | undefined;

  /** The open slice's row, -1 if none. */
  slice = -1;
  /** The open leaf's row (trap or spin). */
  leaf = -1;
  /** What the code is doing for whom: index of `stacks`, packet id. */
  stack = -1;
  packet = -1;
  /** The slice that caused this frame, and why; drawn as a link when its first slice opens. */
  causeSlice = -1;
  causeWhy = -1;
  /** Interrupt level to go back to, for stubs. */
  savedIpl = 0;

  op: Op = OP.none;
  remaining = 0;
  startedAt = -1;
  charge = -1;
  leafKind = 0;
  leafActivity: Activity | undefined;
  callee: Frame | undefined;
  lock: SpinLock | undefined;
  wakee: Thread | undefined;
  waitsOn = -1;
  /** Told of its endless operations only. */
  watcher: FrameWatcher | undefined;
  /** Constants and times (ns) with which the next operation begins, or the present one has still to begin with. */
  private readonly spentOn: number[] = [];
  private readonly spentNs: number[] = [];

  constructor(cpu: Cpu, options: FrameOptions) {
    this.cpu = cpu;
    this.kind = options.kind;
    this.name = options.name;
    this.thread = options.thread;
    this.activity = options.activity;
    this.borrowed = options.borrowed;
    this.preemptible = options.preemptible ?? false;
  }

  get now(): number {
    return this.cpu.machine.now;
  }

  /** Works for as long as `cost` says. Interrupts above the present level may come in between. */
  work(cost: Charge): Op {
    return this.workFor(cost, cost.ns);
  }

  /** Works `ns`, accounted to `cost`. */
  workFor(cost: Charge, ns: number): Op {
    this.remaining = ns;
    for (const before of this.spentNs) this.remaining += before;
    this.charge = cost.nameId;
    return OP.work;
  }

  /**
   * The next work of this frame begins with `cost`: one operation of several constants, where nobody could come in or look
   * between them.
   */
  spend(cost: Charge): void {
    this.spendFor(cost, cost.ns);
  }

  /** The same with `ns` of it. */
  spendFor(cost: Charge, ns: number): void {
    if (ns === 0) return;
    this.spentOn.push(cost.nameId);
    this.spentNs.push(ns);
  }

  /** Works for what was to be spent, and nothing else. */
  spent(): Op {
    return this.workFor(NOTHING, 0);
  }

  /** Books as much of `ns` as what was to be spent first takes, to slice `slice`; returns what is left of it. */
  bookSpent(book: ProvenanceBook, slice: number, ns: number): number {
    const { spentOn, spentNs } = this;
    let left = ns;
    while (left > 0 && spentNs.length > 0) {
      const now = Math.min(left, spentNs[0]);
      const whole = now === spentNs[0];
      book.add(slice, spentOn[0], now, whole ? 1 : 0);
      left -= now;
      spentNs[0] -= now;
      if (!whole) break;
      spentOn.shift();
      spentNs.shift();
    }
    return left;
  }

  /** Runs for ever: user code, the idle loop. */
  forever(): Op {
    this.remaining = Infinity;
    this.charge = -1;
    return OP.work;
  }

  /** A cost that nothing can interrupt, drawn as a leaf of kind `kind`; `activity` is whose packets pay for it. */
  leafFor(kind: number, cost: Charge, activity: Activity | undefined): Op {
    this.leafKind = kind;
    this.leafActivity = activity;
    this.remaining = cost.ns;
    this.charge = cost.nameId;
    return OP.leaf;
  }

  /** Runs `callee` on this stack; goes on when it returns. */
  call(callee: Frame): Op {
    this.callee = callee;
    return OP.call;
  }

  /** Sleeps until somebody makes the thread ready; `on` names what it waits for (an index of names). */
  block(on: number): Op {
    this.waitsOn = on;
    return OP.block;
  }

  /** Takes `lock`, spinning while another CPU has it. */
  acquire(lock: SpinLock): Op {
    this.lock = lock;
    return OP.acquire;
  }

  release(lock: SpinLock): void {
    lock.release(this.cpu, this.now);
  }

  /** A point where a pending reschedule may be honoured. */
  reschedulePoint(): Op {
    return OP.resched;
  }

  /** Gives the CPU to a better thread if a reschedule is pending: cond_resched(). */
  yieldCpu(): Op {
    return OP.yield;
  }

  /** Makes `thread` runnable; free if it already is. `cost` is what the scheduler's wake-up takes. */
  wake(thread: Thread, cost: Charge): Op {
    this.wakee = thread;
    this.remaining = thread.state === 'running' || thread.state === 'runnable' ? 0 : cost.ns;
    this.charge = cost.nameId;
    return OP.wake;
  }

  /** From now on it works for the packets of `activity`; those of the one before rest. */
  serve(activity: Activity | undefined): void {
    if (this.activity === activity) return;
    this.activity?.rest(this.now);
    this.activity = activity;
  }

  /** Crosses from user mode into the kernel or back: the slices from here on are of another kind and name. */
  cross(kind: number, name: number): void {
    this.cpu.crossed(this, kind, name);
  }

  /** Raises or lowers the interrupt level; what a lower level lets in comes at the next yield. */
  setIpl(level: number): void {
    this.cpu.setIpl(level);
  }
}
