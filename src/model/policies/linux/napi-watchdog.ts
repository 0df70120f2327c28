import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Line } from '../../engine/line.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { LinuxContext } from './context.ts';
import type { Irqs } from './irq.ts';

/** How the administrator has interrupts put off: napi_defer_hard_irqs and gro_flush_timeout of the device. */
export interface Deferral {
  /** So many polls in a row that find nothing are made before the interrupt comes back. */
  readonly polls: number;
  /** Time between two of them, ns. */
  readonly timeout: number;
}

/** A timer of one CPU, and what is polled when it is due. */
interface Watch {
  readonly line: Line;
  waiting: readonly { readonly due: number; readonly poll: (k: Frame) => KernelCode }[];
}

/**
 * napi_watchdog(): a device whose interrupt stays masked after a poll is polled again by a high-resolution timer
 * (napi_complete_done() in net/core/dev.c since 5.8; kernels.md 4.3.17).
 */
export class NapiWatchdog {
  readonly deferral: Deferral;
  private readonly context: LinuxContext;
  private readonly watches: PerCpu<Watch>;

  /** `lineOf` makes the timer's interrupt line of a CPU. */
  constructor(context: LinuxContext, irqs: Irqs, deferral: Deferral, lineOf: (cpu: Cpu) => Line) {
    this.context = context;
    this.deferral = deferral;
    this.watches = new PerCpu(context.cpus, (cpu) => ({ line: lineOf(cpu), waiting: [] }));
    for (const { line } of this.watches.all()) irqs.requestHard(line, (k) => this.interrupt(k));
  }

  /** Has `poll` called in the timer's interrupt on `cpu` when the timeout is over. */
  start(cpu: Cpu, poll: (k: Frame) => KernelCode): void {
    const { machine } = this.context;
    const watch = this.watches.of(cpu);
    const due = machine.now + this.deferral.timeout;
    watch.waiting = [...watch.waiting, { due, poll }];
    machine.schedule(due, { onEvent: () => watch.line.assert() }, 0);
  }

  /** hrtimer_interrupt(). Assumed: as much work as a driver's handler, as for the other timers. */
  private *interrupt(k: Frame): KernelCode {
    const { calls, cost } = this.context;
    calls.enter(k, 'hrtimerInterrupt');
    yield k.work(cost.driverIrq);
    const watch = this.watches.of(k.cpu);
    const due = watch.waiting.filter((one) => one.due <= k.now);
    watch.waiting = watch.waiting.filter((one) => one.due > k.now);
    calls.enter(k, 'napiWatchdog');
    for (const { poll } of due) yield* poll(k);
    calls.leave(k);
    calls.leave(k);
  }
}
