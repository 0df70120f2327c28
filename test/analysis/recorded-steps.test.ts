import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alignedToModel, alignStepLists, firstChain, stepsOf } from '../../src/analysis/index.ts';
import { importToEnd } from '../../src/import/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { roundTrip } from '../fixtures/model-run.ts';

function recording(id: string): Trace {
  const url = new URL(`../../public/captures/${id}/trace.txt.gz`, import.meta.url);
  return importToEnd(new Uint8Array(readFileSync(url)), id);
}

const MAIL = alignStepLists(
  ['netbsd3', 'netbsd-ithreads'].map((kernel) => stepsOf(roundTrip(kernel), 0)),
).map(({ key }) => key);

describe('the steps of a recording beside those of a simulated packet', () => {
  it.each([
    ['ipsec612-1cpu-cryptd-gcm', ['nic#1', 'softint#1', 'crypto#1', 'user#2']],
    ['stock61-2cpu-vanilla-moderate', ['nic#1', 'softint#1', 'user#1']],
    ['rt61-1cpu-vanilla-moderate', ['nic#1', 'softint#1', 'user#1']],
  ])('have its keys where they have the same cause (%s)', (id, expected) => {
    const trace = recording(id);
    const steps = alignedToModel(trace, firstChain(trace), MAIL);
    expect(steps.map(({ key }) => key).filter((key) => MAIL.includes(key))).toEqual(expected);
  });

  it('stay in order of time, none twice', () => {
    const trace = recording('rt61-1cpu-vanilla-moderate');
    const steps = alignedToModel(trace, firstChain(trace), MAIL);
    const aligned = alignStepLists([stepsOf(roundTrip('netbsd3'), 0), steps]);
    const times = aligned.flatMap(({ cells }) => cells[1]?.t ?? []);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times).toHaveLength(steps.length);
  });

  it('keep their own keys where there is no simulated packet', () => {
    const trace = recording('stock61-2cpu-vanilla-moderate');
    expect(alignedToModel(trace, firstChain(trace), [])).toEqual(firstChain(trace));
  });
});
