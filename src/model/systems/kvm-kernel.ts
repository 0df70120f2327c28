import type { Cpu } from '../engine/cpu.ts';
import type { Charge, Frame, KernelCode } from '../engine/frame.ts';
import { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Roster } from '../engine/roster.ts';
import type { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { KvmCharges } from '../costs/charges.ts';
import { Timer } from '../hardware/timer.ts';
import type { CallRecorder } from '../network/functions.ts';
import type { LinuxFunctions } from '../network/linux/functions.ts';
import { ActiveBalance } from '../policies/linux/active-balance.ts';
import type { LinuxContext } from '../policies/linux/context.ts';
import { Irqs } from '../policies/linux/irq.ts';
import { NapiCore } from '../policies/linux/napi.ts';
import { placeWoken } from '../policies/linux/placement.ts';
import { Softirqs } from '../policies/linux/softirq.ts';
import { addTick } from '../policies/linux/tick.ts';
import type { LinuxKernel } from '../types.ts';
import { callStack } from './linux-calls.ts';
import { addIdle } from './linux-programs.ts';

/** What the two kernels of a hypervisor share. */
export interface KernelParts {
  readonly machine: Machine;
  readonly scheduler: ClassScheduler;
  readonly roster: Roster;
  readonly cost: KvmCharges;
  readonly calls: CallRecorder;
  readonly fn: LinuxFunctions;
}

/** One of the two kernels: its CPUs, its softirqs, interrupts and NAPI. */
export class KvmKernel {
  readonly cpus: readonly Cpu[];
  readonly kernel: LinuxKernel;
  readonly context: LinuxContext;
  readonly softirqs: Softirqs;
  readonly irqs: Irqs;
  readonly napis: NapiCore;
  readonly active: ActiveBalance;
  private readonly parts: KernelParts;

  constructor(parts: KernelParts, kernel: LinuxKernel, cpus: readonly Cpu[]) {
    const { machine, scheduler, roster, cost, calls, fn } = parts;
    this.parts = parts;
    this.kernel = kernel;
    this.cpus = cpus;
    this.context = {
      kernel,
      machine,
      cpus,
      roster,
      scheduler,
      cost,
      capacity: (cpu) => this.active.capacity(cpu),
      calls: callStack(calls, fn),
    };
    for (const cpu of cpus) cpu.idle = addIdle(this, cpu);
    this.softirqs = new Softirqs(this.context);
    this.irqs = new Irqs(this.context, this.softirqs);
    this.napis = new NapiCore(this.context, this.softirqs);
    this.active = new ActiveBalance(this.context, this.softirqs);
  }

  has(cpu: Cpu): boolean {
    return this.cpus.includes(cpu);
  }

  place(waker: Cpu, thread: Parameters<typeof placeWoken>[2]): void {
    placeWoken(this.context, this.has(waker) ? waker : this.parts.machine.cpus[thread.cpu], thread);
  }

  /** The clock of `cpu`; `fire` has its line asserted. */
  addTimer(cpu: Cpu, fire: (line: Line) => void): void {
    const line = new Line(`timer/${cpu.id}`, 1, 'tick', cpu);
    addTick(this.context, this.irqs, line, this.active);
    new Timer(this.parts.machine, Math.round(1e9 / this.kernel.hz), () => fire(line));
  }

  /** The line by which `cpu` is told to reschedule, where the hypervisor has to bring it. */
  addRescheduleLine(cpu: Cpu): Line {
    const { cost } = this.parts;
    const line = new Line('reschedule', 1, 'ipi', cpu);
    this.irqs.requestHard(line, (k) => once(k, cost.spinTransfer), 'rescheduleIpi');
    return line;
  }
}

/** A handler that does one thing. */
export function* once(k: Frame, cost: Charge): KernelCode {
  yield k.work(cost);
}
