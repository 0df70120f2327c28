import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/model/run.ts';
import type { Experiment } from '../../src/model/types.ts';
import { findKernel, resolve, scenarios, type Scenario } from '../../src/scenarios/index.ts';
import { INSTANT, KIND } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Long enough for several ticks of every kernel, ns. */
const UNTIL = 35_000_000;

const pairs = scenarios.flatMap((scenario) => scenario.kernels.map((kernel) => ({ scenario, kernel })));

/** Parameters that are the only one to bring packets, and those that give a program or another cause of the card work. */
const SOURCES = ['rate', 'flows'];
const WORK = ['syscallTime', 'otherEvents'];

/** The scenario's experiment without a packet and without the programs that work for themselves. */
function silent(scenario: Scenario, kernel: string): Experiment {
  const resolved = resolve({ scenario: scenario.id, kernel, actions: [], until: UNTIL });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  const { workload, parameters } = resolved.experiment;
  const source = SOURCES.find((name) => name in parameters);
  const none = [source, ...WORK].filter((name) => name !== undefined && name in parameters);
  const { interactive: _interactive, ...others } = workload;
  return {
    ...resolved.experiment,
    parameters: { ...parameters, ...Object.fromEntries(none.map((name) => [name, 0])) },
    workload: {
      ...others,
      packets: workload.packets === 'one' ? 'stream' : workload.packets,
      ...(source === undefined ? { senders: [] } : {}),
    },
  };
}

/** Kinds of slices that are no part of the clock's interrupts, and not what they interrupt. */
function otherSlices({ slices, names }: Trace): readonly string[] {
  const found: string[] = [];
  for (let row = 0; row < slices.length; row++) {
    const name = names[slices.name[row]];
    const kind = slices.kind[row];
    const clock = kind === KIND.trap || (kind === KIND.hardirq && /^(clock|timer)/.test(name));
    const bottom = slices.depth[row] === 0 && (kind === KIND.user || kind === KIND.idle);
    if (!clock && !bottom && kind !== KIND.steal) found.push(`${name} at ${slices.start[row]}`);
  }
  return found;
}

function rowsOf(trace: Trace): Record<string, number> {
  const { switches, packets, links, devices, locks } = trace;
  const tables = { switches, packets, links, devices, locks };
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.length]));
}

describe('without traffic', () => {
  it.each(pairs)('$scenario.id on $kernel: nothing happens but ticks', ({ scenario, kernel }) => {
    const trace = runToEnd(silent(scenario, kernel));
    const { summary, instants } = trace;
    expect(summary).toMatchObject({
      packets: { offered: 0, delivered: 0, dropped: 0, in_flight: 0, dropped_at: {} },
      entries: { ipi: 0, softint_vector: 0, syscall: 0, vmexit: 0 },
      rate: { offered_pps: 0, delivered_pps: 0 },
      traps: 0,
      softint_dispatches: 0,
      borrows: 0,
      latency_ns: null,
      simulated_ns: UNTIL,
    });
    // A thread that polls for ever needs no packet for that (kernels.md 7c).
    const record = findKernel(kernel);
    if (record !== undefined && 'napi' in record && record.napi === 'kthread-busy') return;
    expect(summary).toMatchObject({
      context_switches: 0,
      address_space_switches: 0,
      demand: { switches_per_s: 0, cpu_percent: 0 },
    });
    const made = Array.from({ length: instants.length }, (_, row) => instants.kind[row]);
    expect(made.filter((kind) => kind !== INSTANT.call)).toEqual([]);
    expect(rowsOf(trace)).toEqual({ switches: 0, packets: 0, links: 0, devices: 0, locks: 0 });
    expect(otherSlices(trace)).toEqual([]);
  });

  it('one packet would show', () => {
    const resolved = resolve({ scenario: 'ipsec-round-trip', kernel: 'netbsd3' });
    const trace = runToEnd((resolved as Extract<typeof resolved, { ok: true }>).experiment);
    expect(otherSlices(trace)).not.toEqual([]);
  });

  it('ticks come all the same', () => {
    const [{ scenario, kernel }] = pairs;
    expect(runToEnd(silent(scenario, kernel)).summary).toMatchObject({ entries: { tick: 3 } });
  });
});
