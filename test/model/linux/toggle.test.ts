import { describe, expect, it } from 'vitest';
import { resolve, type ExperimentInput } from '../../../src/scenarios/index.ts';
import { INSTANT, KIND } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun } from '../../fixtures/model-run.ts';

function toggled(kernel: string, actions?: ExperimentInput['actions']): Trace {
  return modelRun({ scenario: 'toggle-threaded', kernel, actions });
}

/** Name and time of everything that concerns threaded polling. */
function changes({ instants, names }: Trace): readonly { readonly name: string; readonly t: number }[] {
  return Array.from({ length: instants.length }, (_, row) => row)
    .filter((row) => instants.kind[row] === INSTANT.event && names[instants.name[row]].startsWith('threaded'))
    .map((row) => ({ name: names[instants.name[row]], t: instants.t[row] }));
}

/** Row of the first slice of the NIC's interrupt that ends at `t` or later. */
function interruptAt({ slices, names }: Trace, t: number): number {
  for (let row = 0; row < slices.length; row++) {
    const isNic = slices.kind[row] === KIND.hardirq && names[slices.name[row]] === 'irq24-eth0';
    if (isNic && slices.end[row] >= t) return row;
  }
  throw new Error(`no interrupt at ${t} ns`);
}

describe('threaded polling, switched while it runs', () => {
  it.each(['linux-napi-threaded', 'linux-genirq-threaded'])(
    'kernels.md 7b.3, 6.1: is pending in %s from the write to the next interrupt of the card',
    (kernel) => {
      const trace = toggled(kernel);
      const [on, onHolds, off, offHolds] = changes(trace);
      expect([on, onHolds, off, offHolds].map(({ name }) => name)).toEqual([
        'threaded on',
        'threaded on, in effect',
        'threaded off',
        'threaded off, in effect',
      ]);
      for (const [written, holds] of [
        [on, onHolds],
        [off, offHolds],
      ]) {
        const next = interruptAt(trace, written.t);
        expect(holds.t).toBeGreaterThanOrEqual(trace.slices.start[next]);
        expect(holds.t).toBeLessThanOrEqual(trace.slices.end[next]);
      }
    },
  );

  it('was on before where it is switched off first', () => {
    const trace = toggled('linux-napi-threaded', [{ at: 3_000_000, what: 'threaded off' }]);
    const thread = trace.threads.findIndex(({ name }) => name === 'napi/eth0-513');
    const starts = [...trace.slices.start.subarray(0, trace.slices.length)].filter(
      (_, row) => trace.slices.thread[row] === thread && trace.slices.kind[row] === KIND.kthread,
    );
    expect(starts[0]).toBeLessThan(1_000_000);
    expect(starts.at(-1)).toBeLessThan(3_020_000);
  });

  it('has nothing to take notice of where nothing changes', () => {
    const trace = toggled('linux-6.12', [{ at: 3_000_000, what: 'threaded off' }]);
    expect(changes(trace).map(({ name }) => name)).toEqual(['threaded off']);
  });

  it('kernels.md 6.1, 7b.3: is refused by kernels that have no such switch', () => {
    const actions = [{ at: 3_000_000, what: 'threaded on' }];
    const refused = (kernel: string): boolean => !resolve({ scenario: 'udp-echo', kernel, actions }).ok;
    expect(['linux-2.6.31', 'linux-4.6', 'linux-5.10', 'linux-napi-busypoll'].filter(refused)).toHaveLength(
      4,
    );
    expect(
      ['linux-napi-threaded-rfc', 'linux-genirq-threaded', 'linux-6.1', 'linux-6.12'].filter(refused),
    ).toEqual([]);
  });
});
