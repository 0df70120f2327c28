import type { Cpu } from '../engine/cpu.ts';
import type { Frame } from '../engine/frame.ts';
import type { Machine } from '../engine/machine.ts';
import { addRow } from '../../trace/table.ts';

/** A kernel function as the stack shows it, with the file that has it. */
export interface KernelFunction {
  readonly name: string;
  readonly source: string;
}

/**
 * The packets whose steps are written even where all others are left out: the first that each device interrupts for, and one in so
 * many: a prime, so that all of several links have their turn.
 */
const FOLLOWED = { first: 3, every: 101 } as const;

/** Writes which functions are active: the kernel stack of a context at any moment is the calls that it has entered. */
export class CallRecorder {
  private readonly machine: Machine;
  private readonly known = new Map<string, number>();
  /** The same by function and parent + 1, for speed: a flood asks millions of times. */
  private readonly rows = new Map<KernelFunction, number[]>();
  /** The packet of the latest step on each CPU, until the interrupted context goes on. */
  private readonly steppedFor: number[];

  private readonly quiet: boolean;
  private readonly beginners: number;
  /** How often each device interrupted for a packet, as far as that is followed, and for which. */
  private readonly brought = new Map<string, number>();
  private readonly followed = new Set<number>();

  /**
   * `quiet`: keeps stacks, but no instants for calls, and steps of few packets only: under a flood they would be millions.
   * The first `beginners` packets are among them in any case.
   */
  constructor(machine: Machine, quiet = false, beginners = 0) {
    this.machine = machine;
    this.quiet = quiet;
    this.beginners = beginners;
    this.steppedFor = machine.cpus.map(() => -1);
  }

  /** Index of the stack that `fn` makes when it is called on top of stack `parent` (-1 = bottom). */
  stack(parent: number, fn: KernelFunction): number {
    let rows = this.rows.get(fn);
    if (rows === undefined) this.rows.set(fn, (rows = []));
    return (rows[parent + 1] ??= this.row(parent, fn));
  }

  private row(parent: number, fn: KernelFunction): number {
    const key = `${parent} ${fn.name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { recorder } = this.machine;
    const row = addRow(recorder.trace.stacks);
    recorder.trace.stacks.parent[row] = parent;
    recorder.trace.stacks.name[row] = recorder.name(fn.name);
    recorder.trace.stacks.source[row] = recorder.name(fn.source);
    this.known.set(key, row);
    return row;
  }

  /** `k` calls `fn`, which does nothing of its own but to call the next: it stands on the stack, and no instant tells of it. */
  pass(k: Frame, fn: KernelFunction): void {
    k.stack = this.stack(k.stack, fn);
  }

  /** `k` calls `fn` on behalf of its present packet. */
  enter(k: Frame, fn: KernelFunction): void {
    this.pass(k, fn);
    if (this.quiet) return;
    const { recorder } = this.machine;
    const { slices } = recorder.trace;
    // A slice that has only just begun shows what it is about to run, not the bare stub beneath.
    if (k.slice >= 0 && slices.start[k.slice] === this.machine.now) slices.stack[k.slice] = k.stack;
    this.machine.recordInstant('call', k.cpu.id, recorder.name(fn.name), k, k.packet, -1);
  }

  /** The function that `k` entered last returns. */
  leave(k: Frame): void {
    if (k.stack >= 0) k.stack = this.machine.recorder.trace.stacks.parent[k.stack];
  }

  /** A context begins to work for its packet, in the role `role` (see analysis/steps). */
  step(k: Frame, role: string, detail: string): void {
    if (this.quiet && !this.follows(k.packet, role, detail)) return;
    const { recorder } = this.machine;
    this.machine.recordInstant('step', k.cpu.id, recorder.name(role), k, k.packet, recorder.name(detail));
    this.steppedFor[k.cpu.id] = k.packet;
  }

  /** True for a packet whose steps are written, all of them or none. */
  private follows(packet: number, role: string, device: string): boolean {
    if (packet < this.beginners || packet % FOLLOWED.every === 0 || this.followed.has(packet)) return true;
    const brought = this.brought.get(device) ?? 0;
    if (role !== 'nic' || brought >= FOLLOWED.first) return false;
    this.brought.set(device, brought + 1);
    this.followed.add(packet);
    return true;
  }

  /** The interrupted context of `cpu` executes its next instruction: the step `user` of the packet that had it wait. */
  returned(cpu: Cpu): void {
    const packet = this.steppedFor[cpu.id];
    if (packet < 0) return;
    this.steppedFor[cpu.id] = -1;
    const { recorder } = this.machine;
    this.machine.recordInstant('step', cpu.id, recorder.name('user'), cpu.current.frames[0], packet, -1);
  }
}
