import { describe, expect, test } from 'vitest';
import { KIND } from '../../../src/trace/kinds.ts';
import { isModelSummary, type InteractiveSummary, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { findScenario, type ExperimentInput } from '../../../src/scenarios/index.ts';
import { violations } from '../../fixtures/invariants.ts';
import { modelRun } from '../../fixtures/model-run.ts';

/** Steven Rostedt's slides on threaded network interrupts (2009): each pro and con as something that a run measures. */

type Settings = ExperimentInput['set'];

function run(scenario: string, kernel: string, set: Settings = {}, until?: string): Trace {
  return modelRun({ scenario, kernel: `linux-${kernel}`, set, ...(until === undefined ? {} : { until }) });
}

function summaryOf(trace: Trace): ModelSummary {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

function framesOf(kernel: string, set: Settings = {}): InteractiveSummary {
  const { interactive } = summaryOf(run('desktop-under-load', kernel, set, '90ms'));
  if (interactive === undefined) throw new Error('the run has no interactive program');
  return interactive;
}

/** Names of the contexts in which the first wake-up of the player happened. */
function wakerOf(kernel: string, set: Settings): string {
  const trace = run('desktop-under-load', kernel, set, '4ms');
  const { links, slices, names, threads } = trace;
  for (let row = 0; row < links.length; row++) {
    const from = links.from[row];
    if (threads[slices.thread[links.to[row]]]?.name !== 'player') continue;
    return `${names[slices.name[from]]} in ${slices.depth[from] === 0 ? 'its thread' : threads[slices.thread[from]].name}`;
  }
  return '';
}

describe('pro: "Smoother desktop experience"', () => {
  test('no priority helps a program against softirqs, but it does against threads', () => {
    expect(framesOf('2.6.31').missed + framesOf('2.6.31').late).toBe(framesOf('2.6.31').frames);
    for (const kernel of ['2.6.31-netthread', '2.6.31-rt', '2.6.31-softirq-threads', 'rt-6.12']) {
      const { frames, late, missed } = framesOf(kernel);
      expect([kernel, frames > 3, late, missed]).toEqual([kernel, true, 0, 0]);
    }
  });

  test('a program below the threads is as late as over softirqs', () => {
    for (const kernel of ['2.6.31-netthread', '2.6.31-rt']) {
      const { frames, late, missed } = framesOf(kernel, { appPolicy: 'fifo-40' });
      expect([kernel, late + missed]).toEqual([kernel, frames]);
    }
  });

  test('with ordinary threads a nice value is enough', () => {
    const { late, missed } = framesOf('napi-threaded', { appPolicy: 'nice-10' });
    expect([late, missed]).toEqual([0, 0]);
  });

  test('without packets every kernel is in time, as soon as the program wants', () => {
    for (const kernel of ['2.6.31', '2.6.31-rt', '6.12']) {
      const { late, missed, response_ns: response } = framesOf(kernel, { rate: 10, frameWork: '1ms' });
      expect([kernel, late, missed]).toEqual([kernel, 0, 0]);
      expect(response!.max).toBeLessThan(1.2e6);
    }
  });

  test('a late frame is marked when it should have been done', () => {
    const trace = run('desktop-under-load', '2.6.31', {}, '90ms');
    const { instants, names, devices } = trace;
    const marks = Array.from({ length: instants.length }, (_, row) => names[instants.name[row]]).filter(
      (name) => /^frame \d+ late$/.test(name),
    );
    const { frames } = summaryOf(trace).interactive!;
    expect(marks.length).toBe(frames);
    expect(Array.from(devices.name.slice(0, devices.length), (name) => names[name])).toContain(
      'frame 0, late',
    );
  });
});

describe('who wakes a program that slept by a timer', () => {
  test("the timer's hard interrupt, also where softirqs have threads", () => {
    for (const kernel of ['2.6.31', '2.6.31-rt', '6.12']) {
      expect(wakerOf(kernel, { appPolicy: 'normal' })).toMatch(/^hrtimer\/0 /);
    }
  });

  test('kernels.md 5d.16: on PREEMPT_RT from 5.4 on a softirq, or a thread for it, if the program is an ordinary one', () => {
    const quiet = { appPolicy: 'normal', rate: 10 };
    expect(wakerOf('rt-6.12', quiet)).toBe('HRTIMER in ksoftirqd/0');
    expect(wakerOf('rt-6.1', quiet)).toBe('HRTIMER in ktimers/0');
    expect(wakerOf('rt-6.12', { ...quiet, appPolicy: 'fifo-60' })).toMatch(/^hrtimer\/0 /);
  });
});

describe('pro: "Prioritize interrupts"', () => {
  const urgent = (kernel: string, nic1Priority?: number): number => {
    const set: Settings = nic1Priority === undefined ? {} : { nic1Priority };
    const { cards } = summaryOf(run('urgent-card', kernel, set, '20ms'));
    return cards!.find(({ name }) => name === 'nic1')!.latency_ns!.p99;
  };

  test('a thread that polls lets an urgent card pass flooded ones; softirqs serve them in turn', () => {
    expect(urgent('2.6.31-netthread', 60)).toBeLessThan(urgent('2.6.31') / 2);
  });

  test('with equal priorities it waits for the others to finish, longer than with softirqs', () => {
    expect(urgent('2.6.31-netthread', 50)).toBeGreaterThan(2 * urgent('2.6.31'));
  });

  test('where all cards share one softirq thread, the priority of their interrupt threads is in vain', () => {
    const [above, equal] = [urgent('2.6.31-rt', 60), urgent('2.6.31-rt', 50)];
    expect(above).toBeGreaterThan(0.8 * equal);
  });
});

describe('pros: "Can schedule in handler", "Easier locking algorithms"', () => {
  const contended = (kernel: string): ModelSummary => summaryOf(run('schedule-in-handler', kernel));

  test('what may sleep leaves the CPU to the program while another CPU holds the lock; what may not spins', () => {
    const [spins] = contended('2.6.31').cpu_ns;
    expect(spins.spin).toBeGreaterThan(1e6);
    for (const kernel of ['2.6.31-netthread', '2.6.31-rt', 'rt-6.12', 'genirq-threaded']) {
      const [sleeps] = contended(kernel).cpu_ns;
      expect([kernel, sleeps.spin]).toEqual([kernel, 0]);
      expect(sleeps.user).toBeGreaterThan(spins.user);
    }
  });

  test('a thread that may not sleep does not help: threaded NAPI spins as softirqs do', () => {
    expect(contended('napi-threaded').cpu_ns[0].spin).toBe(contended('2.6.31').cpu_ns[0].spin);
  });

  test('a lock that sleeps is not held with interrupts disabled', () => {
    const longest = (kernel: string): number => contended(kernel).locking!.irqs_off.longest_ns;
    expect(longest('2.6.31')).toBeGreaterThan(5 * longest('2.6.31-netthread'));
  });

  test('the lock has one owner at a time and is the same for all kernels', () => {
    for (const kernel of ['2.6.31', '2.6.31-rt', 'rt-6.12']) {
      const trace = run('schedule-in-handler', kernel);
      expect(violations(trace)).toEqual([]);
      const taken = Array.from(trace.locks.waiters.slice(0, trace.locks.length)).some((count) => count > 0);
      expect(taken).toBe(true);
    }
  });

  test('on PREEMPT_RT nothing but a hard interrupt keeps others from the CPU', () => {
    const bhOff = (kernel: string): number =>
      summaryOf(run('urgent-card', kernel, {}, '10ms')).locking!.bh_off.total_ns;
    expect([bhOff('2.6.31-rt'), bhOff('rt-6.12')]).toEqual([0, 0]);
    expect(bhOff('2.6.31')).toBeGreaterThan(5e6);
  });
});

describe('con: "Horrible latency on server config (no kernel preemption)"', () => {
  const tail = (kernel: string, set: Settings = {}): number =>
    summaryOf(run('server-latency', kernel, set)).latency_ns!.p99;

  test('kernels.md 4.5, 5a.7: without kernel preemption a packet waits for its thread until the system call is over', () => {
    for (const kernel of [
      '2.6.31-softirq-threads',
      '2.6.31-irq-softirq-threads',
      '2.6.31-netthread',
      'napi-threaded',
    ]) {
      expect(tail(kernel, { preemption: 'none', syscallTime: '3ms' })).toBeGreaterThan(2e6);
      expect(tail(kernel, { preemption: 'none', syscallTime: '1ms' })).toBeLessThan(1.2e6);
    }
  });

  test('softirqs do not wait for it', () => {
    expect(tail('2.6.31')).toBeLessThan(1e5);
  });

  test('voluntary preemption waits for the next might_sleep(), full preemption does not wait', () => {
    const [none, voluntary, full] = ['none', 'voluntary', 'full'].map((preemption) =>
      tail('2.6.31-netthread', { preemption }),
    );
    expect(none).toBeGreaterThan(10 * voluntary);
    expect(voluntary).toBeGreaterThan(5 * full);
    expect(tail('2.6.31-rt')).toBeLessThan(1e5);
  });

  test('the calls are half of the program and drawn as such', () => {
    const trace = run('server-latency', '2.6.31');
    const { slices, names } = trace;
    const rows = Array.from({ length: slices.length }, (_, row) => row);
    const calls = rows.filter((row) => slices.kind[row] === KIND.sys && names[slices.name[row]] === 'write');
    expect(calls.length).toBeGreaterThan(10);
    expect(summaryOf(trace).entries.syscall).toBeGreaterThan(10);
  });
});

describe('"On my 1Gb NICs, all kernels had same result"', () => {
  // A thread that never sleeps competes with its reader on one CPU.
  const kernels = findScenario('netperf-10gbe')!.kernels.filter((id) => id !== 'linux-napi-busypoll');

  test('every kernel reads as much as the wire brings', () => {
    const read = kernels.map((kernel) => {
      const trace = modelRun({ scenario: 'netperf-10gbe', kernel, set: { linkGbps: 1 }, until: '8ms' });
      return summaryOf(trace).rate.delivered_pps;
    });
    expect(kernels.length).toBeGreaterThan(10);
    expect(Math.min(...read)).toBeGreaterThan(0.99 * Math.max(...read));
  });
});
