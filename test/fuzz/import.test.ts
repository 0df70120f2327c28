/** Files that were made to hurt: the importer answers each with a trace or an ImportProblem, and soon. */
import { gzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportProblem, importToEnd } from '../../src/import/index.ts';
import { faultsOf } from '../import/faults.ts';
import { summaryOf } from '../import/import-text.ts';

const LINE = '     kworker/0:2-164     [000] D.h1.    18.033436: irq_handler_entry: irq=29 name=eth1-rx-0\n';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A trace without faults, or the problem's message. */
function answer(bytes: Uint8Array): string {
  try {
    const trace = importToEnd(bytes, 'hostile');
    expect(faultsOf(trace)).toEqual([]);
    return `${summaryOf(trace).events_parsed} events`;
  } catch (error) {
    if (error instanceof ImportProblem) return error.message;
    throw error;
  }
}

describe('bytes of any kind', () => {
  it('get an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(answer(bytes)).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('get an answer in a gzip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(answer(gzipSync(bytes))).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it('get an answer behind the first bytes of a gzip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(answer(Uint8Array.of(0x1f, 0x8b, ...bytes))).toContain('gzip');
      }),
      { numRuns: 200 },
    );
  });

  it('get an answer between good lines', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constantFrom(': ', ' [000] ', '-1 ', ' ==> ', '=', '[', '(', ' -> ', '<-', '=> '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(answer(encode(LINE + pieces.join('') + '\n' + LINE))).toMatch(/\d+ events|zero byte/);
      }),
      { numRuns: 300 },
    );
  });

  it('get an answer as the text of every known event', () => {
    const event = fc.constantFrom(
      'sched_switch',
      'sched_waking',
      'sched_wakeup',
      'irq_handler_entry',
      'irq_handler_exit',
      'softirq_entry',
      'napi_poll',
      'netif_receive_skb',
      'workqueue_queue_work',
      'workqueue_execute_start',
      'sys_enter',
      'local_timer_entry',
      'ipi_entry',
      'esp_input',
      '__proto__',
      'constructor',
    );
    const detail = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.stringMatching(/^(?:prev_comm=|comm=|irq=|vec=|name=| pid=|\d{1,20}|[([\])]| ==> | ){0,12}$/),
    );
    fc.assert(
      fc.property(event, detail, (name, text) => {
        const line = ` a-1 [000] ..... 1.000000: ${name}: ${text.replaceAll(/[\n\0]/g, '')}\n`;
        expect(answer(encode(LINE + line))).toMatch(/[12] events/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is large or repeats', () => {
  /** Close to the longest line that is read: work that grows with its square would outlast the test's time. */
  const LONG = 900_000;
  const repeat = (text: string): string => text.repeat(Math.floor(LONG / text.length));

  it.each([
    ['dashes', repeat('-')],
    ['dashes and digits', repeat('-1 ')],
    ['brackets', repeat(' [000]')],
    ['prefixes', ` a-1 [000] ..... 1.000000: ${repeat('a-1 [000] ..... 1.000000: ')}`],
    ['digits', ` a-${repeat('9')} [000] 1.000000: x: y`],
    ['arrows', ` a-1 [000] ..... 1.0: sched_switch: prev_comm=${repeat(' ==> next_comm=')}`],
    ['keys', ` a-1 [000] ..... 1.0: sched_switch: prev_comm=${repeat(' next_pid=1 prev_pid=2 prev_state=')}`],
    ['spaces', `${repeat(' ')}x`],
    ['spaces in an event', ` a-1 [000] ..... 1.0: x:${repeat(' ')}y`],
    ['parentheses', ` a-1 [000] ..... 1.0: p: ${repeat('(')}`],
    ['an open call', ` a-1 [000] ..... 1.0: sys_read(${repeat('(')}`],
    ['a call without end', ` a-1 [000] ..... 1.0: sys_${repeat('a')}`],
    ['a probe', ` a-1 [000] ..... 1.0: p: (${repeat('a.')}`],
    ['a function', ` a-1 [000] ..... 1.0: ${repeat('a')} <-b`],
    ['colons of libtraceevent', ` a-1 [000] ..... 1.0: sched_switch: ${repeat(':1 [1] S ==> ')}`],
    ['wake-ups of libtraceevent', ` a-1 [000] ..... 1.0: sched_wakeup: ${repeat(':1 [')}`],
    ['devices', ` a-1 [000] ..... 1.0: napi_poll: ${repeat(' for device ')}`],
    ['stack frames', `=> ${repeat('a')}`],
    ['a line that no kernel writes', repeat('x').repeat(4)],
  ])('do not stall it: %s', (_, text) => {
    expect(answer(encode(`${LINE}${text}\n${LINE}`))).toMatch(/^[23] events/);
    expect(answer(encode(`${text}\n`))).not.toBe('');
  });

  it('keeps its lanes few when a damaged line names a CPU that no machine has', () => {
    expect(summaryOf(importToEnd(encode(`${LINE} a-1 [65535] ..... 19.0: x: y\n`), 'x'))).toMatchObject({
      cpus: [0],
      lines_skipped: 1,
    });
  });

  it('keeps its stack shallow when interrupts never end', () => {
    const lines = Array.from(
      { length: 1000 },
      (_, irq) =>
        ` a-1 [000] d.h.. 1.${String(irq).padStart(6, '0')}: irq_handler_entry: irq=${irq} name=x\n`,
    );
    const trace = importToEnd(encode(lines.join('')), 'x');
    expect(Math.max(...trace.slices.depth.subarray(0, trace.slices.length))).toBeLessThan(16);
    expect(faultsOf(trace)).toEqual([]);
  });

  it('reads a line whose numbers are the largest that it can hold', () => {
    const line =
      ' a-999999999999999 [4095] ..... 999999999999999.999999: softirq_entry: vec=999999999999999\n';
    expect(answer(encode(line))).toBe('1 events');
  });
});
