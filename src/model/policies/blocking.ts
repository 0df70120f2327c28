import { KIND } from '../../trace/kinds.ts';
import type { EventHandler } from '../engine/event-queue.ts';
import type { Charge, Frame, KernelCode } from '../engine/frame.ts';
import type { Machine } from '../engine/machine.ts';
import type { Random } from '../engine/random.ts';
import type { Thread } from '../engine/thread.ts';
import { addRow } from '../../trace/table.ts';

/**
 * A mutex that with a given probability is found held by a CPU outside the picture: what Bill Studenmund's gloss on
 * Doran's proposal describes (another CPU configures the device and holds its mutex, tech-kern 2007-02-21). The trace
 * shows it as the outsider's from the first thread that has to wait until the last one need not any more.
 */
export class ContestedMutex {
  private readonly machine: Machine;
  private readonly random: Random;
  private readonly probability: number;
  private readonly hold: number;
  private readonly name: number;
  private readonly outsider: Thread;
  private readonly released: string;
  private waiters = 0;

  /** `hold`: how long the outsider still holds it when it is found taken, ns. */
  constructor(
    machine: Machine,
    random: Random,
    probability: number,
    hold: number,
    name: string,
    outsider: Thread,
  ) {
    this.machine = machine;
    this.random = random;
    this.probability = probability;
    this.hold = hold;
    this.name = machine.recorder.name(name);
    this.outsider = outsider;
    this.released = `${name} is released`;
  }

  /** Takes the mutex, sleeping until the outsider lets go of it if it has it. */
  *enter(k: Frame): KernelCode {
    if (!this.random.chance(this.probability)) return;
    const { thread } = k;
    this.waiters++;
    this.record();
    this.machine.schedule(this.machine.now + Math.max(1, this.hold), this.handOver(thread), 0);
    yield k.block(this.name);
  }

  /** Takes the mutex as a spin lock: code that may not sleep waits for the outsider on the CPU. */
  *spin(k: Frame, hold: Charge): KernelCode {
    if (!this.random.chance(this.probability)) return;
    this.waiters++;
    this.record();
    yield k.leafFor(KIND.spin, hold, k.activity);
    this.waiters--;
    this.record();
  }

  private handOver(thread: Thread): EventHandler {
    return {
      onEvent: () => {
        this.waiters--;
        this.record();
        this.machine.cpus[thread.cpu].makeReady(thread, undefined, this.released);
      },
    };
  }

  private record(): void {
    const { locks } = this.machine.recorder.trace;
    const row = addRow(locks);
    locks.t[row] = this.machine.now;
    locks.lock[row] = this.name;
    locks.owner[row] = this.waiters > 0 ? this.outsider.index : -1;
    locks.waiters[row] = this.waiters;
  }
}
