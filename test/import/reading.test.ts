import { describe, expect, it } from 'vitest';
import { importToEnd, knownTables, startImport } from '../../src/import/index.ts';
import { RECORDED_TABLES } from '../../src/import/reading.ts';
import { traceToJson } from '../../src/trace/format.ts';
import { applyBatch } from '../../src/trace/recorder.ts';
import { TOOL } from '../../src/trace/tool.ts';
import { createTrace } from '../../src/trace/trace.ts';
import { faultsOf } from './faults.ts';
import { fixture, importText, summaryOf } from './import-text.ts';

const bytes = fixture('crypto-round-trip.txt');

describe('an import', () => {
  it.each([1, 7, 50, 1_000_000])('gives the same trace in batches of %i lines', (step) => {
    const trace = createTrace('recording', RECORDED_TABLES);
    const run = startImport(bytes, 'x', { batch: (batch) => applyBatch(trace, batch) });
    while (!run.advance(step)) continue;
    trace.known = knownTables(trace);
    expect(traceToJson(trace)).toBe(traceToJson(importToEnd(bytes, 'x')));
  });

  it('reads no more lines at a time than it is asked to', () => {
    let batches = 0;
    const run = startImport(bytes, 'x', { batch: () => batches++ });
    while (!run.advance(10)) continue;
    expect(batches).toBe(Math.floor(63 / 10) + 1);
  });

  it('draws a picture that holds after each batch', () => {
    const trace = createTrace('recording', RECORDED_TABLES);
    const ends: number[] = [];
    const run = startImport(bytes, 'x', {
      batch: (batch) => {
        applyBatch(trace, batch);
        ends.push(batch.upTo);
        for (let row = 0; row < trace.slices.length; row++) {
          expect(trace.slices.end[row]).toBeGreaterThanOrEqual(trace.slices.start[row]);
          expect(trace.slices.end[row]).toBeLessThanOrEqual(batch.upTo);
        }
      },
    });
    while (!run.advance(5)) continue;
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  it('goes forward in bytes of the text, of which each is read twice', () => {
    const run = startImport(bytes, 'x', { batch: () => undefined });
    expect(run.progress.total).toBe(2 * bytes.length);
    while (!run.advance(5)) expect(run.progress.now).toBeLessThanOrEqual(run.progress.total);
    expect(run.progress.now).toBe(run.progress.total);
  });
});

describe('the summary', () => {
  it('counts lines and events', () => {
    const trace = importText(
      '# tracer: nop',
      '#',
      '     kworker/0:2-164     [000] D.h1.    18.033436: irq_handler_entry: irq=29 name=eth1-rx-0',
      '     kworker/0:2-164     [000] D.h1.    18.033437: irq_handler_exit: irq=29 ret=handled',
      'not a line',
      '     kworker/0:2-164     [000] ..s1.    18.033438: softirq_entry: vec=3 [action=NET_RX]',
      '     kworker/0:2-164     [000] ..s1.    18.033440: softirq_exit: vec=3 [action=NET_RX]',
    );
    expect(summaryOf(trace)).toEqual({
      tool: TOOL,
      source: 'test.txt',
      simulated_ns: 4000,
      events: 4,
      lines: 7,
      events_parsed: 4,
      lines_skipped: 1,
      lost_events: 0,
      cpus: [0],
      clock: 'us',
      context_switches: 0,
      hardirqs: 1,
      softirqs: 1,
      wakeups: 0,
      napi_polls: 0,
      interrupts: { 'eth1-rx-0': 1 },
      cpu_ns: [
        {
          cpu: 0,
          idle: 0,
          user: 0,
          sys: 0,
          kthread: 1000,
          irqthread: 0,
          softirq: 2000,
          hardirq: 1000,
          trap: 0,
          switch: 0,
          refill: 0,
          spin: 0,
          steal: 0,
        },
      ],
      warnings: [
        '1 line was not understood and left out, first line 5.',
        'No sched_switch events: changes of thread are taken from the task column and not counted.',
        'No system call events: the time of a process in the kernel counts as user.',
      ],
    });
  });

  it('takes stamps as integers however large they are', () => {
    const trace = importText(
      ' a-1 [000] 1795249392.143743: note: x',
      ' a-1 [000] 1795249393.000001: note: y',
      ' a-1 [000] 1795249393.000002: note: z',
    );
    expect(Array.from(trace.instants.t.subarray(0, 3))).toEqual([0, 856_258_000, 856_259_000]);
  });

  it('says that stamps go back', () => {
    const trace = importText(' a-1 [000] 2.000000: note: x', ' a-1 [000] 1.000000: note: y');
    expect(summaryOf(trace).warnings.join(' ')).toContain('1 stamp goes back in time');
    expect(summaryOf(trace).simulated_ns).toBe(0);
  });

  it('leaves out a line whose stamp is out of all bounds', () => {
    const trace = importText(' a-1 [000] 2.000000: note: x', ' a-1 [000] 999999999999999.000000: note: y');
    expect(summaryOf(trace)).toMatchObject({ events_parsed: 1, lines_skipped: 1, simulated_ns: 0 });
  });
});

describe('a text that was cut', () => {
  const text = new TextDecoder().decode(bytes);

  it('imports the whole lines and says so, wherever it was cut', () => {
    const first = text.indexOf('\n', text.indexOf('sched_switch')) + 1;
    for (let length = first + 1; length < text.length; length += 29) {
      const cut = text.slice(0, length);
      const trace = importToEnd(new TextEncoder().encode(cut), 'x');
      const whole = cut
        .split('\n')
        .filter((line, at, all) => at < all.length - 1 && line.includes(']')).length;
      const { events_parsed, lines_skipped, warnings } = summaryOf(trace);
      expect(events_parsed - whole).toBeGreaterThanOrEqual(0);
      expect(events_parsed - whole).toBeLessThanOrEqual(1);
      expect(lines_skipped).toBe(0);
      const saysSo = /ends in the middle of a line|may be cut/.test(warnings.join(' '));
      expect(saysSo).toBe(!cut.endsWith('\n'));
      expect(faultsOf(trace)).toEqual([]);
    }
  });

  it('reads a last line without a line end if it is whole', () => {
    const trace = importToEnd(new TextEncoder().encode(text.trimEnd()), 'x');
    expect(summaryOf(trace).events_parsed).toBe(51);
    expect(summaryOf(trace).warnings.join(' ')).toContain('may be cut; it was read as it stands');
  });

  it('leaves out a last line that does not show where it ends', () => {
    const trace = importToEnd(
      new TextEncoder().encode(' a-1 [000] 1.0: note: x\n a-1 [000] 1.1: note: hal'),
      'x',
    );
    expect(trace.instants.length).toBe(1);
    expect(summaryOf(trace).warnings.join(' ')).toContain('ends in the middle of a line');
  });
});
