/** What every door to the model speaks: kernels and cost profiles as records, an experiment, and where its trace goes. */
import type { TraceBatch } from '../trace/recorder.ts';

/** Where a device's hard interrupt handler runs. */
export type HardPolicy = 'nested' | 'thread' | 'borrow';
/** Where deferred protocol work runs; `inline`: in the same thread as the driver, to completion. */
export type DeferredPolicy = 'dispatch' | 'thread' | 'borrow' | 'inline';
/** Where the crypto driver's completion callback runs. */
export type CryptoDonePolicy = 'immediate' | 'return-thread';
/** What protects the kernel on several CPUs. */
export type LockPolicy = 'big' | 'interrupt-big' | 'fine';
/** When a woken thread of higher priority takes the CPU. */
export type PreemptionPolicy = 'user-return' | 'immediate';

export type KernelStatus = 'shipped' | 'proposed' | 'as argued';

export interface Kernel {
  readonly id: string;
  /** Plain name for panels: "The mail's path, callback at once". */
  readonly title: string;
  readonly status: KernelStatus;
  /** Years or releases: "4.3BSD to NetBSD 3 (2005)". */
  readonly era: string;
  /** Who stands for it, with source: "J. Stone, tech-kern 2007-02-22". */
  readonly source: string;
  /** One sentence on what it does with an interrupt. */
  readonly summary: string;
  readonly hard: HardPolicy;
  readonly deferred: DeferredPolicy;
  readonly cryptoDone: CryptoDonePolicy;
  readonly locks: LockPolicy;
  readonly preemption: PreemptionPolicy;
  readonly midQueue: { readonly name: string; readonly limit: number };
  /** Parameters that may change its path, with the values allowed; the first is the default. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** What the model of this kernel leaves out, one clause each. */
  readonly leavesOut: readonly string[];
}

/** A constant of a cost profile. */
export interface Cost {
  /** In ns, or ns per byte where the name ends in PerByte, or bytes where it ends in Bytes. */
  readonly value: number;
  readonly range: readonly [number, number];
  /** Where it comes from, or `assumed` with a reason. */
  readonly source: string;
}

export type CostName =
  | 'trapCost'
  | 'mmioRead'
  | 'softintDispatch'
  | 'borrowCost'
  | 'switchCost'
  | 'addressSpaceCost'
  | 'refillCost'
  | 'cacheMiss'
  | 'wakeupCost'
  | 'lockCost'
  | 'spinTransfer'
  | 'tickCost'
  | 'ipiCost'
  | 'driverRx'
  | 'etherInput'
  | 'ipInput'
  | 'udpInput'
  | 'sbAppend'
  | 'espFixed'
  | 'espSoftwarePerByte'
  | 'cryptoSubmit'
  | 'cryptoComplete'
  | 'cryptoTime'
  | 'lockHold';

export interface CostProfile {
  readonly id: string;
  readonly title: string;
  readonly machine: string;
  readonly year: number;
  readonly costs: Readonly<Record<CostName, Cost>>;
}

/** A change that the experiment makes while it runs. */
export interface Action {
  readonly at: number;
  readonly what: string;
}

/** A run, fully described: the same experiment gives the same bytes. All parameters resolved, times in ns, rates per s. */
export interface Experiment {
  readonly scenario: string;
  readonly kernel: string;
  readonly costs: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly actions: readonly Action[];
  readonly seed: number;
  /** End of the run in ns; undefined = when the scenario says. */
  readonly until: number | undefined;
}

/** Where a run's trace goes. */
export interface Sink {
  batch(batch: TraceBatch): void;
}

/** A run that is going on. Call `advance` until it says true. */
export interface Run {
  /** Processes up to `maxEvents` events and sends a batch; true when the run is over and its summary was sent. */
  advance(maxEvents: number): boolean;
  /** Simulated time so far and in all, ns; `total` may shrink when the run ends early. */
  readonly progress: { readonly now: number; readonly total: number };
}
