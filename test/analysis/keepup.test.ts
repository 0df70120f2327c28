import { describe, expect, it } from 'vitest';
import { whoKeepsUp } from '../../src/analysis/index.ts';
import type { ExperimentInput } from '../../src/scenarios/index.ts';
import { createTrace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

function load(
  kernel: string,
  set: ExperimentInput['set'],
  scenario = 'ipsec-load',
): ReturnType<typeof whoKeepsUp> {
  return whoKeepsUp(modelRun({ scenario, kernel, set, until: '10ms' }));
}

describe('who keeps up', () => {
  it('says nothing of a recording or of a run that goes on', () => {
    expect(whoKeepsUp(createTrace('recording'))).toBeUndefined();
    expect(whoKeepsUp(createTrace('model'))).toBeUndefined();
  });

  it('lets one packet be kept up with by everybody', () => {
    expect(whoKeepsUp(roundTrip('netbsd-ithreads'))).toMatchObject({ keepsUp: true, drops: [] });
  });

  it('keeps up at a rate that leaves CPU time over, and demands as many switches as packets need', () => {
    const verdict = load('netbsd-ithreads', { rate: '5k' });
    expect(verdict).toMatchObject({
      keepsUp: true,
      limit: 'offered',
      switchesDemanded: 30_000,
      capacityPercent: 100,
    });
    expect(verdict?.demandPercent).toBeLessThan(100);
  });

  it('demands more than a CPU of threads at the rate of the mail, which the big lock kernel handles', () => {
    expect(load('netbsd-ithreads', {})?.demandPercent).toBeGreaterThan(100);
    expect(load('netbsd-ithreads', {})?.switchesDemanded).toBe(300_000);
    expect(load('netbsd3', {})?.demandPercent).toBeLessThan(100);
  });

  it('finds the CPU if packets are dropped and no time is left', () => {
    const verdict = load('netbsd3', { rate: '400k', payload: 20, cryptoTime: '1us' });
    expect(verdict?.keepsUp).toBe(false);
    expect(verdict).toMatchObject({ limit: 'cpu', bottleneck: 'CPU 0' });
    expect(verdict?.cpus[0].taken).toBeGreaterThan(0.95);
  });

  it('finds the crypto card if it is always busy and CPU time is left', () => {
    const verdict = load('netbsd3', { rate: '50k', cryptoTime: '200us' });
    expect(verdict).toMatchObject({ keepsUp: false, limit: 'crypto', bottleneck: 'ubsec0' });
  });
});
