import type { Charges } from '../costs/charges.ts';
import type { Charge, Frame, KernelCode } from '../engine/frame.ts';
import type { Machine } from '../engine/machine.ts';
import { Random } from '../engine/random.ts';
import type { Roster } from '../engine/roster.ts';
import { ContestedMutex } from '../policies/blocking.ts';
import { IRQS } from '../policies/linux/context.ts';
import type { Settings } from './settings.ts';

export interface LockParts {
  readonly settings: Settings;
  readonly machine: Machine;
  readonly roster: Roster;
  readonly cost: Charges;
}

/** The lock of the NICs' driver, where the experiment has another CPU hold it now and then; else undefined. */
export function driverLock({
  settings,
  machine,
  roster,
  cost,
}: LockParts): ((k: Frame, sleeps: boolean) => KernelCode) | undefined {
  const { blockProbability, seed, costs } = settings;
  if (settings.workload.contended !== true || blockProbability === 0) return undefined;
  const [cpu] = machine.cpus;
  const note = 'Holds the lock; not drawn.';
  const outsider = roster.add({ name: 'another CPU', kind: 'kthread', priority: 0, cpu, note });
  const random = new Random(seed, 'blocking');
  const name = 'adapter lock';
  const mutex = new ContestedMutex(machine, random, blockProbability, costs.lockHold, name, outsider);
  return (k, sleeps) => (sleeps ? mutex.enter(k) : spinWithIrqsOff(k, mutex, cost.lockHold));
}

/** spin_lock_irqsave(): what may not sleep spins, and an interrupt that wants the same lock must not come in between. */
function* spinWithIrqsOff(k: Frame, mutex: ContestedMutex, hold: Charge): KernelCode {
  const before = k.cpu.ipl;
  k.setIpl(IRQS.off);
  yield* mutex.spin(k, hold);
  k.setIpl(before);
}
