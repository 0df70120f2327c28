import { describe, expect, test } from 'vitest';
import { topOf } from '../../../src/analysis/index.ts';
import { runToEnd } from '../../../src/model/run.ts';
import { resolve } from '../../../src/scenarios/index.ts';
import { KINDS } from '../../../src/trace/kinds.ts';
import { parentSlice } from '../../../src/trace/queries.ts';
import { isModelSummary, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { contextsOf } from '../../fixtures/contexts.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';

const OLD = 'xen-netback-kthread';
const NEW = 'xen-netback-napi';
const FOUR = 'netback-four-domus';
const SHARED = 'netback-shared-group';

const runs = new Map<string, Trace>();

/** A run at its defaults; each is made once. */
function run(scenario: string, kernel: string): Trace {
  const key = `${scenario} ${kernel}`;
  const trace = runs.get(key) ?? modelRun({ scenario, kernel });
  runs.set(key, trace);
  return trace;
}

function summaryOf({ summary }: Trace): ModelSummary {
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

function throughputs(trace: Trace): readonly number[] {
  return (summaryOf(trace).vifs ?? []).map(({ mbps }) => mbps);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function top(trace: Trace): ReturnType<typeof topOf> {
  return topOf(summaryOf(trace).cpu_ns);
}

interface Context {
  readonly kind: string;
  readonly name: string;
  readonly thread: string;
  readonly cpu: number;
  readonly row: number;
}

function contexts(trace: Trace, rows = trace.slices.length): Context[] {
  const { slices, names, threads } = trace;
  return Array.from({ length: Math.min(rows, slices.length) }, (_, row) => ({
    kind: KINDS[slices.kind[row]],
    name: names[slices.name[row]],
    thread: threads[slices.thread[row]]?.name ?? '',
    cpu: slices.cpu[row],
    row,
  }));
}

function cpusOf(trace: Trace, wanted: (context: Context) => boolean): readonly number[] {
  return [
    ...new Set(
      contexts(trace)
        .filter(wanted)
        .map(({ cpu }) => cpu),
    ),
  ].sort();
}

describe('kernels.md 8: what the patch series measured', () => {
  test('8b.10: both netbacks carry the same within a few percent', () => {
    const ratio = sum(throughputs(run(FOUR, OLD))) / sum(throughputs(run(FOUR, NEW)));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  test('8b.10: work moves from sy to si', () => {
    const before = top(run(FOUR, OLD));
    const after = top(run(FOUR, NEW));
    expect(before.sy).toBeGreaterThan(1.5 * after.sy);
    expect(after.si).toBeGreaterThan(10 * before.si);
  });

  test('one vif is faster with groups, and all are equal with NAPI', () => {
    expect(summaryOf(run(FOUR, OLD)).jain).toBeLessThan(0.995);
    expect(summaryOf(run(FOUR, NEW)).jain).toBeGreaterThan(0.999);
    const [most, second] = throughputs(run(FOUR, OLD)).toSorted((a, b) => b - a);
    expect(most).toBeGreaterThan(1.1 * second);
  });

  test('dom0 is stolen from in both, beside sy and si', () => {
    for (const kernel of [OLD, NEW]) expect(top(run(FOUR, kernel)).st).toBeGreaterThan(10);
  });

  test('8a.6: vifs of one group halve, while the one with a group for itself does not', () => {
    const [first, alone, fifth] = throughputs(run(SHARED, OLD));
    expect(first / alone).toBeLessThan(0.6);
    expect(fifth / alone).toBeLessThan(0.6);
    expect(summaryOf(run(SHARED, NEW)).jain).toBeGreaterThan(0.999);
  });
});

describe('kernels.md 8a: groups of vifs', () => {
  test('8a.1: each thread stays on its CPU', () => {
    for (const cpu of [0, 1, 2, 3]) {
      expect(
        cpusOf(run(FOUR, OLD), ({ kind, thread }) => kind === 'kthread' && thread === `netback/${cpu}`),
      ).toEqual([cpu]);
    }
  });

  test('8a.2: a vif joins the group with the fewest and stays there', () => {
    const trace = run(SHARED, OLD);
    const { instants, names, threads } = trace;
    const servers = new Map<string, Set<string>>();
    for (let row = 0; row < instants.length; row++) {
      const detail = names[instants.detail[row]] ?? '';
      const thread = threads[instants.thread[row]]?.name ?? '';
      if (names[instants.name[row]] !== 'softint' || !detail.startsWith('vif')) continue;
      servers.set(detail, (servers.get(detail) ?? new Set()).add(thread));
    }
    expect(Object.fromEntries([...servers].map(([vif, by]) => [vif, [...by]]))).toEqual({
      'vif1.0': ['netback/0'],
      'vif2.0': ['netback/1'],
      'vif5.0': ['netback/0'],
    });
  });

  test('8a.3: the event only wakes the thread', () => {
    const trace = run(FOUR, OLD);
    const { instants, names } = trace;
    const events = new Set(
      contexts(trace)
        .filter(({ kind, name }) => kind === 'hardirq' && name.startsWith('vif'))
        .map(({ row }) => row),
    );
    expect(events.size).toBeGreaterThan(0);
    const raised = Array.from({ length: instants.length }, (_, row) => row).filter(
      (row) => events.has(instants.slice[row]) && names[instants.name[row]] === 'NET_RX',
    );
    expect(raised).toEqual([]);
  });

  test('8a.4: a batch has no more requests than the group has slots', () => {
    // 17 requests a packet, room for 18 must be left: 15 packets at most before they are all submitted.
    const trace = run(SHARED, OLD);
    const { instants, names, threads } = trace;
    const taken = new Map<string, number>();
    let most = 0;
    for (let row = 0; row < instants.length; row++) {
      const name = names[instants.name[row]];
      const thread = threads[instants.thread[row]]?.name ?? '';
      if (name === 'xen_netbk_tx_build_gops') taken.set(thread, 0);
      if (name !== 'softint' || !names[instants.detail[row]].startsWith('vif')) continue;
      taken.set(thread, (taken.get(thread) ?? 0) + 1);
      most = Math.max(most, taken.get(thread) ?? 0);
    }
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(15);
  });

  test('8a.5: the protocols run as the thread enables bottom halves', () => {
    const trace = run(FOUR, OLD);
    const softirqs = contexts(trace, 20_000).filter(({ kind }) => kind === 'softirq');
    const over = softirqs.map(({ row }) => {
      const below = parentSlice(trace, row);
      return below === undefined ? '' : trace.threads[trace.slices.thread[below]].name.split('/')[0];
    });
    expect(new Set(over)).toEqual(new Set(['netback']));
  });
});

describe('kernels.md 8b: NAPI and one thread for each vif', () => {
  test('8b.7: the softirq copies the packets and has no backlog', () => {
    const trace = run(FOUR, NEW);
    expect(trace.names).toContain('xenvif_poll');
    expect(trace.names).not.toContain('netif_rx_ni');
    expect(
      contexts(trace).filter(({ kind, name }) => kind === 'kthread' && name.startsWith('netback')),
    ).toEqual([]);
  });

  test("8b.8: a vif's thread is not bound", () => {
    expect(
      cpusOf(run(FOUR, NEW), ({ kind, thread }) => kind === 'kthread' && thread === 'vif1.0').length,
    ).toBeGreaterThan(1);
  });

  test('8b.9: with a late end of interrupt events come no faster than the work is done', () => {
    const input = { scenario: FOUR, kernel: NEW, until: '20ms' } as const;
    const early = summaryOf(modelRun({ ...input, set: { eoi: 'early' } }));
    const late = modelRun({ ...input, set: { eoi: 'late' } });
    expect(violations(late)).toEqual([]);
    expect(summaryOf(late).traps).toBeLessThanOrEqual(early.traps);
  });

  test('8b.11: a poll copies all its packets by one hypercall and notifies by another', () => {
    for (const kernel of [OLD, NEW]) {
      const { hypercalls = 0, packets } = summaryOf(run(FOUR, kernel));
      expect(hypercalls).toBeGreaterThan(0);
      // Each packet is copied, and its acknowledgement is copied back.
      expect(hypercalls).toBeLessThan(2 * packets.delivered);
    }
  });

  test('by hand every event channel has a CPU for itself, by themselves all are on the first', () => {
    const event = ({ kind, name }: Context): boolean => kind === 'hardirq' && name.startsWith('vif');
    expect(cpusOf(run(FOUR, NEW), event)).toEqual([0, 1, 2, 3]);
    expect(cpusOf(run(FOUR, OLD), event)).toEqual([0]);
  });
});

describe('one packet of one guest', () => {
  test.each([OLD, NEW])('%s: order of contexts', async (kernel) => {
    const resolved = resolve({ scenario: FOUR, kernel });
    if (!resolved.ok) throw new Error(resolved.problem.message);
    const { workload } = resolved.experiment;
    const trace = runToEnd({ ...resolved.experiment, workload: { ...workload, packets: 'one' } });
    expect(summaryOf(trace)).toMatchObject({ traps: 1, packets: { delivered: 1, in_flight: 0 } });
    await expect(contextsOf(trace)).toMatchFileSnapshot(`../../golden/contexts/${kernel}.txt`);
  });
});
