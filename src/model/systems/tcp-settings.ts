import type { CostName, Experiment, TcpCostName } from '../types.ts';
import { settingsOf, type Settings } from './settings.ts';

/** An experiment's parameters as a server of TCP requests uses them. Times in ns, sizes in bytes. */
export interface TcpSettings extends Settings {
  readonly costs: Readonly<Record<CostName | TcpCostName, number>>;
  /** Connections, each with one request on its way. */
  readonly flows: number;
  /** Queue pairs of the card, each with a vector. */
  readonly queues: number;
  /** Threads of the server; the connections are dealt out to them in turn. */
  readonly threads: number;
  readonly rtt: number;
  readonly clientTime: number;
}

/** Parameters that a closed loop does not have: nothing is offered at a rate, and nothing blocks. */
const ABSENT = { rate: 0, blockProbability: 0 } as const;

/** Reads the parameters of a resolved experiment over the constants of its profile. Throws if one is missing. */
export function tcpSettingsOf(
  experiment: Experiment,
  profile: Readonly<Record<CostName | TcpCostName, number>>,
): TcpSettings {
  const parameters = { ...ABSENT, ...experiment.parameters };
  const settings = settingsOf({ ...experiment, parameters }, profile);
  const number = (name: string): number => {
    const value = experiment.parameters[name];
    if (typeof value !== 'number') throw new Error(`parameter ${name} is missing from the experiment`);
    return value;
  };
  return {
    ...settings,
    costs: settings.costs as TcpSettings['costs'],
    flows: number('flows'),
    queues: number('queues'),
    threads: number('threads'),
    rtt: number('rtt'),
    clientTime: number('clientTime'),
  };
}
