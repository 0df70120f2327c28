import type { Recorder } from '../../trace/recorder.ts';
import { Machine } from '../engine/machine.ts';
import { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { VIRTUAL_LEVELS } from '../hardware/virtual-cpu.ts';
import type { XenKernel } from '../types.ts';
import { fairQueue, type MachineHooks } from './linux-machine.ts';
import type { XenSettings } from './xen-settings.ts';
import { switchCosts } from './switch-costs.ts';

/** dom0's scheduler: a thread that becomes ready on a CPU without a core is an event for that CPU. */
class DomainScheduler extends ClassScheduler {
  private readonly ready: (cpu: number) => void;

  constructor(
    kernel: XenKernel,
    clock: { readonly now: number },
    cpus: number,
    move: (thread: Thread, cpu: number) => void,
    ready: (cpu: number) => void,
  ) {
    super(clock, cpus, () => fairQueue(kernel, cpus), { move, balances: false });
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
  kernel: XenKernel,
  settings: XenSettings,
  recorder: Recorder,
  hooks: XenMachineHooks,
): { readonly machine: Machine; readonly scheduler: ClassScheduler } {
  const { vcpus } = settings;
  const made: { scheduler: ClassScheduler | undefined } = { scheduler: undefined };
  const machine = new Machine(recorder, vcpus, (clock) => {
    made.scheduler = new DomainScheduler(kernel, clock, vcpus, clock.migrate.bind(clock), (cpu) =>
      hooks.ready(cpu),
    );
    return {
      scheduler: made.scheduler,
      kernelPreemption: settings.preemption === 'full',
      ...switchCosts(settings),
      levelNames: VIRTUAL_LEVELS,
      interrupt: hooks.interrupt.bind(hooks),
      contextResumed: hooks.contextResumed.bind(hooks),
      place: hooks.place.bind(hooks),
    };
  });
  return { machine, scheduler: made.scheduler! };
}
