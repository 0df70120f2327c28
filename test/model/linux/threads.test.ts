import { describe, expect, test } from 'vitest';
import { KINDS, STATES } from '../../../src/trace/kinds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { switchedTo } from '../../fixtures/contexts.ts';
import { modelRun, roundTrip } from '../../fixtures/model-run.ts';
import { callsOf, kindsBelow, sliceAt, slicesOf } from '../../fixtures/slices.ts';
import { runSummary, summaryOf } from '../../fixtures/summary.ts';

const load = (kernel: string, set = {}, until = '5ms'): Trace =>
  modelRun({ scenario: 'four-gbe', kernel, set, until });

/** Kind and thread of the contexts in which `name` is called. */
function placesOf(trace: Trace, name: string): ReadonlySet<string> {
  return new Set(
    callsOf(trace, name).map(({ slice }) => `${sliceAt(trace, slice).kind} ${sliceAt(trace, slice).thread}`),
  );
}

/** Levels that `cpu` has at the times of the calls of `name`. */
function levelsAt({ levels, names }: Trace, calls: ReturnType<typeof callsOf>): ReadonlySet<string> {
  const rows = Array.from({ length: levels.length }, (_, row) => row);
  return new Set(
    calls.map(({ t, cpu }) => {
      const row = rows.findLast((at) => levels.t[at] <= t && levels.cpu[at] === cpu);
      return row === undefined ? 'interrupts on' : names[levels.ipl[row]];
    }),
  );
}

describe('kernels.md 5a: the kernels of the slides', () => {
  test('5a.1: vanilla, softirq threads, both kinds of threads, full PREEMPT_RT', () => {
    const order = (kernel: string): readonly string[] => switchedTo(roundTrip(kernel, { crypto: 'sync' }));
    expect(order('linux-2.6.31')).toEqual([]);
    expect(order('linux-2.6.31-softirq-threads')).toEqual(['sirq-net-rx/0', 'user']);
    const both = ['irq/24-eth0', 'sirq-net-rx/0', 'user'];
    expect(order('linux-2.6.31-irq-softirq-threads')).toEqual(both);
    expect(order('linux-2.6.31-rt')).toEqual(both);
  });

  test('5a.2: a softirq that is raised wakes the thread of its vector, and nothing runs at the exit of the interrupt', () => {
    const trace = load('linux-2.6.31-softirq-threads');
    expect(slicesOf(trace, 'softirq')).toEqual([]);
    expect(placesOf(trace, 'net_rx_action')).toEqual(new Set(['kthread sirq-net-rx/0']));
    expect(trace.threads.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sirq-net-tx/0', 'sirq-net-rx/0', 'sirq-tasklet/0']),
    );
  });

  test('5a.3: hard context masks its line and wakes, the handler runs in the thread', () => {
    const trace = load('linux-2.6.31-rt', { coalesceGap: 0 });
    const places = [...placesOf(trace, 'ixgbe_msix_clean_rx')];
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(place).toMatch(/^irqthread irq\/2\d-eth\d$/);
    const threads = slicesOf(trace, 'irqthread').filter(({ name }) => name === 'irq/24-eth0');
    const stubs = slicesOf(trace, 'hardirq').filter(({ name }) => name === 'irq24-eth0');
    for (const { start, end } of threads)
      expect(stubs.filter((stub) => stub.start > start && stub.end < end)).toEqual([]);
  });

  test('5a.4: with PREEMPT_RT a softirq waits for the lock of its driver asleep, without it spinning', () => {
    const spun = (kernel: string): number => {
      const rows = runSummary('schedule-in-handler', kernel, {}, '5ms').cpu_ns;
      return rows.reduce((sum, { spin }) => sum + spin, 0);
    };
    expect(spun('linux-2.6.31-rt')).toBe(0);
    expect(spun('linux-2.6.31-irq-softirq-threads')).toBeGreaterThan(0);
  });

  test('5b.8: the polling interrupt thread takes all there is in one wake-up, and no softirq', () => {
    const trace = load('linux-2.6.31-netthread', { rate: 600_000 });
    expect(placesOf(trace, 'net_rx_action')).toEqual(new Set());
    expect(slicesOf(trace, 'softirq')).toEqual([]);
    expect(switchedTo(roundTrip('linux-2.6.31-netthread', { crypto: 'sync' }))).toEqual([
      'irq/24-eth0',
      'user',
    ]);
    const { packets, context_switches } = summaryOf(trace);
    expect(packets.delivered).toBeGreaterThan(5 * context_switches);
  });
});

