import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../src/trace/trace.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';
import { slicesOf } from '../../fixtures/slices.ts';
import { summaryOf } from '../../fixtures/summary.ts';

type Set = Readonly<Record<string, number | string>>;

const FOUR: Set = { cpus: 4, queues: 4, flows: 25, threads: 4 };

const made = new Map<string, Trace>();

/** A run of 3 ms; the same one is made once. */
function run(scenario: string, kernel: string, set: Set): Trace {
  const key = `${scenario} ${kernel} ${JSON.stringify(set)}`;
  const trace = made.get(key) ?? modelRun({ scenario, kernel, set, until: '3ms' });
  made.set(key, trace);
  return trace;
}

const flood = (kernel: string, set: Set): Trace => run('rcvbuf-flood', kernel, set);

/** CPUs on which a thread had the CPU. */
function cpusOf(trace: Trace, thread: string): ReadonlySet<number> {
  const kinds = ['user', 'sys', 'kthread', 'irqthread'] as const;
  const slices = kinds.flatMap((kind) => slicesOf(trace, kind));
  return new Set(slices.filter((slice) => slice.thread === thread).map(({ cpu }) => cpu));
}

function interruptsBetweenCpus(trace: Trace): readonly string[] {
  return slicesOf(trace, 'hardirq')
    .map(({ name }) => name)
    .filter((name) => name === 'reschedule' || name === 'call_function_single');
}

function stacksOf(trace: Trace): ReadonlySet<string> {
  const { stacks, names } = trace;
  return new Set(Array.from({ length: stacks.length }, (_, row) => names[stacks.name[row]]));
}

describe('kernels.md 4.1.3: softirqs and CPUs', () => {
  test('4.1.3: the same vector runs on several CPUs at once, and ksoftirqd stays on its own', () => {
    const trace = flood('linux-6.12', FOUR);
    const softirqs = slicesOf(trace, 'softirq');
    const [first] = softirqs;
    const beside = softirqs.filter(
      ({ cpu, start, end }) => cpu !== first.cpu && start < first.end && end > first.start,
    );
    expect(beside.length).toBeGreaterThan(0);
    for (const number of [0, 1, 2, 3])
      for (const cpu of cpusOf(trace, `ksoftirqd/${number}`)) expect(cpu).toBe(number);
  });
});

describe('kernels.md 12: queues, vectors and flows', () => {
  test('each queue has a vector and a NAPI instance of its own, on the CPU that it is routed to', () => {
    const trace = flood('linux-napi-threaded', FOUR);
    expect(Object.keys(summaryOf(trace).interrupts)).toEqual([0, 1, 2, 3].map((i) => `nic0-TxRx-${i}`));
    const handlers = slicesOf(trace, 'hardirq').filter(({ name }) => name.includes('eth0'));
    for (const { name, cpu } of handlers) expect(name).toBe(`irq${24 + cpu}-eth0-TxRx-${cpu}`);
    const threads = trace.threads.map(({ name }) => name).filter((name) => name.startsWith('napi/'));
    expect(threads).toEqual([513, 514, 515, 516].map((id) => `napi/eth0-${id}`));
  });

  test('all vectors interrupt the first CPU unless they are spread', () => {
    const trace = flood('linux-6.12', { ...FOUR, irqRouting: 'boot' });
    const handlers = slicesOf(trace, 'hardirq').filter(({ name }) => name.includes('eth0'));
    expect(new Set(handlers.map(({ cpu }) => cpu))).toEqual(new Set([0]));
  });

  test('a flow keeps its queue: one flow uses one vector however many there are', () => {
    const { interrupts } = summaryOf(flood('linux-6.12', { ...FOUR, flows: 1 }));
    expect(Object.values(interrupts).filter((count) => count > 0)).toHaveLength(1);
  });

  test('another seed spreads the flows otherwise', () => {
    const fill = (seed: number): string => {
      const set = { ...FOUR, flows: 6, rate: 200_000 };
      const trace = modelRun({ scenario: 'rcvbuf-flood', kernel: 'linux-6.12', set, seed, until: '1ms' });
      return JSON.stringify(summaryOf(trace).packets_per_interrupt);
    };
    expect(new Set([1, 2, 3, 4].map(fill)).size).toBeGreaterThan(1);
  });
});

