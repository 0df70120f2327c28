import { describe, expect, it } from 'vitest';
import { comparisonRows, type ComparisonRow } from '../../src/analysis/index.ts';
import { tellingRows } from '../../src/app/compare/telling-rows.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

function idsOf(rows: readonly ComparisonRow[]): readonly string[] {
  return rows.map(({ id }) => id);
}

describe('the rows of the comparison on the page', () => {
  it('leave out what is 0 in every panel, but for the context switches', () => {
    const one = idsOf(tellingRows(comparisonRows([roundTrip('netbsd3')])));
    expect(one).not.toContain('borrows');
    expect(one).toContain('switches');
    const two = idsOf(tellingRows(comparisonRows([roundTrip('netbsd3'), roundTrip('netbsd-doran')])));
    expect(two).toContain('borrows');
  });

  it('leave out what is too short to be printed', () => {
    const few = ['linux-4.6', 'linux-4.9'].map((kernel) =>
      modelRun({ scenario: 'rcvbuf-flood', kernel, until: '8ms' }),
    );
    const rows = comparisonRows(few);
    expect(rows.find(({ id }) => id === 'latency-trap')?.values.some((value) => (value ?? 0) > 0)).toBe(true);
    expect(idsOf(tellingRows(rows))).not.toContain('latency-trap');
    expect(idsOf(tellingRows(rows))).toContain('latency-runnable');
  });

  it('begin with what answers the question of the run', () => {
    const first = (scenario: string, kernel: string): string =>
      comparisonRows([modelRun({ scenario, kernel, until: '3ms' })])[0].id;
    expect(first('desktop-under-load', 'linux-2.6.31')).toBe('frames');
    expect(first('tcp-rr-1000', 'linux-6.12')).toBe('transactions');
    expect(first('netback-four-domus', 'xen-netback-napi')).toBe('guest-vif1.0');
    expect(first('rcvbuf-flood', 'linux-4.9')).toBe('latency');
  });

  it('state demands only where a rate is offered that could be met', () => {
    const ids = (scenario: string, kernel: string): readonly string[] =>
      idsOf(comparisonRows([modelRun({ scenario, kernel, until: '3ms' })]));
    expect(ids('ipsec-load', 'netbsd3')).toContain('cpu-demand');
    expect(ids('guest-udp-flood', 'linux-4.6')).not.toContain('cpu-demand');
  });
});