describe('kernels.md 5c: threadirqs', () => {
  test('5c.9: the primary handler only wakes, and the line stays masked until the thread has run the handler', () => {
    const trace = load('linux-threadirqs', { coalesceGap: 0 });
    for (const place of placesOf(trace, 'ixgbe_msix_clean_rings')) expect(place).toMatch(/^irqthread irq\//);
    const handlers = callsOf(trace, 'ixgbe_msix_clean_rings').length;
    const entries = slicesOf(trace, 'hardirq').filter(({ name }) => /eth/.test(name)).length;
    // At the end of the run each of the four cards may have a thread that has not got the CPU yet.
    expect(entries - handlers).toBeGreaterThanOrEqual(0);
    expect(entries - handlers).toBeLessThanOrEqual(4);
  });

  test('5c.11: the handler runs with interrupts off, on PREEMPT_RT with interrupts on', () => {
    const levels = (kernel: string): ReadonlySet<string> => {
      const trace = load(kernel);
      return levelsAt(trace, callsOf(trace, 'ixgbe_msix_clean_rings'));
    };
    expect(levels('linux-threadirqs')).toEqual(new Set(['interrupts off']));
    expect(levels('linux-rt-6.1')).toEqual(new Set(['interrupts on']));
  });

  test('5c.13: what the loop leaves over goes to ksoftirqd, of a lower class: two lanes alternate', () => {
    const trace = modelRun({ scenario: 'rcvbuf-flood', kernel: 'linux-threadirqs', until: '12ms' });
    const threads = new Set(slicesOf(trace, 'softirq').map(({ thread }) => thread));
    expect(threads).toEqual(new Set(['irq/24-eth0', 'ksoftirqd/0']));
  });

  test('5d.17: on PREEMPT_RT one packet takes two switches, with a second threaded interrupt four', () => {
    expect(switchedTo(roundTrip('linux-rt-6.12', { crypto: 'sync' }))).toEqual(['irq/24-eth0', 'user']);
    expect(switchedTo(roundTrip('linux-rt-6.12', { crypto: 'hw-threaded' }))).toEqual([
      'irq/24-eth0',
      'user',
      'irq/25-crypto0',
      'user',
    ]);
  });
});

describe('kernels.md 7: threaded NAPI', () => {
  /** Packets that the thread polls in a row while a thread of higher priority might want the CPU: the longest section, ns. */
  const longest = (kernel: string): number =>
    runSummary('desktop-under-load', kernel, { rate: 600_000 }, '30ms').locking!.bh_off.longest_ns;

  test('7a.1: each NAPI instance has a thread, an ordinary one', () => {
    const trace = load('linux-napi-threaded-rfc');
    const threads = trace.threads.filter(({ name }) => name.startsWith('napi/')).map(({ name }) => name);
    expect(threads).toEqual(['napi/eth0-513', 'napi/eth1-514', 'napi/eth2-515', 'napi/eth3-516']);
  });

  test('7a.2, 7b.6: as proposed it keeps bottom halves off for the whole budget, as merged for one poll', () => {
    expect(longest('linux-napi-threaded-rfc')).toBeGreaterThan(2 * longest('linux-napi-threaded'));
  });

  test('7b.5: after each poll it runs the softirqs that are pending', () => {
    const trace = roundTrip('linux-napi-threaded', { crypto: 'sync' });
    const [softirq] = slicesOf(trace, 'softirq');
    expect(softirq.thread).toBe('napi/eth0-513');
    expect(kindsBelow(trace, softirq.row)).toEqual(['kthread']);
    expect(softirq.start).toBeGreaterThan(callsOf(trace, 'ixgbe_poll')[0].t);
  });

  test('7b.7: an isolated packet costs one interrupt and two switches', () => {
    const trace = roundTrip('linux-napi-threaded', { crypto: 'sync' });
    expect(switchedTo(trace)).toEqual(['napi/eth0-513', 'user']);
    expect(summaryOf(trace).traps).toBe(1);
  });

  test('7b.9: the thread waits for the fair scheduler, an interrupt thread of real-time priority does not', () => {
    const waits = (kernel: string, thread: string): number => {
      const trace = modelRun({ scenario: 'rcvbuf-flood', kernel, until: '15ms' });
      const { states, threads } = trace;
      let longestWait = 0;
      for (let row = 0; row < states.length; row++)
        if (threads[states.thread[row]].name === thread && STATES[states.state[row]] === 'runnable')
          longestWait = Math.max(longestWait, states.end[row] - states.start[row]);
      return longestWait;
    };
    const realtime = waits('linux-rt-6.1', 'irq/24-eth0');
    expect(waits('linux-napi-threaded', 'napi/eth0-513')).toBeGreaterThan(10 * realtime);
  });

  test('7c.10: the thread that never sleeps keeps its card silent and takes all of a CPU that nobody else wants', () => {
    const trace = load('linux-napi-busypoll', { background: 'idle' });
    expect(summaryOf(trace).interrupts.nic0).toBe(0);
    const { states, threads } = trace;
    const sleeps = Array.from({ length: states.length }, (_, row) => row).filter(
      (row) =>
        threads[states.thread[row]].name === 'napi/eth0-513' &&
        STATES[states.state[row]] === 'blocked' &&
        states.start[row] > 10_000,
    );
    expect(sleeps).toEqual([]);
    expect(KINDS[trace.slices.kind[trace.slices.length - 1]]).not.toBe('idle');
  });
});
