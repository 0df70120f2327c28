import { describe, expect, it } from 'vitest';
import { fixture, importEvents, importFixture, instantsOf, summaryOf } from '../import-text.ts';

describe('other events', () => {
  it('keeps an event that no family knows, with its text', () => {
    const trace = importEvents('1.000000: kfree: call_site=tomoyo_check+0x107/0x190 ptr=0000000000000000');
    expect(instantsOf(trace)).toEqual([
      'event kfree (call_site=tomoyo_check+0x107/0x190 ptr=0000000000000000) in user',
    ]);
  });

  it('keeps a marker that looks like another line', () => {
    const marker = 'fake-1 [000] d..2. 9.000000: sched_switch: prev_comm=a prev_pid=1';
    const trace = importEvents(`1.000000: tracing_mark_write: ${marker}`);
    expect(instantsOf(trace)).toEqual([`event tracing_mark_write (${marker}) in user`]);
    expect(summaryOf(trace)).toMatchObject({ context_switches: 0, simulated_ns: 0 });
  });

  it('keeps a text without a name', () => {
    expect(instantsOf(importEvents('1.000000: [what is this]'))).toEqual([
      'event note ([what is this]) in user',
    ]);
  });

  it('keeps kernel stacks, callers shared', () => {
    const trace = importFixture('stacktrace.txt');
    const { instants, stacks, names } = trace;
    const row = Array.from(instants.name.subarray(0, instants.length)).findIndex(
      (name) => names[name] === 'stack trace',
    );
    const frames: string[] = [];
    for (let at = instants.stack[row]; at >= 0; at = stacks.parent[at]) frames.push(names[stacks.name[at]]);
    expect(frames.slice(0, 3)).toEqual([
      'trace_event_raw_event_sched_switch',
      '__traceiter_sched_switch',
      '__schedule',
    ]);
    expect(frames.at(-1)).toBe('secondary_startup_64_no_verify');
    const lines = new TextDecoder().decode(fixture('stacktrace.txt')).split('\n');
    expect(stacks.length).toBeLessThan(lines.filter((line) => line.startsWith(' => ')).length);
    expect(summaryOf(trace).lines_skipped).toBe(0);
  });
});
