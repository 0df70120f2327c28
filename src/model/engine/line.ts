import { Activity } from './activity.ts';
import type { Cpu } from './cpu.ts';

/** What an entry through a line counts as (ticks and IPIs are not traps); `hypervisor`: no entry into this kernel at all. */
export type EntryKind = 'device' | 'tick' | 'ipi' | 'hypervisor';

/**
 * One interrupt line, routed to one CPU. A device asserts it; the CPU takes it when its level allows and nobody has masked
 * the source; it cannot be taken again before its handler is done (kernels.md I1).
 */
export class Line {
  readonly name: string;
  readonly ipl: number;
  readonly entry: EntryKind;
  readonly cpu: Cpu;
  /** What the packets behind this line see of its handler. */
  activity: Activity;
  asserted = false;
  masked = false;
  /** The slice whose work the device finished, and why it interrupts; -1 = none (a frame from the wire). */
  causeSlice = -1;
  causeWhy = -1;
  /** Times asserted, times taken. */
  assertions = 0;
  entries = 0;

  constructor(name: string, ipl: number, entry: EntryKind, cpu: Cpu) {
    this.name = name;
    this.ipl = ipl;
    this.entry = entry;
    this.cpu = cpu;
    this.activity = new Activity(name);
    cpu.attach(this);
  }

  /** The device wants attention. Asserting an asserted line does nothing. */
  assert(): void {
    if (this.asserted) return;
    this.asserted = true;
    this.assertions++;
    this.cpu.interruptRequested();
  }

  /** The device has nothing more to say (its cause register was read empty). */
  clear(): void {
    this.asserted = false;
  }

  mask(): void {
    this.masked = true;
  }

  unmask(): void {
    this.masked = false;
    if (this.asserted) this.cpu.interruptRequested();
  }
}
