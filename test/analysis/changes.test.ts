import { describe, expect, it } from 'vitest';
import { changesOf, packetsWithSteps, stepsOf } from '../../src/analysis/index.ts';
import { changesSentence } from '../../src/narrate/index.ts';
import { modelRun } from '../fixtures/model-run.ts';

describe('what is changed while a run goes on', () => {
  const napi = modelRun({ scenario: 'toggle-threaded', kernel: 'linux-napi-threaded' });
  const genirq = modelRun({ scenario: 'toggle-threaded', kernel: 'linux-genirq-threaded' });

  it('is found with the moment at which the kernel takes notice', () => {
    for (const [trace, threads] of [
      [napi, 'napi'],
      [genirq, 'interrupt'],
    ] as const) {
      const changes = changesOf(trace);
      expect(changes.map(({ what, at }) => `${what} ${at}`)).toEqual([
        'threaded on 3000000',
        'threaded off 7000000',
      ]);
      for (const { at, inEffect = -1, threads: kind } of changes) {
        expect(inEffect).toBeGreaterThan(at);
        expect(kind).toBe(threads);
      }
    }
  });

  it('is said with the rule that holds', () => {
    expect(changesSentence(changesOf(napi))).toMatch(
      /^Threaded polling on at 3\.0 ms, holds .* us later and off at 7\.0 ms, holds .*next napi_schedule\(\), as the kernel/,
    );
    expect(changesSentence(changesOf(genirq))).toMatch(/next interrupt \(assumed/);
    expect(changesSentence([])).toBe('');
  });

  it('says so where nothing comes of it', () => {
    const actions = [{ at: 9_999_999, what: 'threaded on' }];
    const late = modelRun({ scenario: 'toggle-threaded', kernel: 'linux-napi-threaded', actions });
    expect(changesSentence(changesOf(late))).toContain('which changed nothing');
  });

  it('is nothing in a run that is left alone', () => {
    expect(changesOf(modelRun({ scenario: 'udp-echo', kernel: 'linux-6.12' }))).toEqual([]);
  });

  it('leads to the packet after it, whose first step knows nothing of what was before', () => {
    const [packet] = packetsWithSteps(napi, 3_000_000);
    const [first, second] = stepsOf(napi, packet);
    expect(first.t).toBeGreaterThan(3_000_000);
    expect(first.after).toBeGreaterThan(3_000_000);
    expect(first.realSwitch).toBeUndefined();
    expect(second.context.name).toBe('napi/eth0-513');
  });
});