describe('where threads run', () => {
  test('kernels.md 12: beside another CPU the receiver runs while its packets are polled', () => {
    const one = summaryOf(flood('linux-napi-threaded', {}));
    const trace = flood('linux-napi-threaded', { cpus: 2 });
    expect(summaryOf(trace).rate.delivered_pps).toBeGreaterThan(1.5 * one.rate.delivered_pps);
    expect(cpusOf(trace, 'udp_sink').has(1)).toBe(true);
  });

  test('kernels.md 5c.10: an interrupt thread follows its interrupt', () => {
    const trace = flood('linux-threadirqs', FOUR);
    for (const cpu of [0, 1, 2, 3])
      expect(cpusOf(trace, `irq/${24 + cpu}-eth0-TxRx-${cpu}`)).toEqual(new Set([cpu]));
  });

  test.each([
    'linux-2.6.31',
    'linux-4.6',
    'linux-6.1',
    'linux-6.12',
    'linux-genirq-threaded',
    'linux-napi-threaded',
    'linux-napi-busypoll',
    'linux-rt-6.12',
  ])('a thread of %s that moves runs on one CPU at a time', (kernel) => {
    for (const background of ['user', 'idle'])
      for (const irqRouting of ['boot', 'spread']) {
        const set = { cpus: 3, queues: 2, flows: 7, threads: 3, rate: 300_000, background, irqRouting };
        expect(violations(run('rcvbuf-flood', kernel, set))).toEqual([]);
      }
  });

  test('a move to another CPU is counted, marked there, and an arrow leads to it', () => {
    const trace = run('netperf-10gbe', 'linux-6.12', { cpus: 4, queues: 4, flows: 25, threads: 6 });
    const { instants, links, slices, names, threads } = trace;
    const moves = Array.from({ length: instants.length }, (_, row) => row).filter(
      (row) => names[instants.name[row]] === 'sched_migrate_task',
    );
    expect(moves.length).toBe(summaryOf(trace).migrations);
    expect(moves.length).toBeGreaterThan(0);
    for (const row of moves) {
      const [, from, to] = /^CPU (\d+) to CPU (\d+)$/.exec(names[instants.detail[row]])!;
      expect(Number(to)).toBe(instants.cpu[row]);
      expect(from).not.toBe(to);
      expect(threads[instants.thread[row]].name).toMatch(/^udp_sink/);
    }
    const arrows = Array.from({ length: links.length }, (_, row) => row).filter(
      (row) => slices.cpu[links.from[row]] !== slices.cpu[links.to[row]],
    );
    expect(arrows.length).toBeGreaterThan(0);
    expect(summaryOf(flood('linux-6.12', {})).migrations).toBeUndefined();
  });

  test('a CPU that is about to idle pulls over a program that waits elsewhere', () => {
    const set = { cpus: 2, threads: 3, flows: 3, rate: 600_000, background: 'idle' };
    const both = cpusOf(run('netperf-10gbe', 'linux-6.12', set), 'udp_sink/2');
    expect(both.size).toBe(2);
  });

  test('from 4.1 on a program that softirqs leave nothing of its CPU is moved to an idle one; before, it stays', () => {
    const reads = (kernel: string): number => {
      const set = { cpus: 4, flows: 1 };
      return summaryOf(modelRun({ scenario: 'rcvbuf-flood', kernel, set, until: '8ms' })).rate.delivered_pps;
    };
    expect(reads('linux-6.12')).toBeGreaterThan(500_000);
    expect(reads('linux-2.6.31')).toBeLessThan(reads('linux-6.12') / 50);
  });

  test('a program that is bound stays, whatever interrupts leave it', () => {
    const trace = flood('linux-6.12', { cpus: 4, rate: 300_000, readerAffinity: 'bound' });
    expect(cpusOf(trace, 'udp_sink')).toEqual(new Set([0]));
    expect(summaryOf(trace).migrations).toBe(0);
  });

  test('a napi thread that is bound stays with its interrupt; a free one leaves it', () => {
    const cpus = (napiAffinity: string): ReadonlySet<number> => {
      const set = { ...FOUR, irqRouting: 'boot', rate: 600_000, napiAffinity };
      const trace = flood('linux-napi-threaded', set);
      return new Set([513, 514, 515, 516].flatMap((id) => [...cpusOf(trace, `napi/eth0-${id}`)]));
    };
    expect(cpus('interrupt')).toEqual(new Set([0]));
    expect(cpus('free').size).toBeGreaterThan(1);
  });

  test('a busy CPU is told by an interrupt to reschedule, which is no trap; an idle one sees it by itself', () => {
    const busy = flood('linux-napi-threaded', { ...FOUR, background: 'user', rate: 300_000 });
    expect(interruptsBetweenCpus(busy).length).toBeGreaterThan(0);
    for (const trace of [busy, flood('linux-napi-threaded', { cpus: 2 })]) {
      const { entries, interrupts, traps } = summaryOf(trace);
      expect(interruptsBetweenCpus(trace)).toHaveLength(entries.ipi);
      expect(traps).toBe(Object.values(interrupts).reduce((sum, count) => sum + count, 0));
    }
    expect(summaryOf(flood('linux-napi-threaded', { cpus: 2 })).entries.ipi).toBe(0);
  });
});

