import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { VirtualCpu } from './virtual-cpu.ts';

/** The clock of a virtual CPU: it is silent while that idles (NO_HZ), and late while it has no core. */
export class VirtualTimer implements EventHandler {
  private readonly machine: Machine;
  private readonly line: Line;
  private readonly period: number;
  private readonly virtual: VirtualCpu;

  /** `period` in ns; the first tick comes after one period. */
  constructor(machine: Machine, line: Line, period: number, virtual: VirtualCpu) {
    this.machine = machine;
    this.line = line;
    this.period = period;
    this.virtual = virtual;
    machine.schedule(period, this, 0);
  }

  onEvent(): void {
    this.machine.schedule(this.machine.now + this.period, this, 0);
    if (!this.virtual.blocked) this.line.assert();
  }
}
