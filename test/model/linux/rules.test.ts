import { describe, expect, test } from 'vitest';
import { KINDS, STATES } from '../../../src/trace/kinds.ts';
import { parentSlice } from '../../../src/trace/queries.ts';
import { isModelSummary, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';

function summaryOf(trace: Trace): ModelSummary {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

const floods = new Map<string, Trace>();

/** A flood of 12 ms through `kernel`; each kernel is run once. */
function flood(kernel: string): Trace {
  const trace = floods.get(kernel) ?? modelRun({ scenario: 'rcvbuf-flood', kernel, until: '12ms' });
  floods.set(kernel, trace);
  return trace;
}

interface Context {
  readonly row: number;
  readonly kind: string;
  readonly name: string;
  readonly thread: string;
  readonly start: number;
}

function contexts(trace: Trace): Context[] {
  const { slices } = trace;
  return Array.from({ length: slices.length }, (_, row) => ({
    row,
    kind: KINDS[slices.kind[row]],
    name: trace.names[slices.name[row]],
    thread: trace.threads[slices.thread[row]]?.name ?? '',
    start: slices.start[row],
  }));
}

function under(trace: Trace, row: number): string {
  const parent = parentSlice(trace, row);
  return parent === undefined || parent < 0 ? '' : KINDS[trace.slices.kind[parent]];
}

/** True if `thread` was runnable at `t`, and had been since before. */
function runnableAt(trace: Trace, thread: string, t: number): boolean {
  const { states, threads } = trace;
  for (let row = 0; row < states.length; row++) {
    const runnable = STATES[states.state[row]] === 'runnable' && threads[states.thread[row]].name === thread;
    if (runnable && states.start[row] < t && t < states.end[row]) return true;
  }
  return false;
}

function softirqsBesideKsoftirqd(trace: Trace): Context[] {
  return contexts(trace).filter(
    ({ kind, thread, start }) =>
      kind === 'softirq' && thread !== 'ksoftirqd/0' && runnableAt(trace, 'ksoftirqd/0', start),
  );
}

describe('kernels.md 4.1: contexts', () => {
  test('4.1.1: no hard interrupt nests in a hard interrupt', () => {
    const trace = modelRun({ scenario: 'four-gbe', kernel: 'linux-6.12', until: '5ms' });
    const hard = contexts(trace).filter(({ kind }) => kind === 'hardirq');
    expect(hard.length).toBeGreaterThan(10);
    expect(hard.filter(({ row }) => under(trace, row) === 'hardirq')).toEqual([]);
  });

  test('4.1.4 a: at the exit of an interrupt a softirq runs beside the handler, on what was interrupted', () => {
    const trace = roundTrip('linux-6.12');
    const softirqs = contexts(trace).filter(({ kind }) => kind === 'softirq');
    expect(softirqs.map(({ name }) => name)).toEqual(['NET_RX', 'TASKLET', 'NET_RX']);
    expect(softirqs.map(({ row }) => under(trace, row))).toEqual(['user', 'user', 'user']);
  });

  test('4.1.4 b: where a thread enables bottom halves the softirq runs in that thread', () => {
    const trace = roundTrip('linux-napi-threaded', { crypto: 'sync' });
    const softirq = contexts(trace).find(({ kind }) => kind === 'softirq')!;
    expect(softirq.thread).toBe('napi/eth0-513');
    expect(under(trace, softirq.row)).toBe('kthread');
  });
});

describe('kernels.md 4.2: the softirq loop and ksoftirqd, by era', () => {
  test('before 4.9 softirqs run in others while ksoftirqd waits for the CPU', () => {
    expect(softirqsBesideKsoftirqd(flood('linux-4.6')).length).toBeGreaterThan(0);
  });

  test('from 4.9 to 6.4 they wait for it', () => {
    expect(softirqsBesideKsoftirqd(flood('linux-4.9'))).toEqual([]);
    expect(softirqsBesideKsoftirqd(flood('linux-6.1'))).toEqual([]);
  });

  test('from 6.5 on they do not wait any more', () => {
    expect(softirqsBesideKsoftirqd(flood('linux-6.12')).length).toBeGreaterThan(0);
  });

  test('4.2.8, commit 4cd13c21b207: the receiver reads over a hundred times more, and the loss moves to the ring', () => {
    const before = summaryOf(flood('linux-4.6'));
    const after = summaryOf(flood('linux-4.9'));
    expect(after.rate.delivered_pps).toBeGreaterThan(100 * before.rate.delivered_pps);
    expect(before.packets.dropped_at.rcvbuf).toBeGreaterThan(before.packets.dropped_at['nic-ring']);
    expect(after.packets.dropped_at['nic-ring']).toBeGreaterThan(after.packets.dropped_at.rcvbuf);
  });

  test('2.6.31 goes on for ten rounds whoever waits; 4.6 stops when somebody must be scheduled', () => {
    const rounds = (kernel: string): number => {
      const { softint_dispatches: dispatches } = summaryOf(flood(kernel));
      const polls = contexts(flood(kernel)).filter(({ kind }) => kind === 'softirq').length;
      return polls / dispatches;
    };
    expect(rounds('linux-2.6.31')).toBeGreaterThan(9);
    expect(rounds('linux-2.6.31')).toBeLessThanOrEqual(11);
    expect(rounds('linux-4.9')).toBeLessThan(9);
  });
});

describe('kernels.md 4.3: NAPI', () => {
  const perInterrupt = (rate: number): number => {
    const { interrupts, packets } = summaryOf(
      modelRun({
        scenario: 'napi-forwarding',
        kernel: 'linux-2.4-napi',
        set: { rate, payload: 18 },
        until: '10ms',
      }),
    );
    return packets.offered / interrupts.nic0;
  };

  test('4.3.14: a card whose polls always find more stays silent', () => {
    const { interrupts, packets } = summaryOf(flood('linux-4.9'));
    expect(interrupts.nic0).toBe(1);
    expect(packets.delivered).toBeGreaterThan(1000);
  });

  test('4.3.15: packets per interrupt grow with the rate, from about one to thousands', () => {
    const rates = [60_000, 119_061, 232_666, 600_000].map(perInterrupt);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect(rates[0]).toBeLessThan(1.5);
    expect(rates[3]).toBeGreaterThan(1000);
  });

  test('4.3.18, 4.3.19: a receive buffer is full by truesize, not by bytes of payload', () => {
    const fullAt = (payload: number): number => {
      const trace = modelRun({
        scenario: 'rcvbuf-flood',
        kernel: 'linux-4.6',
        set: { payload, rate: 800_000, recvCost: '12us' },
        until: '5ms',
      });
      const { counters, names } = trace;
      let most = 0;
      for (let row = 0; row < counters.length; row++)
        if (names[counters.name[row]] === 'rcvbuf') most = Math.max(most, counters.value[row]);
      return most;
    };
    expect(fullAt(18)).toBe(fullAt(256));
    expect(fullAt(18)).toBeGreaterThan(2 * fullAt(257));
  });
});

describe('kernels.md 5: interrupts and softirqs in threads', () => {
  test('5a.5: the interrupt thread ends before its softirq thread begins', () => {
    const threads = contexts(roundTrip('linux-2.6.31-rt'))
      .filter(({ kind }) => kind === 'irqthread' || kind === 'kthread')
      .map(({ thread }) => thread);
    expect(threads.slice(0, 2)).toEqual(['irq/24-eth0', 'sirq-net-rx/0']);
  });

  test('5c.12: with threadirqs NET_RX runs in the interrupt thread, not in ksoftirqd', () => {
    const trace = roundTrip('linux-threadirqs', { crypto: 'sync' });
    const softirqs = contexts(trace).filter(({ kind }) => kind === 'softirq');
    expect(softirqs.length).toBeGreaterThan(0);
    expect(new Set(softirqs.map(({ thread }) => thread))).toEqual(new Set(['irq/24-eth0']));
    expect(under(trace, softirqs[0].row)).toBe('irqthread');
  });

  test('5d.14: on PREEMPT_RT whoever disables bottom halves second waits for the first', () => {
    const trace = flood('linux-rt-6.12');
    const waited = Array.from(trace.locks.waiters)
      .slice(0, trace.locks.length)
      .some((count) => count > 0);
    expect(waited).toBe(true);
  });

  test('5d.14: each CPU has a lock of its own', () => {
    const set = { cpus: 4, irqRouting: 'spread', switchCost: 40_000, background: 'idle' };
    const trace = modelRun({ scenario: 'four-gbe', kernel: 'linux-rt-6.1', set, until: 300_000 });
    const locks = new Set(trace.locks.lock.slice(0, trace.locks.length));
    expect([...locks].map((name) => trace.names[name])).toEqual(
      [0, 1, 2, 3].map((cpu) => `softirq_ctrl.lock/${cpu}`),
    );
    expect(violations(trace)).toEqual([]);
  });

  test('5d.18: interrupt threads of real-time priority starve the receiver; ordinary threads share with it', () => {
    const realtime = summaryOf(flood('linux-rt-6.12')).rate.delivered_pps;
    expect(summaryOf(flood('linux-napi-threaded')).rate.delivered_pps).toBeGreaterThan(50 * realtime);
    expect(summaryOf(flood('linux-genirq-threaded')).rate.delivered_pps).toBeGreaterThan(50 * realtime);
  });
});

describe('kernels.md 6 and 7: threaded at run time', () => {
  const toggled = (kernel: string): Context[] => contexts(modelRun({ scenario: 'toggle-threaded', kernel }));

  test('7b.3, 7b.4: the thread polls only between the two changes, and only from the next interrupt on', () => {
    const all = toggled('linux-napi-threaded');
    const thread = all.filter(({ name, kind }) => name === 'napi/eth0-513' && kind === 'kthread');
    const next = all.find(
      ({ kind, name, start }) => kind === 'hardirq' && name === 'irq24-eth0' && start >= 3e6,
    )!;
    expect(thread[0].start).toBeGreaterThan(next.start);
    expect(thread.at(-1)!.start).toBeLessThan(7.02e6);
    const polls = all.filter(({ name, start }) => name === 'NET_RX' && start > next.start && start < 7e6);
    expect(polls).toEqual([]);
  });

  test('6.4: the interrupt thread polls while its line stays masked', () => {
    const all = toggled('linux-genirq-threaded');
    const thread = all.filter(({ kind }) => kind === 'irqthread');
    expect(thread.length).toBeGreaterThan(100);
    expect(thread.every(({ start }) => start > 3e6 && start < 7.02e6)).toBe(true);
    expect(summaryOf(flood('linux-genirq-threaded')).interrupts.nic0).toBe(1);
  });
});

describe('kernels.md 4.8: transmit', () => {
  test('4.8.24: an answer causes an interrupt of its own when it is out', () => {
    const { interrupts, packets, entries } = summaryOf(
      modelRun({ scenario: 'udp-echo', kernel: 'linux-6.12' }),
    );
    expect(interrupts['nic0-tx']).toBeGreaterThanOrEqual(packets.delivered - 1);
    // One call to receive and one to send for each packet, and the first call to receive was made before the run.
    expect(entries.syscall).toBeGreaterThanOrEqual(2 * packets.delivered - 1);
  });
});

describe('the slides of 2009: throughput of interrupts and softirqs in threads', () => {
  const received = (kernel: string, linkGbps: number): number =>
    summaryOf(modelRun({ scenario: 'netperf-10gbe', kernel, set: { linkGbps } })).rate.delivered_pps;
  const byThreads = ['linux-2.6.31', 'linux-2.6.31-softirq-threads', 'linux-2.6.31-irq-softirq-threads'];

  test('at 10 Gb/s every thread on the way costs throughput', () => {
    const rates = byThreads.map((kernel) => received(kernel, 10));
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(rates[0]).toBeGreaterThan(1.1 * rates[2]);
    expect(received('linux-2.6.31-netthread', 10)).toBeGreaterThan(rates[2]);
  });

  test('at 1 Gb/s the wire is the limit and all are equal', () => {
    const rates = [...byThreads, 'linux-2.6.31-rt', 'linux-2.6.31-netthread'].map((kernel) =>
      received(kernel, 1),
    );
    expect(Math.min(...rates)).toBeGreaterThan(0.99 * Math.max(...rates));
  });
});