describe('kernels.md 4.4: receive packet steering', () => {
  const steered = (kernel: string, set: Set = {}): Trace =>
    flood(kernel, { cpus: 4, flows: 25, threads: 4, rate: 1_000_000, rps: 'all', ...set });

  test('4.4.21: other CPUs are told by an interrupt, and poll their backlogs in NET_RX', () => {
    const trace = steered('linux-6.12');
    expect(summaryOf(trace).entries.ipi).toBeGreaterThan(0);
    expect(stacksOf(trace)).toContain('rps_trigger_softirq');
    expect(new Set(slicesOf(trace, 'softirq').map(({ cpu }) => cpu))).toEqual(new Set([0, 1, 2, 3]));
    expect(violations(trace)).toEqual([]);
  });

  test('4.4.21: a backlog takes a thousand packets and drops what comes then', () => {
    const trace = steered('linux-6.12', { udpInput: '4us', flows: 1 });
    const { counters, names } = trace;
    const rows = Array.from({ length: counters.length }, (_, row) => row);
    const lengths = rows.filter((row) => names[counters.name[row]].startsWith('backlog/'));
    expect(Math.max(...lengths.map((row) => counters.value[row]))).toBe(1000);
    expect(summaryOf(trace).packets.dropped_at.backlog).toBeGreaterThan(0);
  });

  test('4.4.22: the more packets a poll brings, the fewer interrupts each costs', () => {
    const perPacket = (rate: number): number => {
      const { entries, packets } = summaryOf(steered('linux-4.6', { rate, coalesceGap: '50us' }));
      return entries.ipi / packets.offered;
    };
    const [few, many] = [perPacket(50_000), perPacket(1_000_000)];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThan(few / 2);
  });

  test('seed 003: threaded NAPI leaves steering as it is: NET_RX polls the backlogs', () => {
    const trace = steered('linux-napi-threaded');
    const elsewhere = slicesOf(trace, 'softirq').filter(({ cpu, name }) => cpu > 0 && name === 'NET_RX');
    expect(elsewhere.length).toBeGreaterThan(0);
    expect(violations(trace)).toEqual([]);
  });
});

describe('kernels.md 6: vectors of their own, and shared ones', () => {
  const others = (kernel: string, set: Set): NonNullable<ReturnType<typeof summaryOf>['other_cause']> =>
    summaryOf(flood(kernel, { cpus: 2, rate: 700_000, otherEvents: 5000, ...set })).other_cause!;

  test('6.1, seed 002: with a shared vector other events wait while the interrupt thread polls', () => {
    const rate = 2_000_000;
    const own = others('linux-genirq-threaded', { rate, vectors: 'msix' });
    const shared = others('linux-genirq-threaded', { rate, vectors: 'shared' });
    expect(own.waiting).toBe(0);
    const worst = shared.waiting > 0 ? Infinity : shared.latency_ns!.max;
    expect(worst).toBeGreaterThan(20 * own.latency_ns!.max);
  });

  test('a poll in softirqs or in a napi thread does not mask the line for the others', () => {
    for (const kernel of ['linux-4.6', 'linux-napi-threaded']) {
      const shared = others(kernel, { vectors: 'shared' });
      expect(shared.handled).toBeGreaterThan(10);
      expect(shared.latency_ns!.max).toBeLessThan(10_000);
    }
  });

  test('a vector of its own has a line and a handler of its own', () => {
    const set = { cpus: 2, rate: 700_000, otherEvents: 5000, vectors: 'msix' };
    const trace = flood('linux-genirq-threaded', set);
    expect(summaryOf(trace).interrupts['nic0-other']).toBe(summaryOf(trace).other_cause!.handled);
    expect(violations(trace)).toEqual([]);
    expect(violations(flood('linux-genirq-threaded', { ...set, vectors: 'shared' }))).toEqual([]);
  });
});

