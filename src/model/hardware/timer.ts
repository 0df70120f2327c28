import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';

/** A periodic clock interrupt on one CPU. */
export class Timer implements EventHandler {
  private readonly machine: Machine;
  private readonly line: Line;
  private readonly period: number;

  /** `period` in ns; the first tick comes after one period. */
  constructor(machine: Machine, line: Line, period: number) {
    this.machine = machine;
    this.line = line;
    this.period = period;
    machine.schedule(period, this, 0);
  }

  onEvent(): void {
    this.machine.schedule(this.machine.now + this.period, this, 0);
    this.line.assert();
  }
}
