import type { EventHandler } from '../engine/event-queue.ts';
import type { Machine } from '../engine/machine.ts';

/** A periodic clock: it asserts the interrupt of a CPU, unless that is one that has its ticks brought by somebody else. */
export class Timer implements EventHandler {
  private readonly machine: Machine;
  private readonly period: number;
  private readonly fire: () => void;

  /** `fire` is called each `period` ns, the first time after one period. */
  constructor(machine: Machine, period: number, fire: () => void) {
    this.machine = machine;
    this.period = period;
    this.fire = fire;
    machine.schedule(period, this, 0);
  }

  onEvent(): void {
    this.machine.schedule(this.machine.now + this.period, this, 0);
    this.fire();
  }
}
