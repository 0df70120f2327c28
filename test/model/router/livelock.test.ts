import { describe, expect, test } from 'vitest';
import { contextsOf } from '../../fixtures/contexts.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, lengthsOf, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { runSummary } from '../../fixtures/summary.ts';

type Settings = Readonly<Record<string, number | string>>;

/** Packets forwarded per second at an offered rate. */
function forwarded(kernel: string, rate: number, set: Settings = {}): number {
  return runSummary('receive-livelock', kernel, { rate, ...set }).rate.delivered_pps;
}

const UNMODIFIED = 'bsd-unmodified';
const POLLING = 'bsd-polling';
const OVERLOAD = [6000, 8000, 10_000, 12_000];

describe('kernels.md 1.6.26: interrupts outrank protocols, protocols outrank programs', () => {
  test('forwards all up to about 4,700 packets/s and less and less beyond', () => {
    expect(forwarded(UNMODIFIED, 4400)).toBeGreaterThan(4350);
    const peak = Math.max(...[4500, 4700, 5000].map((rate) => forwarded(UNMODIFIED, rate)));
    expect(peak).toBeGreaterThan(4500);
    expect(peak).toBeLessThan(5000);
    const beyond = OVERLOAD.map((rate) => forwarded(UNMODIFIED, rate));
    expect(beyond).toEqual(beyond.toSorted((a, b) => b - a));
    expect(beyond[3]).toBeLessThan(0.4 * peak);
  });

  test('with the filter forwards about 2,000 packets/s at best and none at 6,000', () => {
    const screend = 'on';
    expect(forwarded(UNMODIFIED, 2000, { screend })).toBeGreaterThan(1950);
    expect(
      Math.max(...[2000, 2200, 2500].map((rate) => forwarded(UNMODIFIED, rate, { screend }))),
    ).toBeLessThan(2400);
    expect(forwarded(UNMODIFIED, 3000, { screend })).toBeLessThan(1800);
    expect(forwarded(UNMODIFIED, 6000, { screend })).toBeLessThan(50);
  });

  test('what it takes in and throws away has cost it the CPU', () => {
    const summary = runSummary('receive-livelock', UNMODIFIED, { rate: 10_000 });
    expect(summary.packets.dropped_at['ipintrq']).toBeGreaterThan(summary.packets.delivered);
    expect(summary.cpu_ns[0].idle).toBeLessThan(0.01 * summary.simulated_ns);
  });

  test('1.2.11: receive interrupts come in above the protocols', () => {
    const trace = modelRun({ scenario: 'receive-livelock', kernel: UNMODIFIED });
    const above = slicesOf(trace, 'hardirq').filter(({ row }) => kindsBelow(trace, row)[0] === 'softirq');
    expect(above.length).toBeGreaterThan(100);
  });
});

describe('kernels.md 1.6.27: polling', () => {
  test('a: an interrupt only wakes the thread, and all packet work is done there', () => {
    const trace = modelRun({ scenario: 'receive-livelock', kernel: POLLING, set: { rate: 2000 } });
    expect(callsOf(trace, 'leintr').length).toBeGreaterThan(100);
    for (const name of ['lerint', 'letint', 'ip_input', 'lestart']) {
      const places = callsOf(trace, name).map(({ slice }) => sliceAt(trace, slice).name);
      expect(new Set(places)).toEqual(new Set(['netpoll']));
    }
    expect(slicesOf(trace, 'softirq')).toEqual([]);
  });

  test('b: with a quota forwards at its best whatever comes', () => {
    const best = forwarded(POLLING, 5500);
    expect(best).toBeGreaterThan(4700);
    expect(best).toBeLessThan(5500);
    for (const rate of OVERLOAD) {
      expect(forwarded(POLLING, rate)).toBeGreaterThan(0.98 * best);
      expect(forwarded(POLLING, rate)).toBeLessThan(1.02 * best);
    }
  });

  test('4.8.25, b: without a quota receiving starves the transmit side, and throughput falls off a cliff', () => {
    expect(forwarded(POLLING, 5000, { quota: 0 })).toBeGreaterThan(4900);
    const summary = runSummary('receive-livelock', POLLING, { rate: 7000, quota: 0 });
    expect(summary.rate.delivered_pps).toBeLessThan(500);
    expect(summary.packets.dropped_at['if_snd']).toBeGreaterThan(1000);
  });

  test('b: a quota of 100 is worse than one of 10, one of 5 hardly', () => {
    const [five, ten, hundred] = [5, 10, 100].map((quota) => forwarded(POLLING, 8000, { quota }));
    expect(hundred).toBeLessThan(0.8 * ten);
    expect(five).toBeLessThanOrEqual(ten);
    expect(five).toBeGreaterThan(0.95 * ten);
  });

  test('c: no packet waits in ipintrq', () => {
    const trace = modelRun({ scenario: 'receive-livelock', kernel: POLLING });
    expect(lengthsOf(trace, 'ipintrq').values).toEqual([]);
  });

  test('d: overload is dropped in the ring and interrupts stay off', () => {
    const calm = runSummary('receive-livelock', POLLING, { rate: 1000 });
    const busy = runSummary('receive-livelock', POLLING, { rate: 12_000 });
    expect(Object.keys(busy.packets.dropped_at)).toEqual(['nic-ring']);
    expect(busy.interrupts['nic0']).toBeLessThan(calm.interrupts['nic0'] / 10);
  });

  test('e: with the filter but no feedback it livelocks', () => {
    expect(forwarded(POLLING, 7000, { screend: 'on', feedback: 'off' })).toBeLessThan(50);
  });

  test('e: with feedback it forwards about 2,000 packets/s whatever comes', () => {
    for (const rate of [2000, ...OVERLOAD]) {
      const rates = forwarded(POLLING, rate, { screend: 'on' });
      expect(rates).toBeGreaterThan(1800);
      expect(rates).toBeLessThan(2200);
    }
  });

  test("e: the filter's queue holds 32 and feedback keeps it from filling", () => {
    const full = (feedback: string): number => {
      const trace = modelRun({
        scenario: 'receive-livelock',
        kernel: POLLING,
        set: { screend: 'on', feedback },
        until: '100ms',
      });
      const { values, limit } = lengthsOf(trace, 'screend queue');
      expect(limit).toBe(32);
      return Math.max(...values);
    };
    expect(full('off')).toBe(32);
    expect(full('on')).toBeLessThan(32);
  });
});

