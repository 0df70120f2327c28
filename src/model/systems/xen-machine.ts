import type { Recorder } from '../../trace/recorder.ts';
import { Machine } from '../engine/machine.ts';
import { Cfs } from '../engine/sched/cfs.ts';
import { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { VIRTUAL_LEVELS } from '../hardware/virtual-cpu.ts';
import type { MachineHooks } from './linux-machine.ts';
import type { XenSettings } from './xen-settings.ts';

/** dom0's scheduler: a thread that becomes ready on a CPU without a core is an event for that CPU. */
class DomainScheduler extends ClassScheduler {
  private readonly ready: (cpu: number) => void;

  constructor(
    clock: { readonly now: number },
    cpus: number,
    move: (thread: Thread, cpu: number) => void,
    ready: (cpu: number) => void,
  ) {
    super(clock, cpus, () => cfs(cpus), { move, balances: false });
    this.ready = ready;
  }

  override enqueue(thread: Thread, atHead: boolean): void {
    super.enqueue(thread, atHead);
    this.ready(thread.cpu);
  }
}

export interface XenMachineHooks extends MachineHooks {
  /** Somebody is ready on CPU `cpu`. */
  ready(cpu: number): void;
}

/** dom0's virtual CPUs and the scheduler of its Linux. */
export function xenMachine(
  settings: XenSettings,
  recorder: Recorder,
  hooks: XenMachineHooks,
): { readonly machine: Machine; readonly scheduler: ClassScheduler } {
  const { costs, vcpus } = settings;
  const made: { scheduler: ClassScheduler | undefined } = { scheduler: undefined };
  const machine = new Machine(recorder, vcpus, (clock) => {
    made.scheduler = new DomainScheduler(clock, vcpus, clock.migrate.bind(clock), (cpu) => hooks.ready(cpu));
    return {
      scheduler: made.scheduler,
      kernelPreemption: settings.preemption === 'full',
      switchCost: Math.round(costs.switchCost),
      addressSpaceCost: Math.round(costs.addressSpaceCost),
      refillCost: Math.round(costs.refillCost),
      lockTransfer: Math.round(costs.spinTransfer),
      levelNames: VIRTUAL_LEVELS,
      interrupt: hooks.interrupt.bind(hooks),
      contextResumed: hooks.contextResumed.bind(hooks),
      place: hooks.place.bind(hooks),
    };
  });
  return { machine, scheduler: made.scheduler! };
}

/** Tunables of 3.11, ns; they grow with the logarithm of the number of CPUs, up to eight. */
function cfs(cpus: number): Cfs {
  const factor = 32 - Math.clz32(Math.min(cpus, 8));
  const ms = (value: number): number => value * factor * 1e6;
  return new Cfs({
    latency: ms(6),
    minGranularity: ms(0.75),
    wakeupGranularity: ms(1),
    sleeperCredit: ms(3),
  });
}
