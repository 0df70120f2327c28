import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Thread } from '../../engine/thread.ts';
import { addRow } from '../../../trace/table.ts';
import type { LinuxContext } from './context.ts';

/**
 * PREEMPT_RT's softirq_ctrl.lock of one CPU: disabling bottom halves takes it, so that whoever comes second sleeps until
 * the first has left its whole section, and lends it its priority meanwhile (kernels.md 5d.14).
 */
export class BhLock {
  private readonly context: LinuxContext;
  private readonly name: number;
  private owner: Thread | undefined;
  private depth = 0;
  private readonly waiters: Thread[] = [];
  private giveBack: (() => void)[] = [];

  constructor(context: LinuxContext) {
    this.context = context;
    this.name = context.machine.recorder.name('softirq_ctrl.lock');
  }

  heldBy(thread: Thread): boolean {
    return this.owner === thread;
  }

  *take(k: Frame): KernelCode {
    const { current } = k.cpu;
    while (this.owner !== undefined && this.owner !== current) {
      this.waiters.push(current);
      this.giveBack.push(this.context.scheduler.boost(this.owner, current));
      this.record();
      yield k.block(this.name);
    }
    this.owner = current;
    this.depth++;
    if (this.depth === 1) this.record();
  }

  /** Leaves one section; the outermost gives the lock to nobody in particular, and whoever waits tries again. */
  *leave(k: Frame): KernelCode {
    if (--this.depth > 0) return;
    for (const undo of this.giveBack) undo();
    this.giveBack = [];
    this.owner = undefined;
    const next = this.waiters.shift();
    this.record();
    if (next !== undefined) yield k.wake(next, this.context.cost.wakeupCost);
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
