/** Whatever happens on a machine, and whatever happens to the text afterwards, the trace is a trace. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportProblem, importToEnd } from '../../src/import/index.ts';
import { faultsOf } from './faults.ts';
import { fixture, summaryOf } from './import-text.ts';
import { machineText } from './machine-text.ts';

const RUNS = { numRuns: 150 };

/** What is wrong with the trace of these bytes; nothing if they are refused. */
function faultsIn(bytes: Uint8Array): string[] {
  try {
    return faultsOf(importToEnd(bytes, 'x'));
  } catch (error) {
    if (error instanceof ImportProblem) return [];
    throw error;
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A line of the layouts with any event, in any order: a machine that makes no sense. */
const anyLine = fc.record({
  task: fc.constantFrom(
    '<idle>-0',
    'user-100',
    'kworker/0:2-164',
    'irq/26-eth0-rx--114',
    '<...>-7',
    'a: b-5',
  ),
  cpu: fc.integer({ min: 0, max: 2 }),
  flags: fc.constantFrom('.....', 'd.h..', 'd.H1.', '..s1.', 'D..h211', 'dNZ..'),
  step: fc.constantFrom(0, 0, 1, 3, 100_000, -5),
  event: fc.constantFrom(
    'irq_handler_entry: irq=26 name=eth0-rx-0',
    'irq_handler_exit: irq=26 ret=handled',
    'irq_handler_entry: irq=27 name=eth0-tx-0',
    'irq_handler_exit: irq=27 ret=handled',
    'local_timer_entry: vector=236',
    'local_timer_exit: vector=236',
    'softirq_raise: vec=3 [action=NET_RX]',
    'softirq_entry: vec=3 [action=NET_RX]',
    'softirq_exit: vec=3 [action=NET_RX]',
    'softirq_entry: vec=1 [action=TIMER]',
    'sched_waking: comm=user pid=100 prio=120 target_cpu=000',
    'sched_wakeup: comm=kworker/0:2 pid=164 prio=120 target_cpu=001',
    'sched_switch: prev_comm=user prev_pid=100 prev_prio=120 prev_state=R+ ==> next_comm=a: b next_pid=5 next_prio=120',
    'sched_switch: prev_comm=a: b prev_pid=5 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120',
    'sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=user next_pid=100 next_prio=120',
    'sched_switch: prev_comm=user prev_pid=100 prev_prio=120 prev_state=X ==> next_comm=user next_pid=100 next_prio=120',
    'workqueue_queue_work: work struct=1 function=f workqueue=events req_cpu=0 cpu=0',
    'workqueue_execute_start: work struct 1: function f',
    'workqueue_execute_end: work struct 1: function f',
    'sys_read(fd: 3)',
    'sys_read -> 0x1',
    'sys_enter: NR 1 (0)',
    'sys_exit: NR 1 = 0',
    'esp_input: (esp_input+0x4/0x330 [esp4])',
    'kfree: ptr=0',
    '<stack trace>',
  ),
  before: fc.constantFrom('', '', '', '', 'CPU:1 [LOST 5 EVENTS]\n', ' => frame\n', 'garbage\n', '\n'),
});

const anyText = fc.array(anyLine, { minLength: 1, maxLength: 120 }).map((lines) => {
  let t = 1000;
  return lines
    .map(({ task, cpu, flags, step, event, before }) => {
      t = Math.max(0, t + step);
      const stamp = `${Math.floor(t / 1_000_000)}.${String(t % 1_000_000).padStart(6, '0')}`;
      return `${before}${task.padStart(22)} [00${cpu}] ${flags} ${stamp}: ${event}\n`;
    })
    .join('');
});

describe('any sequence of events', () => {
  it('gives a trace that tiles, nests and sums', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(faultsOf(importToEnd(encode(text), 'x'))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('a machine that makes sense', () => {
  it('is rebuilt as it ran: every slice has the length that it had', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 3 }), (seed, cpus) => {
        const machine = machineText(seed, cpus, 200);
        const trace = importToEnd(encode(machine.text), 'x');
        const { context_switches, hardirqs, softirqs, cpu_ns, lines_skipped, warnings } = summaryOf(trace);
        expect(faultsOf(trace)).toEqual([]);
        expect({ context_switches, hardirqs, softirqs, lines_skipped }).toEqual({
          ...machine.counts,
          lines_skipped: 0,
        });
        for (const { cpu, softirq, hardirq } of cpu_ns) {
          expect({ softirq, hardirq }).toEqual(machine.times[cpu]);
        }
        expect(warnings.join(' ')).not.toMatch(/without/);
      }),
      RUNS,
    );
  });
});

describe('a damaged recording', () => {
  const whole = fixture('crypto-round-trip.txt');

  it('is imported or refused, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (a, b) => {
        expect(faultsIn(whole.slice(Math.min(a, b), Math.max(a, b)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is imported or refused, whatever bytes were changed', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
        const bytes = whole.slice();
        for (const { at, byte } of changes) bytes[at] = byte;
        expect(faultsIn(bytes)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is imported when lines of it are missing', () => {
    const lines = new TextDecoder().decode(whole).split('\n');
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: lines.length, maxLength: lines.length }), (keep) => {
        expect(faultsIn(encode(lines.filter((_, at) => keep[at]).join('\n')))).toEqual([]);
      }),
      RUNS,
    );
  });
});
