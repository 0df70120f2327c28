import type { Activity } from './activity.ts';
import type { Cpu } from './cpu.ts';
import { Frame, type KernelCode } from './frame.ts';
import type { Machine } from './machine.ts';
import type { Thread, ThreadOptions } from './thread.ts';

/** Bytes of memory that a cache miss brings. */
const CACHE_LINE = 64;

/** Working sets in bytes, assumed: what a thread of each kind finds evicted at most after others have run. */
const WORKING_SET = { idle: 0, user: 1 << 18, kthread: 1 << 15, irqthread: 1 << 14 } as const;

export interface NewThread {
  readonly name: string;
  readonly kind: ThreadOptions['kind'];
  readonly priority: number;
  readonly cpu: Cpu;
  /** CPUs that it may run on; absent = `cpu` only. */
  readonly allowed?: readonly Cpu[];
  /** One sentence for the reader. */
  readonly note: string;
  readonly addressSpace?: number;
  readonly exitsViaIdle?: boolean;
}

/** Makes the threads of a machine and knows them all. `cacheMiss` in ns caps what a refill can cost a thread. */
export class Roster {
  readonly threads: Thread[] = [];
  private readonly machine: Machine;
  private readonly cacheMiss: number;

  constructor(machine: Machine, cacheMiss: number) {
    this.machine = machine;
    this.cacheMiss = cacheMiss;
  }

  /** A thread without code: one that lends its stack, or whose code is added later. */
  add(options: NewThread): Thread {
    const thread = this.machine.thread(
      {
        name: options.name,
        kind: options.kind,
        priority: options.priority,
        cpu: options.cpu.id,
        allowed: (options.allowed ?? [options.cpu]).map(({ id }) => id),
        refillCap: Math.round((WORKING_SET[options.kind] / CACHE_LINE) * this.cacheMiss),
        addressSpace: options.addressSpace,
        exitsViaIdle: options.exitsViaIdle ?? false,
      },
      options.note,
    );
    this.threads.push(thread);
    return thread;
  }

  /** A thread that runs `code` from the start: user programs and idle loops. */
  addRunner(options: NewThread, code: (k: Frame) => KernelCode): Thread {
    const thread = this.add(options);
    this.giveCode(thread, code);
    return thread;
  }

  /** A kernel thread that sleeps until it is woken; its stack begins with `stack`, its packets see `activity`. */
  addSleeper(options: NewThread, activity: Activity, stack: number, code: (k: Frame) => KernelCode): Thread {
    const thread = this.add(options);
    thread.activity = activity;
    this.giveCode(thread, code).stack = stack;
    this.machine.setState(thread, 'blocked', -1);
    return thread;
  }

  private giveCode(thread: Thread, code: (k: Frame) => KernelCode): Frame {
    const frame = new Frame(this.machine.cpus[thread.cpu], {
      kind: thread.kindCode,
      name: this.machine.recorder.name(thread.name),
      thread,
      activity: thread.activity,
      borrowed: false,
    });
    frame.code = code(frame);
    thread.frames.push(frame);
    return frame;
  }
}

/** What user programs and idle loops run: nothing that the model looks into. */
export function* forever(k: Frame): KernelCode {
  for (;;) yield k.forever();
}
