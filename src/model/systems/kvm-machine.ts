import type { Recorder } from '../../trace/recorder.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Machine } from '../engine/machine.ts';
import { ClassScheduler } from '../engine/sched/class-scheduler.ts';
import { VIRTUAL_LEVELS } from '../hardware/virtual-cpu.ts';
import type { LinuxKernel } from '../types.ts';
import { fairQueue, linuxPersonality, type SmpHooks } from './linux-machine.ts';
import type { KvmSettings } from './kvm-settings.ts';

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
  hooks: SmpHooks,
): KvmMachine {
  const { cpus, vcpus } = settings;
  const made: { scheduler: ClassScheduler | undefined } = { scheduler: undefined };
  const machine = new Machine(recorder, cpus + vcpus, (clock) => {
    const move = clock.migrate.bind(clock);
    const scheduler = new ClassScheduler(
      clock,
      cpus + vcpus,
      (cpu) => fairQueue(kernel, cpu < cpus ? cpus : vcpus),
      { move, balances: true },
    );
    made.scheduler = scheduler;
    return { ...linuxPersonality(kernel, settings, scheduler, hooks), levelNames: VIRTUAL_LEVELS };
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
