import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBatch, buffersOfBatch, Recorder, type TraceBatch } from '../../src/trace/recorder.ts';
import { addRow } from '../../src/trace/table.ts';
import { createTrace, TABLE_NAMES, type Trace } from '../../src/trace/trace.ts';
import { rowCount, splitBatch } from '../../src/worker/split.ts';

/** A batch with `slices` slices, the last of which is open, and as many instants that point at them. */
function batchOf(slices: number, instants: number): TraceBatch {
  const recorder = new Recorder('model');
  recorder.cpu({ cpu: 1, label: 'vCPU 0', machine: 'guest' });
  for (let i = 0; i < slices; i++) {
    const row = recorder.openSlice(i, 0, 0, 'user', recorder.name(`f${i % 3}`), -1, -1, -1);
    if (i < slices - 1) recorder.closeSlice(row, i + 1);
  }
  for (let i = 0; i < instants; i++) {
    const row = addRow(recorder.trace.instants);
    recorder.trace.instants.t[row] = i;
    recorder.trace.instants.slice[row] = Math.min(i, slices - 1);
  }
  return recorder.flush(slices);
}

function rowsOf(trace: Trace): unknown {
  return TABLE_NAMES.map((name) => {
    const table = trace[name] as unknown as Record<string, Float64Array>;
    return Object.keys(trace[name].spec).map((column) => table[column].slice(0, trace[name].length));
  });
}

describe('splitting a batch', () => {
  it('returns a batch that is small enough as it is', () => {
    const batch = batchOf(10, 10);
    expect(splitBatch(batch, 20, 0)).toEqual([batch]);
  });

  it('gives the same trace as the batch itself, in parts no larger than asked for', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 50 }), (slices, instants, most) => {
        const batch = batchOf(slices, instants);
        const parts = splitBatch(batch, most, 0);
        const whole = createTrace('model');
        const pieced = createTrace('model');
        applyBatch(whole, batch);
        for (const part of parts) {
          expect(rowCount(part)).toBeLessThanOrEqual(
            Math.max(most, rowCount(batch) <= most ? rowCount(batch) : most),
          );
          applyBatch(pieced, part);
        }
        expect(rowsOf(pieced)).toEqual(rowsOf(whole));
        expect(pieced.names).toEqual(whole.names);
        expect(pieced.cpus).toEqual([{ cpu: 1, label: 'vCPU 0', machine: 'guest' }]);
      }),
      { numRuns: 50 },
    );
  });

  it('never lets a part point at a slice that has not come', () => {
    const trace = createTrace('model');
    for (const part of splitBatch(batchOf(30, 30), 7, 0)) {
      applyBatch(trace, part);
      for (let i = 0; i < trace.instants.length; i++) {
        expect(trace.instants.slice[i]).toBeLessThan(trace.slices.length);
      }
    }
  });

  it('claims to know all up to its end in the last part only', () => {
    const parts = splitBatch(batchOf(30, 0), 10, 4);
    expect(parts.map(({ upTo }) => upTo)).toEqual([4, 4, 30]);
  });

  it('gives every part buffers of its own, so that each can be transferred', () => {
    const buffers = splitBatch(batchOf(30, 30), 7, 0).flatMap(buffersOfBatch);
    expect(new Set(buffers).size).toBe(buffers.length);
  });
});
