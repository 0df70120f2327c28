import { describe, expect, it } from 'vitest';
import { stepsOf, packetsWithSteps } from '../../../src/analysis/index.ts';
import { modelRun } from '../../fixtures/model-run.ts';

describe('a flood', () => {
  it.each([
    ['rcvbuf-flood', 'linux-4.9', ['nic#1', 'softint#1', 'recv#1']],
    ['napi-forwarding', 'linux-2.4-napi', ['nic#1', 'softint#1']],
  ])('of %s under %s can be stepped through by its first packet', (scenario, kernel, keys) => {
    const trace = modelRun({ scenario, kernel, until: '4ms' });
    expect(packetsWithSteps(trace)[0]).toBe(0);
    const steps = stepsOf(trace, 0).map(({ key }) => key);
    for (const key of keys) expect(steps).toContain(key);
  });

  it('is followed by one packet in a hundred, and by the first that each card interrupts for', () => {
    const trace = modelRun({ scenario: 'urgent-card', kernel: 'linux-2.6.31', until: '6ms' });
    const followed = packetsWithSteps(trace);
    const cards = new Set(followed.map((packet) => stepsOf(trace, packet)[0].subject));
    expect([...cards].toSorted()).toEqual(['nic0', 'nic1', 'nic2', 'nic3']);
    expect(followed.filter((packet) => packet % 101 === 0).length).toBeGreaterThan(30);
    expect(followed.length).toBeLessThan(trace.packets.length / 50);
  });

  it('begins each followed packet where it is first worked for', () => {
    const trace = modelRun({ scenario: 'rcvbuf-flood', kernel: 'linux-4.9', until: '4ms' });
    for (const packet of packetsWithSteps(trace))
      expect(['nic', 'softint']).toContain(stepsOf(trace, packet)[0].role);
  });
});
