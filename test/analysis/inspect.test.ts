import { describe, expect, it } from 'vitest';
import {
  causeChain,
  effectsOf,
  levelsAt,
  locksAt,
  provenanceOf,
  queuesAt,
  stackOfSlice,
} from '../../src/analysis/index.ts';
import { Recorder } from '../../src/trace/recorder.ts';
import { addRow } from '../../src/trace/table.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const CHAIN = traceFromText(`
  cpu0 0 |..xxtttxxkkkxx....
  link cpu0 0@0 -> cpu0 0@4 interrupt
  link cpu0 0@4 -> cpu0 0@9 schednetisr
`);
const SOFTINT = 4;

function small(): Trace {
  const recorder = new Recorder('model');
  const { trace } = recorder;
  recorder.thread({ name: 'user', pid: -1, kind: 'user', note: '' });
  const put = (t: number, queue: string, value: number, limit: number): void => {
    const row = addRow(trace.counters);
    trace.counters.t[row] = t;
    trace.counters.name[row] = recorder.name(queue);
    trace.counters.value[row] = value;
    trace.counters.limit[row] = limit;
  };
  put(10, 'ipintrq', 1, 50);
  put(20, 'ipintrq', 0, 50);
  put(30, 'crp_q', 1, -1);
  for (const [t, owner] of [
    [10, 0],
    [25, -1],
  ]) {
    const row = addRow(trace.locks);
    trace.locks.t[row] = t;
    trace.locks.lock[row] = recorder.name('kernel_lock');
    trace.locks.owner[row] = owner;
    trace.locks.waiters[row] = 0;
  }
  for (const [t, cpu, level] of [
    [5, 1, 'splnet'],
    [10, 0, 'splsoftnet'],
    [15, 1, 'spl0'],
  ] as const) {
    const row = addRow(trace.levels);
    trace.levels.t[row] = t;
    trace.levels.cpu[row] = cpu;
    trace.levels.ipl[row] = recorder.name(level);
  }
  const inner = addRow(trace.stacks);
  trace.stacks.parent[inner] = -1;
  trace.stacks.name[inner] = recorder.name('ipintr');
  trace.stacks.source[inner] = recorder.name('ip_input.c');
  const outer = addRow(trace.stacks);
  trace.stacks.parent[outer] = inner;
  trace.stacks.name[outer] = recorder.name('ip_input');
  trace.stacks.source[outer] = -1;
  const slice = recorder.openSlice(0, 0, 0, 'user', recorder.name('user'), 0, -1, outer);
  recorder.closeSlice(slice, 40);
  for (const [cost, ns] of [
    ['ipInput', 150],
    ['udpInput', 250],
  ] as const) {
    const row = addRow(trace.provenance);
    trace.provenance.slice[row] = slice;
    trace.provenance.cost[row] = recorder.name(cost);
    trace.provenance.ns[row] = ns;
    trace.provenance.count[row] = 1;
  }
  return trace;
}

describe('what a reader asks of a slice', () => {
  it('has its causes nearest first, as far back as links lead', () => {
    expect(causeChain(CHAIN, SOFTINT).map((cause) => cause.why)).toEqual(['schednetisr', 'interrupt']);
    expect(causeChain(CHAIN, 0)).toEqual([]);
  });

  it('has what it made run', () => {
    expect(effectsOf(CHAIN, 2)).toEqual([{ to: SOFTINT, why: 'schednetisr' }]);
  });

  it('has its kernel stack, innermost first, with the files that are known', () => {
    expect(stackOfSlice(small(), 0)).toEqual([
      { name: 'ip_input', source: '' },
      { name: 'ipintr', source: 'ip_input.c' },
    ]);
  });

  it('has the cost constants that made its length, largest first', () => {
    expect(provenanceOf(small(), 0).map((part) => [part.cost, part.ns])).toEqual([
      ['udpInput', 250],
      ['ipInput', 150],
    ]);
  });
});

describe('what a reader asks of a moment', () => {
  it('has the length of every queue, also of those that were not used yet', () => {
    expect(queuesAt(small(), 15)).toEqual([
      { name: 'ipintrq', value: 1, limit: 50 },
      { name: 'crp_q', value: 0, limit: undefined },
    ]);
    expect(queuesAt(small(), 20)[0].value).toBe(0);
  });

  it('has the owner of every lock that was taken', () => {
    expect(locksAt(small(), 5)).toEqual([]);
    expect(locksAt(small(), 10)).toEqual([{ name: 'kernel_lock', owner: 'user', waiters: 0 }]);
    expect(locksAt(small(), 30)[0].owner).toBeUndefined();
  });

  it('has the level of every CPU, by CPU', () => {
    expect(levelsAt(small(), 12)).toEqual([
      { cpu: 0, level: 'splsoftnet' },
      { cpu: 1, level: 'splnet' },
    ]);
  });
});
