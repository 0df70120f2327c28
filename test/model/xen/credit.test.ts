import { describe, expect, test } from 'vitest';
import { KIND } from '../../../src/trace/kinds.ts';
import { parentSlice } from '../../../src/trace/queries.ts';
import { isModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun } from '../../fixtures/model-run.ts';

const SCENARIO = 'netback-four-domus';

interface Stay {
  readonly core: string;
  readonly vcpu: string;
  readonly start: number;
  readonly end: number;
}

/** Who had which physical core, and when. */
function stays(trace: Trace): Stay[] {
  const { devices, names } = trace;
  return Array.from({ length: devices.length }, (_, row) => ({
    core: names[devices.device[row]],
    vcpu: names[devices.name[row]],
    start: devices.start[row],
    end: devices.end[row],
  })).filter(({ core }) => core.startsWith('core'));
}

function overlapping(all: readonly Stay[], key: 'core' | 'vcpu'): readonly Stay[] {
  const until = new Map<string, number>();
  return all
    .toSorted((a, b) => a.start - b.start)
    .filter((stay) => {
      const before = until.get(stay[key]) ?? 0;
      until.set(stay[key], Math.max(before, stay.end));
      return stay.start < before;
    });
}

function stolen(trace: Trace): number {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary.cpu_ns.reduce((sum, { steal }) => sum + steal, 0);
}

describe('the credit scheduler under dom0 and its guests', () => {
  const trace = modelRun({ scenario: SCENARIO, kernel: 'xen-netback-napi', until: '50ms' });

  test('a core has one virtual CPU at a time, and a virtual CPU one core', () => {
    const all = stays(trace);
    expect(all.length).toBeGreaterThan(100);
    expect(overlapping(all, 'core')).toEqual([]);
    expect(overlapping(all, 'vcpu')).toEqual([]);
  });

  test('dom0 executes nothing on a virtual CPU that has no core', () => {
    const { slices } = trace;
    const cores = stays(trace).filter(({ vcpu }) => vcpu.startsWith('dom0'));
    const without: number[] = [];
    for (let row = 0; row < slices.length; row++) {
      if (slices.kind[row] !== KIND.softirq || slices.end[row] === slices.start[row]) continue;
      const has = cores.some(
        ({ vcpu, start, end }) =>
          vcpu === `dom0/${slices.cpu[row]}` && start <= slices.start[row] && slices.start[row] <= end,
      );
      if (!has) without.push(row);
    }
    expect(without).toEqual([]);
  });

  test('steal lies on top of what was interrupted, with nothing over it', () => {
    const { slices } = trace;
    const rows = Array.from({ length: slices.length }, (_, row) => row);
    expect(rows.some((row) => slices.kind[row] === KIND.steal)).toBe(true);
    const over = rows.filter((row) => {
      const below = parentSlice(trace, row);
      return below !== undefined && slices.kind[below] === KIND.steal;
    });
    expect(over).toEqual([]);
  });

  test('who was put on a core stays at least a millisecond unless it has nothing to do', () => {
    // A guest gives its core up by itself only between two jobs; being preempted it goes on later with the same one.
    const dom0 = stays(trace).filter(({ vcpu }) => vcpu.startsWith('dom0'));
    const { slices } = trace;
    const preempted = dom0.filter(({ vcpu, end }) =>
      Array.from({ length: slices.length }, (_, row) => row).some((row) => {
        if (
          slices.kind[row] !== KIND.steal ||
          `dom0/${slices.cpu[row]}` !== vcpu ||
          slices.start[row] !== end
        )
          return false;
        const below = parentSlice(trace, row);
        return below !== undefined && slices.kind[below] !== KIND.idle;
      }),
    );
    expect(preempted.length).toBeGreaterThan(0);
    for (const { start, end } of preempted) expect(end - start).toBeGreaterThanOrEqual(1_000_000);
  });

  test('with a core for everybody nothing is stolen but the switches', () => {
    const plenty = modelRun({
      scenario: SCENARIO,
      kernel: 'xen-netback-napi',
      set: { cores: 16, vcpuSwitch: 0 },
      until: '5ms',
    });
    expect(stolen(plenty)).toBe(0);
    const fewer = modelRun({
      scenario: SCENARIO,
      kernel: 'xen-netback-napi',
      set: { cores: 2 },
      until: '5ms',
    });
    expect(stolen(fewer)).toBeGreaterThan(0);
  });

  test('the run is the same every time', () => {
    const again = modelRun({ scenario: SCENARIO, kernel: 'xen-netback-napi', until: '50ms' });
    expect(again.summary).toEqual(trace.summary);
  });
});
