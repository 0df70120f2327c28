import type { Recorder } from '../../trace/recorder.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Machine } from '../engine/machine.ts';
import { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import type { Thread } from '../engine/thread.ts';
import { VIRTUAL_LEVELS } from '../hardware/virtual-cpu.ts';
import type { LinuxKernel } from '../types.ts';
import { fairQueue, type MachineHooks } from './linux-machine.ts';
import type { KvmSettings } from './kvm-settings.ts';

export interface KvmHooks extends MachineHooks {
  /** CPU `from` has marked `target`, of the same kernel, for a reschedule. */
  kick(from: Cpu, target: Cpu): void;
  /** Chooses a CPU for a thread that `waker` makes ready. */
  place(waker: Cpu, thread: Thread): void;
}

export interface KvmMachine {
  readonly machine: Machine;
  readonly scheduler: ClassScheduler;
  readonly hostCpus: readonly Cpu[];
  readonly guestCpus: readonly Cpu[];
}

/**
 * The CPUs of a host and, numbered after them, those of its guest. Threads keep to the CPUs of their own kernel, so that one
 * scheduler serves both; its tunables grow with the number of CPUs of each kernel.
 */
export function kvmMachine(
  kernel: LinuxKernel,
  settings: KvmSettings,
  recorder: Recorder,
  hooks: KvmHooks,
): KvmMachine {
  const { cpus, vcpus, costs, preemption } = settings;
  const made: { scheduler: ClassScheduler | undefined } = { scheduler: undefined };
  const preemptible = kernel.preemptRt || preemption === 'full' || preemption === 'lazy';
  const machine = new Machine(recorder, cpus + vcpus, (clock) => {
    const move = clock.migrate.bind(clock);
    const scheduler = new ClassScheduler(
      clock,
      cpus + vcpus,
      (cpu) => fairQueue(kernel, cpu < cpus ? cpus : vcpus),
      { move, balances: true },
    );
    made.scheduler = scheduler;
    return {
      scheduler,
      kernelPreemption: preemptible,
      ...(preemption === 'lazy' ? { wakesLazily: scheduler.isFair.bind(scheduler) } : {}),
      switchCost: Math.round(costs.switchCost),
      addressSpaceCost: Math.round(costs.addressSpaceCost),
      refillCost: Math.round(costs.refillCost),
      lockTransfer: Math.round(costs.spinTransfer),
      levelNames: VIRTUAL_LEVELS,
      interrupt: hooks.interrupt.bind(hooks),
      contextResumed: hooks.contextResumed.bind(hooks),
      place: hooks.place.bind(hooks),
      kick: hooks.kick.bind(hooks),
    };
  });
  for (const { id } of machine.cpus) {
    const host = id < cpus;
    recorder.cpu({
      cpu: id,
      label: host ? `CPU ${id}` : `vCPU ${id - cpus}`,
      machine: host ? 'host' : 'guest',
    });
  }
  return {
    machine,
    scheduler: made.scheduler!,
    hostCpus: machine.cpus.slice(0, cpus),
    guestCpus: machine.cpus.slice(cpus),
  };
}
