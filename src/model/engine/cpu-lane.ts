import { KIND } from '../../trace/kinds.ts';
import type { Cpu } from './cpu.ts';
import { NO_SLICE, type Frame } from './frame.ts';
import type { Thread } from './thread.ts';

/** Writes one CPU's slices: keeps the nesting, so that the CPU itself need not think in depths. */
export class CpuLane {
  private readonly cpu: Cpu;
  /** Number of open slices = depth of the next one. */
  private depth = 0;
  private switchSlice = -1;
  private refillSlice = -1;

  constructor(cpu: Cpu) {
    this.cpu = cpu;
  }

  /** Opens the slices of all frames of `thread` that should have one, outermost first. */
  reopen(thread: Thread): void {
    const { recorder, now } = this.cpu.machine;
    for (const frame of thread.frames) {
      if (frame.kind === NO_SLICE || frame.slice >= 0) continue;
      const { kind, name, packet, stack } = frame;
      frame.slice = recorder.openSlice(
        now,
        this.cpu.id,
        this.depth++,
        kind,
        name,
        frame.thread.index,
        packet,
        stack,
      );
      this.linkCause(frame, thread);
    }
  }

  close(frame: Frame): void {
    if (frame.slice < 0) return;
    this.end(frame.slice);
    frame.slice = -1;
    this.depth--;
  }

  /** Closes the slices of all frames of `thread`, innermost first. */
  closeAll(thread: Thread): void {
    if (thread.frames[0]?.slice >= 0) thread.lastSlice = thread.frames[0].slice;
    for (let i = thread.frames.length - 1; i >= 0; i--) this.close(thread.frames[i]);
  }

  /** Opens a leaf of kind trap or spin over the slices of `frame`. */
  openLeaf(frame: Frame, kind: number): void {
    const { recorder, now } = this.cpu.machine;
    const name = recorder.name(kind === KIND.spin ? 'spin' : 'trap');
    frame.leaf = recorder.openSlice(
      now,
      this.cpu.id,
      this.depth++,
      kind,
      name,
      frame.thread.index,
      frame.packet,
      -1,
    );
  }

  closeLeaf(frame: Frame): void {
    if (frame.leaf < 0) return;
    this.end(frame.leaf);
    frame.leaf = -1;
    this.depth--;
  }

  /** Opens the slice of a switch to `next` that takes `cost` ns; returns its row, -1 if it is free. */
  openSwitch(next: Thread, cost: number): number {
    if (cost === 0) return -1;
    const { machine } = this.cpu;
    const { recorder, personality, now } = machine;
    this.switchSlice = recorder.openSlice(
      now,
      this.cpu.id,
      0,
      KIND.switch,
      recorder.name('switch'),
      next.index,
      -1,
      -1,
    );
    machine.provenance.add(this.switchSlice, recorder.name('switchCost'), personality.switchCost, 1);
    machine.provenance.add(
      this.switchSlice,
      recorder.name('addressSpaceCost'),
      cost - personality.switchCost,
      1,
    );
    return this.switchSlice;
  }

  closeSwitch(): void {
    if (this.switchSlice < 0) return;
    this.end(this.switchSlice);
    this.switchSlice = -1;
  }

  /** Opens the slice in which `thread` refills the cache; returns its row. */
  openRefill(thread: Thread): number {
    const { recorder, now } = this.cpu.machine;
    this.refillSlice = recorder.openSlice(
      now,
      this.cpu.id,
      0,
      KIND.refill,
      recorder.name('refill'),
      thread.index,
      -1,
      -1,
    );
    return this.refillSlice;
  }

  /** Closes it after `spent` ns. */
  closeRefill(spent: number): void {
    const { machine } = this.cpu;
    machine.provenance.add(this.refillSlice, machine.recorder.name('refillCost'), spent, 1);
    this.end(this.refillSlice);
    this.refillSlice = -1;
  }

  private end(slice: number): void {
    const { machine } = this.cpu;
    machine.recorder.closeSlice(slice, machine.now);
    machine.provenance.settle(slice);
  }

  /** The cause of a thread that was woken is the thread's; that of a nested handler is its frame's. */
  private linkCause(frame: Frame, thread: Thread): void {
    const source = frame.causeSlice >= 0 || frame !== thread.frames[0] ? frame : thread;
    this.cpu.machine.recordLink(source.causeSlice, frame.slice, source.causeWhy);
    source.causeSlice = -1;
  }
}
