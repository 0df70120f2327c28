import { describe, expect, it } from 'vitest';
import { readSwitch } from '../../../src/import/events/sched.ts';
import { importEvents, importText, slicesOf, summaryOf } from '../import-text.ts';

describe('sched_switch', () => {
  it('reads names that look like its own syntax', () => {
    const text =
      'prev_comm=a: b ==> c=1 prev_pid=124 prev_prio=120 prev_state=S ==> next_comm= lead -12 next_pid=123 next_prio=120';
    expect(readSwitch(text)).toEqual({
      prevName: 'a: b ==> c=1',
      prevPid: 124,
      state: 'S',
      nextName: ' lead -12',
      nextPid: 123,
    });
  });

  it('reads names that repeat its keys', () => {
    const text =
      'prev_comm=x prev_pid=9 prev_pid=1 prev_prio=120 prev_state=R+ ==> next_comm=y next_pid=8 next_pid=2 next_prio=120';
    expect(readSwitch(text)).toMatchObject({
      prevName: 'x prev_pid=9',
      prevPid: 1,
      nextName: 'y next_pid=8',
      nextPid: 2,
    });
  });

  it('reads the text of libtraceevent', () => {
    expect(readSwitch('sh:267 [49] S ==> kworker/0:2:273 [49]')).toEqual({
      prevName: 'sh',
      prevPid: 267,
      state: 'S',
      nextName: 'kworker/0:2',
      nextPid: 273,
    });
  });

  it('reads raw fields, where the state is a number', () => {
    const text = (state: number): string =>
      `prev_comm=trace-cmd prev_pid=190 prev_prio=120 prev_state=${state} next_comm=rcu_preempt next_pid=15 next_prio=120`;
    expect([0, 1, 2, 128, 256].map((state) => readSwitch(text(state))?.state)).toEqual([
      'R',
      'S',
      'D',
      'I',
      'R+',
    ]);
    expect(readSwitch(text(1))).toMatchObject({ prevPid: 190, nextName: 'rcu_preempt', nextPid: 15 });
  });

  it.each([
    'prev_comm=a prev_pid=1 prev_prio=120 prev_state=S ==> next_comm=b next_pid=2',
    'prev_comm=a prev_pid=1 prev_prio=120 prev_state=S ==> next_co',
    'prev_comm=a prev_pid= prev_prio=120 prev_state=S ==> next_comm=b next_pid=2 next_prio=120',
    '',
  ])('does not read %j', (text) => {
    expect(readSwitch(text)).toBeUndefined();
  });

  it('ends the slice of one thread and begins that of the other', () => {
    const trace = importEvents(
      '1.000000: note: begin',
      '1.000010: sched_switch: prev_comm=user prev_pid=100 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user user 0..10', 'cpu0 0 idle swapper/0 10..10']);
    expect(summaryOf(trace).context_switches).toBe(1);
  });

  it('says why the thread left', () => {
    const line = (state: string, prev: string, next: string): string =>
      `   x-${prev} [000] d..2. 1.000000: sched_switch: prev_comm=x prev_pid=${prev} prev_prio=120 prev_state=${state} ==> next_comm=x next_pid=${next} next_prio=120`;
    const trace = importText(
      line('S', '1', '2'),
      line('R+', '2', '3'),
      line('R', '3', '4'),
      line('D|W', '4', '5'),
      line('I', '5', '0'),
      line('R', '0', '6'),
      line('Z', '6', '1'),
    );
    expect(Array.from(trace.switches.reason.subarray(0, 7), (reason) => trace.names[reason])).toEqual([
      'prev_state=S: blocked',
      'prev_state=R+: preempted',
      'prev_state=R: still runnable',
      'prev_state=D|W: blocked, not interruptible',
      'prev_state=I: blocked, idle kernel thread',
      'prev_state=R: the CPU was idle',
      'prev_state=Z: exited',
    ]);
  });
});
