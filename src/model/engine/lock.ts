import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';
import type { Cpu } from './cpu.ts';

/** A recursive spinning lock owned by a CPU: NetBSD's kernel lock (kernels.md 1.3). Waiters are served in turn. */
export class SpinLock {
  private readonly name: number;
  private readonly recorder: Recorder;
  private owner: Cpu | undefined;
  private depth = 0;
  /** Its last row on the record, and who had it before that; -1 = none, nobody. */
  private lastRow = -1;
  private ownerBefore = -1;
  private readonly waiters: Cpu[] = [];

  constructor(name: string, recorder: Recorder) {
    this.name = recorder.name(name);
    this.recorder = recorder;
  }

  get nameId(): number {
    return this.name;
  }

  heldBy(cpu: Cpu): boolean {
    return this.owner === cpu;
  }

  /** Takes the lock if it is free or already this CPU's. */
  tryAcquire(cpu: Cpu, now: number): boolean {
    if (this.owner !== undefined && this.owner !== cpu) return false;
    this.owner = cpu;
    this.depth++;
    if (this.depth === 1) this.record(now);
    return true;
  }

  /** `cpu` spins from now on. */
  wait(cpu: Cpu, now: number): void {
    this.waiters.push(cpu);
    this.record(now);
  }

  /** `cpu` stops spinning without the lock, because an interrupt took it away. */
  stopWaiting(cpu: Cpu, now: number): void {
    const at = this.waiters.indexOf(cpu);
    if (at < 0) return;
    this.waiters.splice(at, 1);
    this.record(now);
  }

  /** Gives the lock up; the first CPU that still spins is told to try again. Throws if `cpu` is not the owner. */
  release(cpu: Cpu, now: number): void {
    if (this.owner !== cpu) throw new Error(`cpu${cpu.id} releases a lock that it does not hold`);
    if (--this.depth > 0) return;
    this.owner = undefined;
    const next = this.waiters.shift();
    if (next !== undefined) {
      this.owner = next;
      this.depth = 1;
      next.lockGranted();
    }
    this.record(now);
  }

  private record(now: number): void {
    const locks = this.recorder.trace.locks;
    const last = locks.length - 1;
    const owner = this.owner === undefined ? -1 : this.owner.current.index;
    const same = last >= 0 && locks.t[last] === now && locks.lock[last] === this.name;
    // How it came to another owner at this moment is said, or that one would seem to take it from the one before.
    const passes = same && owner >= 0 && owner !== locks.owner[last] && owner !== this.ownerBefore;
    const row = same && !passes ? last : addRow(locks);
    if (row !== last) this.ownerBefore = this.lastRow < 0 ? -1 : locks.owner[this.lastRow];
    this.lastRow = row;
    locks.t[row] = now;
    locks.lock[row] = this.name;
    locks.owner[row] = owner;
    locks.waiters[row] = this.waiters.length;
  }
}
