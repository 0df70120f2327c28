import type { Cpu } from './cpu.ts';

/** One value for each of some CPUs: those of one kernel, where several kernels share a machine. */
export class PerCpu<T> {
  private readonly values: T[] = [];
  private readonly members: readonly Cpu[];

  constructor(cpus: readonly Cpu[], make: (cpu: Cpu) => T) {
    this.members = cpus;
    for (const cpu of cpus) this.values[cpu.id] = make(cpu);
  }

  /** The value of `cpu`, which must be one of them. */
  of(cpu: Cpu): T {
    return this.values[cpu.id];
  }

  set(cpu: Cpu, value: T): void {
    this.values[cpu.id] = value;
  }

  /** All values, in the order of the CPUs. */
  all(): readonly T[] {
    return this.members.map((cpu) => this.values[cpu.id]);
  }
}
