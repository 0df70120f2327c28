import type { Action, CostName, Experiment, Workload } from '../types.ts';

/** An experiment's parameters as the systems use them: all present, all of their type. Times in ns. */
export interface Settings {
  readonly workload: Workload;
  readonly seed: number;
  readonly actions: readonly Action[];
  readonly until: number | undefined;
  readonly costs: Readonly<Record<CostName, number>>;
  readonly cpus: number;
  /** Packets per second over all links. */
  readonly rate: number;
  readonly payload: number;
  readonly linkGbps: number;
  readonly ringSize: number;
  /** Queues of each card, flows on each link, and programs that share them. */
  readonly queues: number;
  readonly flows: number;
  readonly threads: number;
  /** How a card's other causes interrupt: by a vector of their own, or by that of its first queue; and how often, per s. */
  readonly vectors: 'msix' | 'shared';
  readonly otherEvents: number;
  /** How the network's threads compete and where they run, where the kernel leaves it to the administrator or the driver. */
  readonly networkThreads: {
    readonly fifo: boolean;
    readonly nice: number;
    readonly free: boolean;
    /** True if napi threads stay on the CPU of their interrupt. */
    readonly bound: boolean;
  };
  /** Nice value of the programs that read, and whether each stays on one CPU. */
  readonly readers: { readonly nice: number; readonly bound: boolean };
  /** Empty polls before an interrupt comes back, and the time between two of them, ns; 0 = it comes back at once. */
  readonly deferral: { readonly polls: number; readonly timeout: number };
  /** True if packets are steered to the CPU that the hash of their flow gives. */
  readonly rps: boolean;
  readonly coalesceGap: number;
  readonly blockProbability: number;
  readonly irqRouting: 'boot' | 'spread';
  readonly background: 'user' | 'idle';
  readonly softwareCrypto: boolean;
  /** Who computes the cipher, in the kernel's own words. */
  readonly crypto: string;
  readonly ipMode: 'tunnel' | 'transport';
  /** Whether a woken thread takes the CPU from kernel code; undefined where the kernel leaves no choice. */
  readonly preemption: string | undefined;
  /** Packets per round of a polling thread; 0 = no quota. */
  readonly quota: number;
  /** Share of the CPU that packets may take, 0 to 1; 1 = all of it. */
  readonly cpuLimit: number;
  /** True if a program in user mode filters what is forwarded. */
  readonly screend: boolean;
  /** True if a full queue downstream holds input back. */
  readonly feedback: boolean;
  /** Frames per s of the interactive program, CPU time of each in ns, and how it competes. */
  readonly frameRate: number;
  readonly frameWork: number;
  readonly appPolicy: string;
  /** Length of the computing program's system calls, ns; 0 = it makes none. */
  readonly syscallTime: number;
  /** SCHED_FIFO priority that chrt gave the threads of each NIC, 0 = ordinary; none where nobody used it. */
  readonly nicPriorities: readonly (number | undefined)[];
}

/** Reads the parameters of a resolved experiment over the constants of its profile. Throws if one is missing. */
export function settingsOf(experiment: Experiment, profile: Readonly<Record<CostName, number>>): Settings {
  const { parameters } = experiment;
  const known = (name: string): number | undefined => {
    const value = parameters[name];
    return typeof value === 'number' ? value : undefined;
  };
  const number = (name: string): number => {
    const value = known(name);
    if (value === undefined) throw new Error(`parameter ${name} is missing from the experiment`);
    return value;
  };
  const optional = (name: string, otherwise = 0): number => known(name) ?? otherwise;
  const costs = Object.fromEntries(
    Object.entries(profile).map(([name, value]) => [name, optional(name, value)]),
  ) as Record<CostName, number>;
  return {
    workload: experiment.workload,
    seed: experiment.seed,
    actions: experiment.actions,
    until: experiment.until,
    costs,
    cpus: optional('cpus', 1),
    rate: number('rate'),
    payload: number('payload'),
    linkGbps: number('linkGbps'),
    ringSize: number('ringSize'),
    queues: optional('queues', 1),
    flows: optional('flows', 1),
    threads: optional('threads', 1),
    vectors: parameters['vectors'] === 'shared' ? 'shared' : 'msix',
    otherEvents: optional('otherEvents'),
    networkThreads: {
      fifo: parameters['napiPolicy'] === 'fifo' || parameters['irqThreadPolicy'] === 'fifo',
      nice: optional('napiNice'),
      free: parameters['irqAffinity'] === 'free',
      bound: parameters['napiAffinity'] === 'interrupt',
    },
    readers: { nice: optional('readerNice'), bound: parameters['readerAffinity'] === 'bound' },
    deferral: { polls: optional('deferHardIrqs'), timeout: Math.round(optional('groFlushTimeout')) },
    rps: parameters['rps'] === 'all',
    coalesceGap: number('coalesceGap'),
    blockProbability: optional('blockProbability'),
    irqRouting: parameters['irqRouting'] === 'spread' ? 'spread' : 'boot',
    background: parameters['background'] === 'idle' ? 'idle' : 'user',
    softwareCrypto: parameters['crypto'] === 'sync',
    crypto: String(parameters['crypto'] ?? ''),
    ipMode: parameters['ipMode'] === 'transport' ? 'transport' : 'tunnel',
    quota: optional('quota'),
    cpuLimit: optional('cpuLimit', 100) / 100,
    screend: parameters['screend'] === 'on',
    feedback: parameters['feedback'] === 'on',
    frameRate: optional('frameRate'),
    frameWork: optional('frameWork'),
    appPolicy: String(parameters['appPolicy'] ?? 'normal'),
    syscallTime: optional('syscallTime'),
    nicPriorities: ['netThreadPriority', 'nic1Priority'].map(known),
    preemption: typeof parameters['preemption'] === 'string' ? parameters['preemption'] : undefined,
  };
}
