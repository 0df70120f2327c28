import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';

/** Holds a card's interrupt back until the least time between two of them is over (kernels.md 10a.1). */
export class Mitigation implements EventHandler {
  private readonly machine: Machine;
  private readonly gap: number;
  private readonly due: () => void;
  private last = -Infinity;
  private waiting = false;

  /** Between two interrupts pass at least `gap` ns, 0 = no mitigation; `due` is called when a wait is over. */
  constructor(machine: Machine, gap: number, due: () => void) {
    this.machine = machine;
    this.gap = gap;
    this.due = due;
  }

  /** True if the card may interrupt now, which is noted; otherwise `due` is called as soon as it may. */
  allows(): boolean {
    const { now } = this.machine;
    const next = this.last + this.gap;
    if (now >= next) {
      this.last = now;
      return true;
    }
    if (!this.waiting) {
      this.waiting = true;
      this.machine.schedule(next, this, 0);
    }
    return false;
  }

  onEvent(): void {
    this.waiting = false;
    this.due();
  }
}
