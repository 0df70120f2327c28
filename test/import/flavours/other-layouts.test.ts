import { describe, expect, it } from 'vitest';
import { detectFlavour } from '../../../src/import/flavours/index.ts';
import { latency } from '../../../src/import/flavours/latency.ts';
import { createPrefix } from '../../../src/import/flavours/types.ts';
import { verbose } from '../../../src/import/flavours/verbose.ts';
import { faultsOf } from '../faults.ts';
import { fixture, importFixture, importText, summaryOf } from '../import-text.ts';

describe('the latency layout', () => {
  it('reads a short name, the CPU before the flags, and us since the beginning', () => {
    const prefix = createPrefix();
    const line = 'a: b ==>-124       1dNh2. 13291us!: sched_wakeup: comm=x pid=1 prio=120';
    expect(latency.read(line, prefix)).toBe(true);
    expect(line.slice(prefix.nameFrom, prefix.nameTo)).toBe('a: b ==>');
    expect(prefix).toMatchObject({
      pid: 124,
      cpu: 1,
      hard: true,
      seconds: 0,
      nanos: 13_291_000,
      clock: 'us',
    });
  });

  it('reads the stamps of trace-cmd', () => {
    const prefix = createPrefix();
    expect(latency.read('trace-cm-190     1..s..    27.088266: softirq_entry: vec=1', prefix)).toBe(true);
    expect(prefix).toMatchObject({ pid: 190, cpu: 1, hard: false, seconds: 27, nanos: 88_266_000 });
  });

  it('takes whole names from sched_switch, where the task column cuts them', () => {
    const trace = importText(
      'a: b ==>-124       1..... 10us : note: x',
      'a: b ==>-124       1d..2. 20us : sched_switch: prev_comm=a: b ==> c=1 prev_pid=124 prev_prio=120 prev_state=S ==> next_comm=udp_echo_server next_pid=9 next_prio=120',
      'udp_echo-9         1..... 30us : note: y',
    );
    expect(trace.threads.map(({ name }) => name)).toEqual(['a: b ==> c=1', 'udp_echo_server']);
  });
});

describe('the verbose latency layout', () => {
  it('reads its columns', () => {
    const prefix = createPrefix();
    const line =
      '    a: b ==> c=1     124   1 25 00000001 00000004 [00b28b4a] 24.737ms (+0.014ms): irq_handler_entry: irq=27 name=x';
    expect(verbose.read(line, prefix)).toBe(true);
    expect(line.slice(prefix.nameFrom, prefix.nameTo)).toBe('a: b ==> c=1');
    expect(prefix).toMatchObject({
      pid: 124,
      cpu: 1,
      hard: true,
      seconds: 0,
      nanos: 24_737_000,
      clock: 'us',
    });
    expect(line.slice(prefix.body)).toBe('irq_handler_entry: irq=27 name=x');
  });
});

describe('every layout that can be read', () => {
  it.each([
    ['default.txt', 'tracefs', 'us', [0, 1], 30],
    ['tgid.txt', 'tracefs', 'us', [0, 1], 30],
    ['no-irq-info.txt', 'tracefs', 'us', [0, 1], 36],
    ['clock-tai.txt', 'tracefs', 'us', [0, 1], 30],
    ['clock-counter.txt', 'tracefs', 'none', [0, 1], 30],
    ['rt.txt', 'tracefs', 'us', [0], 61],
    ['trace-cmd-report.txt', 'tracefs', 'us', [0, 1], 39],
    ['trace-cmd-nsec.txt', 'tracefs', 'ns', [0, 1], 23],
    ['trace-cmd-ts-diff.txt', 'tracefs', 'us', [0, 1], 23],
    ['trace-cmd-latency.txt', 'latency', 'us', [0, 1], 29],
    ['trace-cmd-raw-fields.txt', 'tracefs', 'us', [0, 1], 39],
    ['latency-format.txt', 'latency', 'us', [0, 1], 42],
    ['latency-verbose.txt', 'verbose', 'us', [0, 1], 31],
    ['no-context-info.txt', 'bare', 'none', [0], 38],
    ['function.txt', 'tracefs', 'us', [0], 20],
    ['crypto-round-trip.txt', 'tracefs', 'us', [0], 51],
  ] as const)('%s reads whole', (name, flavour, clock, cpus, events) => {
    const trace = importFixture(name);
    expect(summaryOf(trace)).toMatchObject({ clock, cpus, events_parsed: events, lines_skipped: 0 });
    expect(faultsOf(trace)).toEqual([]);

    expect(detectFlavour(new TextDecoder().decode(fixture(name)).split('\n'))?.id).toBe(flavour);
  });

  it('says that times mean nothing where the text has none', () => {
    expect(summaryOf(importFixture('no-context-info.txt')).warnings.join(' ')).toContain(
      'No times in the text',
    );
    expect(summaryOf(importFixture('clock-counter.txt')).warnings.join(' ')).toContain(
      'counts of an unknown unit',
    );
  });
});
