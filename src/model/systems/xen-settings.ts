import type { CostName, Experiment, Workload, XenCostName } from '../types.ts';

/** An experiment's parameters as a Xen system uses them: all present, all of their type. Times in ns, sizes in bytes. */
export interface XenSettings {
  readonly workload: Workload;
  readonly until: number | undefined;
  readonly costs: Readonly<Record<CostName | XenCostName, number>>;
  /** Virtual CPUs of dom0, and physical cores under all domains. */
  readonly vcpus: number;
  readonly cores: number;
  readonly payload: number;
  /** What each guest may have on its way. */
  readonly window: number;
  /** Event channels all on the first virtual CPU, or one on each in turn. */
  readonly irqRouting: 'boot' | 'spread';
  /** When the event channel may bring its next event: after the handler, or after the work. */
  readonly eoi: 'early' | 'late';
  readonly preemption: string;
}

/** Reads the parameters of a resolved experiment over the constants of its profile. Throws if one is missing. */
export function xenSettingsOf(
  experiment: Experiment,
  profile: Readonly<Record<CostName | XenCostName, number>>,
): XenSettings {
  const { parameters } = experiment;
  const number = (name: string): number => {
    const value = parameters[name];
    if (typeof value !== 'number') throw new Error(`parameter ${name} is missing from the experiment`);
    return value;
  };
  const costs = Object.fromEntries(
    Object.entries(profile).map(([name, value]) => [
      name,
      typeof parameters[name] === 'number' ? parameters[name] : value,
    ]),
  ) as Record<CostName | XenCostName, number>;
  return {
    workload: experiment.workload,
    until: experiment.until,
    costs,
    vcpus: number('vcpus'),
    cores: number('cores'),
    payload: number('payload'),
    window: number('window'),
    irqRouting: parameters['irqRouting'] === 'spread' ? 'spread' : 'boot',
    eoi: parameters['eoi'] === 'late' ? 'late' : 'early',
    preemption: String(parameters['preemption']),
  };
}
