import type { CostName, Experiment, KvmCostName } from '../types.ts';
import type { Mitigation } from '../hardware/kvm/rx-queue.ts';
import type { Injection } from '../network/kvm/path.ts';
import { settingsOf, type Settings } from './settings.ts';

/** An experiment's parameters as a hypervisor with one guest uses them. `cpus` and the card's parameters are the host's. */
export interface KvmSettings extends Settings {
  readonly costs: Readonly<Record<CostName | KvmCostName, number>>;
  readonly vcpus: number;
  /** Streams, each with a program that sends and one that reads. */
  readonly flows: number;
  /** CPUs of the machine that sends. */
  readonly senderCpus: number;
  /** What the host's card tells flows apart by. */
  readonly rxHash: 'sdfn' | 'sd' | 'sources';
  /** Frames that the tun device holds. */
  readonly tunQueue: number;
  readonly hostNapi: 'softirq' | 'threaded';
  readonly guestNapi: 'softirq' | 'threaded';
  readonly injection: Injection;
  readonly mitigation: Mitigation;
}

/** Reads the parameters of a resolved experiment over the constants of its profile. Throws if one is missing. */
export function kvmSettingsOf(
  experiment: Experiment,
  profile: Readonly<Record<CostName | KvmCostName, number>>,
): KvmSettings {
  const { parameters } = experiment;
  const settings = settingsOf(experiment, profile);
  const number = (name: string): number => {
    const value = parameters[name];
    if (typeof value !== 'number') throw new Error(`parameter ${name} is missing from the experiment`);
    return value;
  };
  const napi = (name: string): 'softirq' | 'threaded' =>
    parameters[name] === 'threaded' ? 'threaded' : 'softirq';
  const { rxHash } = parameters;
  return {
    ...settings,
    // settingsOf() takes over every constant of the profile that it is given.
    costs: settings.costs as KvmSettings['costs'],
    vcpus: number('vcpus'),
    flows: number('flows'),
    senderCpus: number('senderCpus'),
    rxHash: rxHash === 'sd' || rxHash === 'sources' ? rxHash : 'sdfn',
    tunQueue: number('tunQueue'),
    hostNapi: napi('hostNapi'),
    guestNapi: napi('guestNapi'),
    injection: parameters['injection'] === 'exit' ? 'exit' : 'posted',
    mitigation: parameters['mitigation'] === 'fixed' ? 'fixed' : 'adaptive',
  };
}
