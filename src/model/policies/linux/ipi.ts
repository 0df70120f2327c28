import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { Line } from '../../engine/line.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { LinuxCoreCall } from '../../types.ts';
import type { LinuxContext } from './context.ts';
import type { Irqs } from './irq.ts';

/** Something that one CPU has another run in its interrupt. */
export type Call = (k: Frame) => KernelCode;

/** What one CPU takes from others. */
interface Inbox {
  readonly reschedule: Line;
  readonly function: Line;
  /** Calls that were queued and not yet taken; only the first of them sends the interrupt. */
  readonly calls: Call[];
}

/**
 * Interrupts between the CPUs of one kernel: to reschedule, and to run a function there. Assumed: the sender goes on at
 * once, the interrupt arrives `ipiCost` later, and a CPU that idles sees by itself that it should reschedule, as soon as the
 * line of memory has moved (MWAIT).
 */
export class Ipis {
  private readonly context: LinuxContext;
  private readonly inboxes: PerCpu<Inbox>;

  constructor(context: LinuxContext, irqs: Irqs) {
    this.context = context;
    this.inboxes = new PerCpu(context.cpus, (cpu) => this.makeInbox(irqs, cpu));
  }

  /** `target` has been marked for a reschedule: smp_send_reschedule(), if that is what it takes to make it notice. */
  kick(target: Cpu): void {
    if (target.current === target.idle) {
      target.poke(this.context.cost.spinTransfer.ns);
      return;
    }
    // A lazy reschedule waits for the other CPU's own return to user mode.
    if (target.needResched) this.send(this.inboxes.of(target).reschedule);
  }

  /** smp_call_function_single_async(). */
  call(target: Cpu, what: Call): void {
    const inbox = this.inboxes.of(target);
    if (inbox.calls.push(what) === 1) this.send(inbox.function);
  }

  private send(line: Line): void {
    const { machine, cost } = this.context;
    machine.schedule(machine.now + cost.ipiCost.ns, { onEvent: () => line.assert() }, 0);
  }

  private makeInbox(irqs: Irqs, cpu: Cpu): Inbox {
    const calls: Call[] = [];
    return {
      calls,
      reschedule: this.makeLine(irqs, cpu, 'reschedule', 'rescheduleIpi', []),
      function: this.makeLine(irqs, cpu, 'call_function_single', 'callIpi', calls),
    };
  }

  private makeLine(irqs: Irqs, cpu: Cpu, name: string, entry: LinuxCoreCall, calls: Call[]): Line {
    const line = new Line(name, 1, 'ipi', cpu);
    irqs.requestHard(line, (k) => this.take(k, calls), entry);
    return line;
  }

  /** Reads why it was interrupted, which the sender's cache still holds, and does what was asked. */
  private *take(k: Frame, calls: Call[]): KernelCode {
    yield k.work(this.context.cost.spinTransfer);
    for (const what of calls.splice(0)) yield* what(k);
  }
}
