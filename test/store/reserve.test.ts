import { describe, expect, it } from 'vitest';
import { reserveAhead } from '../../src/store/reserve.ts';
import { addRow } from '../../src/trace/table.ts';
import { createTrace, type Trace } from '../../src/trace/trace.ts';

function traceOf(slices: number, instants: number): Trace {
  const trace = createTrace('model');
  for (let i = 0; i < slices; i++) trace.slices.start[addRow(trace.slices)] = i;
  for (let i = 0; i < instants; i++) trace.instants.t[addRow(trace.instants)] = i;
  return trace;
}

describe('reserving room for a run', () => {
  it('makes room for the whole of it once a part of it is known, and keeps the rows', () => {
    const trace = traceOf(5000, 0);
    reserveAhead(trace, 0.05);
    expect(trace.slices.capacity).toBeGreaterThanOrEqual(100_000);
    expect(trace.slices.length).toBe(5000);
    expect(trace.slices.start[4999]).toBe(4999);
  });

  it('does so for one table at a time', () => {
    const trace = traceOf(5000, 5000);
    const before = trace.instants.capacity;
    reserveAhead(trace, 0.05);
    expect(trace.instants.capacity).toBe(before);
    reserveAhead(trace, 0.05);
    expect(trace.instants.capacity).toBeGreaterThanOrEqual(100_000);
  });

  it.each([
    ['too little is known', 5000, 0.001],
    ['the run is over', 5000, 1],
    ['the table is small', 100, 0.02],
  ])('leaves a table alone when %s', (_, rows, progress) => {
    const trace = traceOf(rows, 0);
    const { capacity } = trace.slices;
    reserveAhead(trace, progress);
    expect(trace.slices.capacity).toBe(capacity);
  });

  it('does not take all memory for a guess', () => {
    const trace = traceOf(100_000, 0);
    reserveAhead(trace, 0.01);
    expect(trace.slices.capacity).toBeLessThan(5_000_000);
  });
});