describe('kernels.md 6.2, 7b: the administrator and the driver choose how the threads compete', () => {
  const read = (kernel: string, set: Set): number => {
    const trace = modelRun({ scenario: 'rcvbuf-flood', kernel, set, until: '20ms' });
    return summaryOf(trace).rate.delivered_pps;
  };

  test('seed 003: nice weighs the napi thread against the receiver', () => {
    const [greedy, fair, modest] = [-15, 0, 15].map((napiNice) => {
      const set = { napiNice };
      return summaryOf(
        modelRun({ scenario: 'rcvbuf-flood', kernel: 'linux-napi-threaded', set, until: '28ms' }),
      );
    });
    expect(greedy.rate.delivered_pps).toBeLessThan(fair.rate.delivered_pps / 2);
    expect(greedy.packets.dropped_at['nic-ring']).toBeLessThan(fair.packets.dropped_at['nic-ring']);
    expect(modest.packets.dropped_at['nic-ring']).toBeGreaterThan(fair.packets.dropped_at['nic-ring']);
  });

  test('as SCHED_FIFO threads they starve it', () => {
    expect(read('linux-napi-threaded', { napiPolicy: 'fifo' })).toBeLessThan(
      read('linux-napi-threaded', {}) / 10,
    );
    expect(read('linux-genirq-threaded', { irqThreadPolicy: 'fifo' })).toBeLessThan(
      read('linux-genirq-threaded', {}) / 10,
    );
  });

  test('6.2: without affinity the interrupt thread leaves the CPU of its interrupt; else it follows', () => {
    const cpus = (irqAffinity: string): ReadonlySet<number> => {
      const set = { ...FOUR, irqRouting: 'boot', irqAffinity, rate: 600_000 };
      return new Set(
        [24, 25, 26, 27].flatMap((irq) => [
          ...cpusOf(flood('linux-genirq-threaded', set), `irq/${irq}-eth0-TxRx-${irq - 24}`),
        ]),
      );
    };
    expect(cpus('follows')).toEqual(new Set([0]));
    expect(cpus('free').size).toBeGreaterThan(1);
  });
});

describe('kernels.md 4.3.20: the lock of a socket that several CPUs bring packets to', () => {
  // Below what the CPUs can take packets come one by one, and do not meet.
  const one = (kernel: string, set: Set = {}): Trace =>
    flood(kernel, { cpus: 4, queues: 4, flows: 25, threads: 1, rate: 6_000_000, ...set });

  test('4.3.20: CPUs spin for it, one has it at a time, and packets of one CPU never wait for it', () => {
    for (const kernel of ['linux-4.6', 'linux-6.12', 'linux-napi-threaded', 'linux-2.6.31-softirq-threads']) {
      const trace = one(kernel);
      expect(slicesOf(trace, 'spin').length).toBeGreaterThan(10);
      expect(violations(trace)).toEqual([]);
      expect(slicesOf(one(kernel, { queues: 1 }), 'spin')).toEqual([]);
    }
  });

  test('4.3.20: an interrupt that waits while the lock arrives is no time of the lock', () => {
    const set = {
      cpus: 4,
      queues: 8,
      flows: 7,
      rate: 4_000_000,
      rps: 'all',
      deferHardIrqs: 5,
      groFlushTimeout: '50us',
    };
    const trace = modelRun({ scenario: 'toggle-threaded', kernel: 'linux-6.1', set, until: '1ms' });
    expect(slicesOf(trace, 'spin').length).toBeGreaterThan(10);
    expect(violations(trace)).toEqual([]);
  });

  test('4.3.20: it costs the more the farther the CPUs are from each other', () => {
    const spinning = (spinTransfer: string): number =>
      slicesOf(one('linux-6.12', { spinTransfer }), 'spin').reduce(
        (sum, { start, end }) => sum + end - start,
        0,
      );
    expect(spinning('300ns')).toBeGreaterThan(1.5 * spinning('40ns'));
  });
});
