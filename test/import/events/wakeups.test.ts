import { describe, expect, it } from 'vitest';
import { STATES } from '../../../src/trace/kinds.ts';
import { importText, instantsOf, linksOf, summaryOf } from '../import-text.ts';

const IDLE_TO_ECHO =
  '          <idle>-0       [000] d..2.    18.034428: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=udp_echo next_pid=301 next_prio=120';

describe('wake-ups', () => {
  it('makes one wake of waking and wakeup, and a link to the slice that follows', () => {
    const trace = importText(
      '          <idle>-0       [000] d.h1.    18.034400: irq_handler_entry: irq=26 name=eth0-rx-0',
      '          <idle>-0       [000] d.h3.    18.034424: sched_waking: comm=udp_echo pid=301 prio=120 target_cpu=000',
      '          <idle>-0       [000] dNh4.    18.034426: sched_wakeup: comm=udp_echo pid=301 prio=120 target_cpu=000',
      '          <idle>-0       [000] dNh1.    18.034427: irq_handler_exit: irq=26 ret=handled',
      IDLE_TO_ECHO,
    );
    expect(instantsOf(trace)).toEqual(['wake udp_echo in eth0-rx-0']);
    expect(linksOf(trace)).toEqual(['eth0-rx-0 -> udp_echo: wakes udp_echo']);
    expect(summaryOf(trace).wakeups).toBe(1);
  });

  it.each(['sched_wakeup', 'sched_wakeup_new'])('takes %s alone for a wake', (event) => {
    const trace = importText(
      `          <idle>-0       [000] d..1.    18.034424: ${event}: comm=udp_echo pid=301 prio=120 target_cpu=000`,
      IDLE_TO_ECHO,
    );
    expect(linksOf(trace)).toEqual(['swapper/0 -> udp_echo: wakes udp_echo']);
    expect(summaryOf(trace).wakeups).toBe(1);
  });

  it('takes sched_waking alone for a wake that is not counted as wakeup', () => {
    const trace = importText(
      '          <idle>-0       [000] d..1.    18.034424: sched_waking: comm=udp_echo pid=301 prio=120 target_cpu=000',
      IDLE_TO_ECHO,
    );
    expect(linksOf(trace)).toEqual(['swapper/0 -> udp_echo: wakes udp_echo']);
    expect(summaryOf(trace).wakeups).toBe(0);
  });

  it('links no slice to a thread that was runnable anyway', () => {
    const trace = importText(
      '             pkt-5       [000] d..2.    1.000000: sched_switch: prev_comm=pkt prev_pid=5 prev_prio=120 prev_state=R+ ==> next_comm=x next_pid=6 next_prio=120',
      '               x-6       [000] d..2.    1.000001: sched_waking: comm=pkt pid=5 prio=120 target_cpu=000',
      '               x-6       [000] d..2.    1.000002: sched_switch: prev_comm=x prev_pid=6 prev_prio=120 prev_state=S ==> next_comm=pkt next_pid=5 next_prio=120',
    );
    expect(instantsOf(trace)).toEqual(['wake pkt in x']);
    expect(trace.links.length).toBe(0);
  });

  it('keeps a thread runnable from its wake-up to its switch, blocked before', () => {
    const trace = importText(
      '        udp_echo-301     [000] d..2.    1.000000: sched_switch: prev_comm=udp_echo prev_pid=301 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120',
      '          <idle>-0       [000] d..1.    1.000010: sched_waking: comm=udp_echo pid=301 prio=120 target_cpu=000',
      '          <idle>-0       [000] d..1.    1.000012: sched_wakeup: comm=udp_echo pid=301 prio=120 target_cpu=000',
      '          <idle>-0       [000] d..2.    1.000030: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=udp_echo next_pid=301 next_prio=120',
    );
    const { states } = trace;
    const rows = Array.from({ length: states.length }, (_, row) => {
      return [STATES[states.state[row]], states.start[row], states.end[row]];
    });
    expect(rows).toEqual([
      ['blocked', 0, 10_000],
      ['runnable', 10_000, 30_000],
    ]);
  });

  it('reads the text of libtraceevent', () => {
    const trace = importText(
      '           sleep-191   [000]    27.089779: sched_wakeup:         kworker/0:2:164 [120] CPU:000',
    );
    expect(instantsOf(trace)).toEqual(['wake kworker/0:2 in sleep']);
    expect(trace.threads[1]).toMatchObject({ pid: 164, kind: 'kthread' });
  });

  it('draws the wake-up of an interrupt thread from the handler that has just returned', () => {
    const trace = importText(
      '             pkt-139     [000] d..h.11     8.492934: irq_handler_entry: irq=26 name=eth0-rx-0',
      '             pkt-139     [000] d..h.11     8.492935: irq_handler_exit: irq=26 ret=handled',
      '             pkt-139     [000] d..h211     8.492936: sched_waking: comm=irq/26-eth0-rx- pid=114 prio=49 target_cpu=000',
      '             pkt-139     [000] d..h311     8.492937: sched_wakeup: comm=irq/26-eth0-rx- pid=114 prio=49 target_cpu=000',
      '             pkt-139     [000] d...2..     8.493568: sched_switch: prev_comm=pkt prev_pid=139 prev_prio=49 prev_state=S ==> next_comm=irq/26-eth0-rx- next_pid=114 next_prio=49',
    );
    expect(linksOf(trace)).toEqual(['eth0-rx-0 -> irq/26-eth0-rx-: wakes irq/26-eth0-rx-']);
  });
});
