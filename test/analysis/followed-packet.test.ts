import { describe, expect, test } from 'vitest';
import { journeyOf, packetsWithSteps, packetToFollow, stepsOf, type Span } from '../../src/analysis/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

const OVERLOAD = { scenario: 'receive-livelock', until: '40ms' };
const overload = [
  modelRun({ ...OVERLOAD, kernel: 'bsd-unmodified' }),
  modelRun({ ...OVERLOAD, kernel: 'bsd-polling' }),
];
const UNCHANGED = [[], []];

function latencyOf(trace: Trace, packet: number): number {
  const life = journeyOf(trace, packet);
  return (life?.delivered ?? NaN) - (life?.arrived ?? 0);
}

function followed(...asked: Parameters<typeof packetToFollow>): number | undefined {
  const search = packetToFollow(...asked);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

const from = (start: number): Span => ({ start, end: start + 4_000_000 });

describe('the packet that is stepped through', () => {
  test('is the first one unless the scenario opens later', () => {
    expect(followed(overload, UNCHANGED, undefined)).toBe(packetsWithSteps(overload[0])[0]);
    expect(followed([roundTrip('netbsd3')], [[]], undefined)).toBe(0);
  });

  test('comes after the opening and is delivered by all, though most are dropped by one of them', () => {
    const packet = followed(overload, UNCHANGED, from(15_000_000)) ?? -1;
    for (const trace of overload) {
      expect(packetsWithSteps(trace, 15_000_000)).toContain(packet);
      expect(journeyOf(trace, packet)?.delivered).toBeGreaterThan(15_000_000);
    }
  });

  test('leads its batch in both, where cards hand over several at a time', () => {
    const cards = ['netbsd3', 'netbsd-ithreads'].map((kernel) =>
      modelRun({ scenario: 'four-gbe', kernel, until: '3ms' }),
    );
    const packet = followed(cards, UNCHANGED, from(2_000_000)) ?? -1;
    const [nested, thread] = cards.map((trace) => stepsOf(trace, packet)[0]);
    expect(nested.context.kind).toBe('hardirq');
    expect(thread.realSwitch?.to).toMatch(/^nic\d$/);
  });

  test('is one that is dropped where all of them are', () => {
    const [late] = packetsWithSteps(overload[0], 39_000_000);
    expect(followed(overload, UNCHANGED, from(39_000_000))).toBe(late);
  });

  test('is the first of a run that ends before the scenario opens', () => {
    expect(followed(overload, UNCHANGED, from(90_000_000))).toBe(packetsWithSteps(overload[0])[0]);
  });

  test('is the slowest of those that came to all at the same time, where the scenario opens with that', () => {
    const rr = ['linux-6.1', 'linux-napi-threaded'].map((kernel) =>
      modelRun({ scenario: 'tcp-rr-1000', kernel, until: '1500us' }),
    );
    const packet = followed(rr, UNCHANGED, 'slowest') ?? -1;
    const lives = rr.map((trace) => journeyOf(trace, packet));
    expect(lives[0]?.arrived).toBe(lives[1]?.arrived);
    const longest = Math.max(...lives.map((life) => (life?.delivered ?? NaN) - (life?.arrived ?? 0)));
    for (const other of packetsWithSteps(rr[0]).filter((id) => id < 1000)) {
      const all = rr.map((trace) => journeyOf(trace, other)?.delivered);
      if (all.includes(undefined)) continue;
      for (const trace of rr) expect(latencyOf(trace, other)).toBeLessThanOrEqual(longest);
    }
    expect(rr.map((trace) => stepsOf(trace, packet).length)).not.toContain(0);
  });

  test('is the first after a change, whatever the scenario says', () => {
    const change = {
      what: 'threaded on',
      at: 20_000_000,
      inEffect: undefined,
      threads: 'napi',
    } as const;
    const packet = followed(overload, [[change], []], from(5_000_000));
    expect(packet).toBe(packetsWithSteps(overload[0], 20_000_000)[0]);
  });
});