describe('kernels.md 1.6.27f: a limit on the share of the CPU', () => {
  const shares = (cpuLimit: number): { readonly user: number; readonly pps: number } => {
    const { cpu_ns, simulated_ns, rate } = runSummary('receive-livelock', POLLING, {
      rate: 10_000,
      background: 'user',
      cpuLimit,
    });
    return { user: cpu_ns[0].user / simulated_ns, pps: rate.delivered_pps };
  };

  test.each([25, 50, 75])('at %i percent a program gets most of the rest under overload', (cpuLimit) => {
    const { user } = shares(cpuLimit);
    expect(user).toBeGreaterThan(0.75 * (1 - cpuLimit / 100));
    expect(user).toBeLessThan(1 - cpuLimit / 100);
  });

  test('without it the program gets nothing', () => {
    expect(shares(100).user).toBeLessThan(0.01);
  });

  test('packets get through nearly in proportion: a round that has begun is finished', () => {
    expect(shares(50).pps).toBeGreaterThan(0.45 * shares(100).pps);
    expect(shares(50).pps).toBeLessThan(0.65 * shares(100).pps);
  });
});

describe('the router', () => {
  test.each([
    ['bsd-unmodified', 'off'],
    ['bsd-unmodified', 'on'],
    ['bsd-polling', 'off'],
    ['bsd-polling', 'on'],
  ])('order of contexts of one packet: %s, filter %s', async (kernel, screend) => {
    const trace = modelRun({
      scenario: 'receive-livelock',
      kernel,
      set: { rate: 1000, screend },
      until: '1400us',
    });
    const name = screend === 'on' ? `${kernel}+screend` : kernel;
    await expect(contextsOf(trace)).toMatchFileSnapshot(`../../golden/contexts/${name}.txt`);
  });

  test.each(['off', 'on'])('does nothing but tick while nothing comes, filter %s', (screend) => {
    for (const kernel of [UNMODIFIED, POLLING]) {
      const summary = runSummary('receive-livelock', kernel, { rate: 1, screend }, '50ms');
      expect(summary.packets.offered).toBe(0);
      expect([summary.traps, summary.context_switches, summary.entries.syscall]).toEqual([0, 0, 0]);
      const [{ idle, hardirq, trap }] = summary.cpu_ns;
      expect(idle + hardirq + trap).toBe(summary.simulated_ns);
    }
  });

  test('offers quota and feedback only where packets are polled', () => {
    expect(() => forwarded(UNMODIFIED, 1000, { quota: 5 })).toThrow('quota does not apply to bsd-unmodified');
    expect(() => forwarded(UNMODIFIED, 1000, { feedback: 'off' })).toThrow('feedback does not apply');
  });

  test('counts the system calls of the filter, and each switch to it', () => {
    const summary = runSummary('receive-livelock', UNMODIFIED, { rate: 500, screend: 'on' });
    expect(summary.entries.syscall).toBeGreaterThanOrEqual(summary.packets.delivered);
    expect(summary.per_packet.context_switches).toBeCloseTo(2, 1);
  });

  test.each([
    [UNMODIFIED, {}],
    [UNMODIFIED, { screend: 'on' }],
    [POLLING, {}],
    [POLLING, { screend: 'on' }],
    [POLLING, { screend: 'on', feedback: 'off', quota: 0 }],
  ])('%s with %o keeps the promises of a trace', (kernel, set) => {
    for (const rate of [500, 3000, 12_000]) {
      const trace = modelRun({ scenario: 'receive-livelock', kernel, set: { ...set, rate }, until: '50ms' });
      expect(violations(trace)).toEqual([]);
    }
  });
});
