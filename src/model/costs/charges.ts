import type { Recorder } from '../../trace/recorder.ts';
import type { CostName, KvmCostName, TcpCostName, XenCostName } from '../types.ts';

/** A constant as the engine takes it (its `Charge`): time in ns, and its name in the trace. */
interface NamedTime {
  readonly ns: number;
  readonly nameId: number;
}

/** Every constant of a profile as kernel code uses it; `espInput` and `espInputCb` are the halves of `espFixed`. */
export type Charges = Readonly<
  Record<
    CostName | 'trapEntry' | 'trapExit' | 'espInput' | 'espInputCb' | 'syscallEntry' | 'syscallExit',
    NamedTime
  >
>;

/** The same, with what only Xen charges. */
export type XenCharges = Charges & Readonly<Record<XenCostName, NamedTime>>;

/** The same, with what only TCP charges. */
export type TcpCharges = Charges & Readonly<Record<TcpCostName, NamedTime>>;

/** The same, with what only a hypervisor charges. */
export type KvmCharges = Charges & Readonly<Record<KvmCostName, NamedTime>>;

/** Binds the effective values (ns) of an experiment to the trace's names. */
export function chargesFor(values: Readonly<Record<CostName, number>>, recorder: Recorder): Charges {
  const charges: Record<string, NamedTime> = {};
  for (const [name, value] of Object.entries(values)) {
    const ns = name.endsWith('PerByte') ? value : Math.round(value);
    charges[name] = { ns, nameId: recorder.name(name) };
  }
  const { trapCost, espFixed, syscallCost } = charges;
  const entry = Math.ceil(trapCost.ns / 2);
  const before = Math.ceil(espFixed.ns / 2);
  const into = Math.ceil(syscallCost.ns / 2);
  return {
    ...(charges as Readonly<Record<CostName, NamedTime>>),
    // Assumed: entry and return take half each, of traps and of system calls; so do the two halves of ESP's fixed work.
    trapEntry: { ns: entry, nameId: trapCost.nameId },
    trapExit: { ns: trapCost.ns - entry, nameId: trapCost.nameId },
    syscallEntry: { ns: into, nameId: syscallCost.nameId },
    syscallExit: { ns: syscallCost.ns - into, nameId: syscallCost.nameId },
    espInput: { ns: before, nameId: espFixed.nameId },
    espInputCb: { ns: espFixed.ns - before, nameId: espFixed.nameId },
  };
}

/** Binds the effective values (ns) of an experiment on Xen. */
export function xenChargesFor(
  values: Readonly<Record<CostName | XenCostName, number>>,
  recorder: Recorder,
): XenCharges {
  return chargesFor(values, recorder) as XenCharges;
}

/** Binds the effective values (ns) of an experiment with TCP. */
export function tcpChargesFor(
  values: Readonly<Record<CostName | TcpCostName, number>>,
  recorder: Recorder,
): TcpCharges {
  return chargesFor(values, recorder) as TcpCharges;
}

/** Binds the effective values (ns) of an experiment on a hypervisor. */
export function kvmChargesFor(
  values: Readonly<Record<CostName | KvmCostName, number>>,
  recorder: Recorder,
): KvmCharges {
  return chargesFor(values, recorder) as KvmCharges;
}
