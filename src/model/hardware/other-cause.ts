import type { EventHandler } from '../engine/event-queue.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import { recordDevice } from './devices.ts';

/**
 * Something else that a network card interrupts for: a message of a virtual function, a change of the link. It comes at a
 * constant rate; causes that come before the last one was handled are handled with it.
 */
export class OtherCause implements EventHandler {
  readonly line: Line;
  private readonly machine: Machine;
  private readonly device: string;
  private readonly period: number;
  private waiting: number[] = [];
  /** From each cause until a handler takes it, ns. */
  readonly latencies: number[] = [];

  /** `rate` per s. */
  constructor(machine: Machine, device: string, line: Line, rate: number) {
    this.machine = machine;
    this.device = device;
    this.line = line;
    this.period = Math.max(1, Math.round(1e9 / rate));
    machine.schedule(Math.round(this.period / 2), this, 0);
  }

  onEvent(): void {
    const { machine } = this;
    this.waiting.push(machine.now);
    this.line.assert();
    machine.schedule(machine.now + this.period, this, 0);
  }

  /** Causes that nobody has handled yet. */
  get pending(): number {
    return this.waiting.length;
  }

  /** The cause register still says so: interrupts again if the line was cleared meanwhile. */
  repeat(): void {
    if (this.waiting.length > 0) this.line.assert();
  }

  /** The handler has read the register. */
  take(): void {
    const { now } = this.machine;
    for (const since of this.waiting.splice(0)) {
      this.latencies.push(now - since);
      recordDevice(this.machine, this.device, 'waits for its handler', since, now, -1);
    }
  }

  /** Puts on the record what still waits as the run ends. */
  finish(): void {
    const { now } = this.machine;
    for (const since of this.waiting)
      recordDevice(this.machine, this.device, 'waits for its handler', since, now, -1);
  }
}
