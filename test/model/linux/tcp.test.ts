import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/trace/kinds.ts';
import { isModelSummary, type Latency, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';

type Set = Readonly<Record<string, number | string>>;

/** A machine that is small and quick, with other parameters as in the scenario. */
const SMALL: Set = { cpus: 4, threads: 4, queues: 2, flows: 200, clientTime: 20_000 };

const runs = new Map<string, Trace>();

function run(kernel: string, set: Set, until = '2ms'): Trace {
  const key = JSON.stringify([kernel, set, until]);
  const trace =
    runs.get(key) ?? modelRun({ scenario: 'tcp-rr-1000', kernel, set: { ...SMALL, ...set }, until });
  runs.set(key, trace);
  return trace;
}

function summaryOf(trace: Trace): ModelSummary {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

function transactionsOf(trace: Trace): NonNullable<ModelSummary['transactions']> {
  const { transactions } = summaryOf(trace);
  if (transactions === undefined) throw new Error('the run has no transactions');
  return transactions;
}

/** How often the run charged constant `cost`, by the kind of slice that paid. */
function uses({ provenance, slices, names }: Trace, cost: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let row = 0; row < provenance.length; row++) {
    if (names[provenance.cost[row]] !== cost) continue;
    const kind = KINDS[slices.kind[provenance.slice[row]]];
    counts[kind] = (counts[kind] ?? 0) + provenance.count[row];
  }
  return counts;
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function slicesNamed({ slices, names }: Trace, name: string): number {
  let count = 0;
  for (let row = 0; row < slices.length; row++) if (names[slices.name[row]] === name) count++;
  return count;
}

describe('kernels.md 4.3.16: GRO in a run', () => {
  test('the four segments of a request of 5,000 bytes climb the stack as one packet', () => {
    const trace = run('linux-6.1', { payload: 5000 });
    const frames = total(uses(trace, 'driverRx'));
    expect(summaryOf(trace).packets.delivered).toBeGreaterThan(400);
    // Four segments and the acknowledgement of the answer before make two packets.
    expect(total(uses(trace, 'ipInput')) / frames).toBeGreaterThan(0.35);
    expect(total(uses(trace, 'ipInput')) / frames).toBeLessThan(0.6);
  });

  test('requests of one byte are pushed and merge with nothing', () => {
    const trace = run('linux-6.1', {});
    const frames = total(uses(trace, 'driverRx'));
    expect(frames).toBeGreaterThan(200);
    // The last batch may be on its way as the run ends.
    expect(frames - total(uses(trace, 'ipInput'))).toBeLessThan(2 * 64);
  });
});

describe('kernels.md 4.3.18: TCP and its socket', () => {
  test('what comes while a system call owns the socket is processed by the thread that owns it', () => {
    const trace = run('linux-6.1', { payload: 60_000, flows: 4, linkGbps: 10, copyPerByte: 3 });
    const { softirq = 0, sys = 0 } = uses(trace, 'sbAppend');
    expect(softirq).toBeGreaterThan(0);
    expect(sys).toBeGreaterThan(0);
  });

  test('a short request finds its socket free, unless the call that answered the last one was interrupted for long', () => {
    const { softirq = 0, sys = 0 } = uses(run('linux-6.1', {}), 'sbAppend');
    expect(sys).toBeLessThan(softirq / 100);
  });

  test('the answer to a short request acknowledges it; a longer one is acknowledged from the softirq', () => {
    expect(total(uses(run('linux-6.1', {}), 'tcpAck'))).toBe(0);
    const trace = run('linux-6.1', { payload: 5000 });
    expect(uses(trace, 'tcpAck').softirq).toBeGreaterThan(summaryOf(trace).packets.delivered / 8);
  });

  test('what a full ring drops comes again after the retransmission timeout, and the request is answered', () => {
    const lost = run('linux-6.1', { ringSize: 3, flows: 4, payload: 5000 }, '230ms');
    expect(summaryOf(lost).packets.dropped_at['nic-ring']).toBeGreaterThan(0);
    expect(transactionsOf(lost).latency_ns?.max).toBeGreaterThan(200e6);
  });
});

describe('kernels.md 4.8: transmission', () => {
  test('4.8.23: packets that find the queue busy are left to the CPU that sends, under one doorbell', () => {
    const busy = { cpus: 8, threads: 8, driverTx: 500, doorbell: 400 };
    const trace = run('linux-6.1', busy);
    expect(total(uses(trace, 'qdisc'))).toBeGreaterThan(0);
    expect(total(uses(trace, 'doorbell'))).toBeLessThan(total(uses(trace, 'driverTx')));
  });

  test('4.8.24: sent frames are cleaned up by the poll of their queue, in whatever context polls', () => {
    expect(Object.keys(uses(run('linux-6.1', {}), 'txComplete'))).toEqual(['softirq']);
    expect(Object.keys(uses(run('linux-napi-threaded', {}), 'txComplete'))).toEqual(['kthread']);
  });

  test('4.1.2, 4.8.24: NET_TX sends what waited for descriptors, and only then does it run', () => {
    expect(slicesNamed(run('linux-6.1', { flows: 50 }), 'NET_TX')).toBe(0);
    const trace = run('linux-6.1', { ringSize: 4, flows: 50 });
    expect(slicesNamed(trace, 'NET_TX')).toBeGreaterThan(0);
    expect(violations(trace)).toEqual([]);
  });
});

describe('a closed loop of requests', () => {
  test('never has more requests on their way than connections', () => {
    const { packets } = summaryOf(run('linux-6.1', {}));
    expect(packets.in_flight).toBeLessThanOrEqual(200);
    expect(packets.offered).toBeGreaterThan(200);
  });

  test('takes as long as the connections share the rate: the number of them is rate times time', () => {
    const trace = run('linux-6.1', {}, '6ms');
    const { per_s: perSecond, count } = transactionsOf(trace);
    const mean = meanLatency(trace);
    expect(count).toBeGreaterThan(500);
    expect((perSecond * mean) / 1e9 / 200).toBeGreaterThan(0.7);
    expect((perSecond * mean) / 1e9 / 200).toBeLessThan(1.05);
  });
});

function meanLatency(trace: Trace): number {
  const { latency_ns: latency, count } = transactionsOf(trace);
  return (latency?.sum ?? 0) / count;
}

describe('costs.md 2.5: a thread for each queue against softirqs', () => {
  const full = { cpus: 36, threads: 36, queues: 8, flows: 1000, clientTime: 150_000 };
  const seenWith = (kernel: string): { readonly perSecond: number; readonly latency: Latency } => {
    const { per_s: perSecond, latency_ns: latency } = transactionsOf(run(kernel, full, '2500us'));
    if (latency === null) throw new Error('nothing was answered');
    return { perSecond, latency };
  };

  test('about as many transactions a second, a median some percent higher', () => {
    const [softirq, threaded] = [seenWith('linux-6.1'), seenWith('linux-napi-threaded')];
    const ratio = threaded.perSecond / softirq.perSecond;
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.1);
    const median = threaded.latency.p50 / softirq.latency.p50;
    expect(median).toBeGreaterThan(1.02);
    expect(median).toBeLessThan(1.2);
  });

  test('of a hundred requests the slowest waits less than half as long, of a thousand less than a third', () => {
    const [softirq, threaded] = [seenWith('linux-6.1').latency, seenWith('linux-napi-threaded').latency];
    expect(softirq.p99 / threaded.p99).toBeGreaterThan(2);
    expect(softirq.p999 / threaded.p999).toBeGreaterThan(3);
  });
});
