import { describe, expect, test } from 'vitest';
import { isModelSummary, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';

function forwarding(ringSize: number): Trace {
  const set = { ringSize, rate: 300_000 };
  return modelRun({ scenario: 'napi-forwarding', kernel: 'linux-6.12', set, until: '3ms' });
}

function summaryOf({ summary }: Trace): ModelSummary {
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

function slicesNamed({ slices, names }: Trace, name: string): number {
  return Array.from({ length: slices.length }, (_, row) => row).filter(
    (row) => names[slices.name[row]] === name,
  ).length;
}

describe('kernels.md 4.8: every card has a queueing discipline', () => {
  test('4.8.23: a packet that finds room in the ring passes it by', () => {
    const trace = forwarding(256);
    expect(slicesNamed(trace, 'NET_TX')).toBe(0);
    expect(trace.names).not.toContain('__qdisc_run');
  });

  test('4.8.24: what finds the send ring full waits there, and NET_TX sends it when descriptors are back', () => {
    const trace = forwarding(8);
    const { packets } = summaryOf(trace);
    expect(slicesNamed(trace, 'NET_TX')).toBeGreaterThan(0);
    expect(packets.delivered).toBeGreaterThan(500);
    expect(packets.dropped).toBe(0);
    expect(violations(trace)).toEqual([]);
  });
});
