import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Thread } from '../../engine/thread.ts';
import { addRow } from '../../../trace/table.ts';
import { cpuNumber, type LinuxContext } from './context.ts';

/**
 * PREEMPT_RT's softirq_ctrl.lock of one CPU: disabling bottom halves takes it, so that whoever comes second sleeps until
 * the first has left its whole section, and lends it its priority meanwhile (kernels.md 5d.14).
 */
export class BhLock {
  private readonly context: LinuxContext;
  private readonly name: number;
  private owner: Thread | undefined;
  private depth = 0;
  private waiters: readonly Thread[] = [];
  private giveBack: (() => void)[] = [];

  constructor(context: LinuxContext, cpu: Cpu) {
    this.context = context;
    this.name = context.machine.recorder.name(`softirq_ctrl.lock/${cpuNumber(context, cpu)}`);
  }

  heldBy(thread: Thread): boolean {
    return this.owner === thread;
  }

  *take(k: Frame): KernelCode {
    const { current } = k.cpu;
    if (this.owner === undefined) this.owner = current;
    if (this.owner !== current) {
      this.waiters = [...this.waiters, current];
      this.giveBack.push(this.context.scheduler.boost(this.owner, current));
      this.record();
      while (this.owner !== current) yield k.block(this.name);
    }
    this.depth++;
    if (this.depth === 1) this.record();
  }

  /** Leaves one section; the outermost hands the lock to the waiter of the highest priority. */
  *leave(k: Frame): KernelCode {
    if (--this.depth > 0) return;
    const { scheduler, cost } = this.context;
    for (const undo of this.giveBack) undo();
    const next = scheduler.highest(this.waiters);
    this.owner = next;
    this.waiters = this.waiters.filter((thread) => thread !== next);
    this.giveBack = next === undefined ? [] : this.waiters.map((thread) => scheduler.boost(next, thread));
    this.record();
    if (next !== undefined) yield k.wake(next, cost.wakeupCost);
  }

  private record(): void {
    const { locks } = this.context.machine.recorder.trace;
    const row = addRow(locks);
    locks.t[row] = this.context.machine.now;
    locks.lock[row] = this.name;
    locks.owner[row] = this.owner?.index ?? -1;
    locks.waiters[row] = this.waiters.length;
  }
}
