import { describe, expect, it } from 'vitest';
import { faultsOf } from '../faults.ts';
import { importFixture, importText, instantsOf, linksOf, slicesOf, summaryOf } from '../import-text.ts';

const warnings = (trace: Parameters<typeof summaryOf>[0]): string => summaryOf(trace).warnings.join(' ');

describe('the edges of a recording', () => {
  it('fills every CPU from time 0 with the thread that its first line names', () => {
    const trace = importText(
      '            init-103     [001] .....    11.000000: note: x',
      '          <idle>-0       [000] d..2.    11.000050: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=pkt next_pid=142 next_prio=120',
      '             pkt-142     [000] .....    11.000060: note: y',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 idle swapper/0 0..50',
      'cpu1 0 user init 0..60',
      'cpu0 0 user pkt 50..60',
    ]);
    expect(summaryOf(trace)).toMatchObject({ cpus: [0, 1], simulated_ns: 60_000 });
  });

  it('closes at the end what is open, and says so', () => {
    const trace = importText(
      ' user-100 [000] d.h.. 1.000000: irq_handler_entry: irq=26 name=eth0',
      ' user-100 [000] d.h.. 1.000007: softirq_raise: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace)[1]).toBe('cpu0 1 hardirq eth0 0..7');
    expect(warnings(trace)).toContain('1 slice was still open when the recording ended');
  });

  it('knows only the tables that have rows', () => {
    expect(importText(' user-100 [000] 1.000000: note: x').known).toEqual(['slices', 'instants']);
    expect(importFixture('crypto-round-trip.txt').known).toEqual([
      'slices',
      'instants',
      'switches',
      'links',
      'states',
    ]);
  });

  it('names a thread as the task column does, which sched_switch may know by an older name', () => {
    const names = importFixture('crypto-round-trip.txt').threads.filter(({ pid }) => pid === 312);
    expect(names).toEqual([{ name: 'pkt', pid: 312, kind: 'user', note: '' }]);
  });

  it('takes the name of a forgotten thread from sched_switch', () => {
    const trace = importText(
      '           <...>-4711    [000] .....     1.000000: note: x',
      '           <...>-4711    [000] d..2.     1.000005: sched_switch: prev_comm=udp_echo prev_pid=4711 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120',
    );
    expect(trace.threads[0].name).toBe('udp_echo');
  });
});

describe('lost events', () => {
  it('ends at the last known line what lay on the thread, and forgets what was raised', () => {
    const trace = importText(
      ' user-100 [000] ..s.. 1.000000: softirq_entry: vec=3 [action=NET_RX]',
      ' user-100 [000] ..s.. 1.000002: softirq_raise: vec=1 [action=TIMER]',
      'CPU:0 [LOST 728 EVENTS]',
      ' user-100 [000] ..s.. 1.000900: softirq_entry: vec=1 [action=TIMER]',
      ' user-100 [000] ..s.. 1.000910: softirq_exit: vec=1 [action=TIMER]',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 user user 0..910',
      'cpu0 1 softirq NET_RX 0..2',
      'cpu0 1 softirq TIMER 900..910',
    ]);
    expect(linksOf(trace)).toEqual([]);
    expect(summaryOf(trace)).toMatchObject({ lost_events: 728, lines_skipped: 0 });
    expect(warnings(trace)).toContain('728 events were lost');
  });

  it('does not reopen what a thread had open before events of its CPU were lost', () => {
    const away =
      'sched_switch: prev_comm=w prev_pid=5 prev_prio=120 prev_state=R+ ==> next_comm=user next_pid=100 next_prio=120';
    const back =
      'sched_switch: prev_comm=user prev_pid=100 prev_prio=120 prev_state=S ==> next_comm=w next_pid=5 next_prio=120';
    const trace = importText(
      ' w-5 [000] ..... 1.000000: sys_read(fd: 3)',
      ` w-5 [000] d..2. 1.000001: ${away}`,
      'CPU:0 [LOST 1 EVENTS]',
      ` user-100 [000] d..2. 1.000002: ${back}`,
      ' w-5 [000] ..... 1.000003: note: x',
    );
    expect(slicesOf(trace).filter((slice) => slice.includes('sys_read'))).toEqual([
      'cpu0 1 sys sys_read 0..1',
    ]);
  });

  it('counts what the ring buffer no longer held', () => {
    expect(summaryOf(importFixture('overwritten.txt'))).toMatchObject({
      lost_events: 2213,
      lines_skipped: 0,
    });
  });

  it('reads the text of trace_pipe', () => {
    const trace = importFixture('trace-pipe-lost.txt');
    expect(summaryOf(trace)).toMatchObject({ lost_events: 1621, lines_skipped: 0, cpus: [0, 1] });
    expect(instantsOf(trace)).toContain('event softirq_exit (vec=3 [action=NET_RX]) in swapper/0');
    expect(faultsOf(trace)).toEqual([]);
  });
});

describe('threads', () => {
  it('follows the task column where a switch is missing, without counting one', () => {
    const trace = importText(
      '               a-1       [000] .....     1.000000: note: x',
      '               b-3       [000] .....     1.000010: note: y',
      '               a-1       [000] d..2.     1.000020: sched_switch: prev_comm=a prev_pid=1 prev_prio=120 prev_state=S ==> next_comm=b next_pid=3 next_prio=120',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 user a 0..10',
      'cpu0 0 user b 10..20',
      'cpu0 0 user a 20..20',
      'cpu0 0 user b 20..20',
    ]);
    expect(summaryOf(trace).context_switches).toBe(1);
    expect(warnings(trace)).toContain('2 changes of thread without a sched_switch event');
  });

  it('does not take the name of the thread that has just left for a switch back', () => {
    const trace = importText(
      '            init-103     [000] d..2.    41.057367: sched_switch: prev_comm=init prev_pid=103 prev_prio=120 prev_state=R ==> next_comm=rcu_preempt next_pid=15 next_prio=120',
      '            init-103     [000] d..2.    41.057414: x86_fpu_regs_deactivated: x86/fpu: 0000000094c77d99',
      '     rcu_preempt-15      [000] .....    41.057532: timer_init: timer=000000003faa28b7',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user init 0..0', 'cpu0 0 kthread rcu_preempt 0..165']);
    expect(warnings(trace)).not.toContain('without a sched_switch');
  });

  it('takes the task column for a switch back once it has shown the new thread', () => {
    const trace = importText(
      '               a-5       [000] d..2.     1.000000: sched_switch: prev_comm=a prev_pid=5 prev_prio=120 prev_state=R ==> next_comm=b next_pid=6 next_prio=120',
      '               b-6       [000] .....     1.000002: note: x',
      '               a-5       [000] .....     1.000004: note: y',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user a 0..0', 'cpu0 0 user b 0..4', 'cpu0 0 user a 4..4']);
  });

  it('does not carry an interrupt over a switch', () => {
    const trace = importText(
      '               a-5       [000]     1.000000: irq_handler_entry: irq=26 name=eth0',
      '               a-5       [000]     1.000002: sched_switch: prev_comm=a prev_pid=5 prev_prio=120 prev_state=R ==> next_comm=b next_pid=6 next_prio=120',
      '               b-6       [000]     1.000004: sched_switch: prev_comm=b prev_pid=6 prev_prio=120 prev_state=I ==> next_comm=a next_pid=5 next_prio=120',
      '               a-5       [000]     1.000006: note: x',
    );
    expect(slicesOf(trace).filter((slice) => slice.includes('hardirq'))).toEqual([
      'cpu0 1 hardirq eth0 0..2',
    ]);
    expect(trace.threads.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['a user', 'b kthread']);
  });

  it('draws threads without any sched_switch from the task column', () => {
    const trace = importText(
      '               a-1       [000] .....     1.000000: note: x',
      '               b-3       [000] .....     1.000010: note: y',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user a 0..10', 'cpu0 0 user b 10..10']);
    expect(warnings(trace)).toContain('No sched_switch events');
  });
});

describe('interrupts that only the flags show', () => {
  it('is not taken for the handler of another line that has just returned', () => {
    const trace = importText(
      '             pkt-139     [000] d..h.11     8.492934: irq_handler_entry: irq=26 name=eth0-rx-0',
      '             pkt-139     [000] d..h.11     8.492935: irq_handler_exit: irq=26 ret=handled',
      '             pkt-139     [000] d..h211     8.492936: sched_waking: comm=irq/27-eth0-tx- pid=115 prio=49 target_cpu=000',
    );
    expect(instantsOf(trace)).toEqual(['wake irq/27-eth0-tx- in unnamed interrupt']);
  });

  it('draws one over the lines that have the flag', () => {
    const trace = importText(
      '             pkt-312     [000] .....    18.033300: note: x',
      '             pkt-312     [000] d.h2.    18.033367: sched_waking: comm=ping_client pid=305 prio=120 target_cpu=000',
      '             pkt-312     [000] dNh3.    18.033370: sched_wakeup: comm=ping_client pid=305 prio=120 target_cpu=000',
      '             pkt-312     [000] d..2.    18.033373: sched_switch: prev_comm=pkt prev_pid=312 prev_prio=120 prev_state=R+ ==> next_comm=ping_client next_pid=305 next_prio=120',
    );
    expect(slicesOf(trace)[1]).toBe('cpu0 1 hardirq unnamed interrupt 67..70');
    expect(linksOf(trace)).toEqual(['unnamed interrupt -> ping_client: wakes ping_client']);
    expect(summaryOf(trace).hardirqs).toBe(0);
  });

  it('takes flagged lines that are far apart for two interrupts', () => {
    const trace = importText(
      '             pkt-312     [000] d.h2.    18.000000: softirq_raise: vec=1 [action=TIMER]',
      '             pkt-312     [000] d.h2.    18.004000: softirq_raise: vec=1 [action=TIMER]',
    );
    expect(slicesOf(trace).slice(1)).toEqual([
      'cpu0 1 hardirq unnamed interrupt 0..0',
      'cpu0 1 hardirq unnamed interrupt 4000..4000',
    ]);
  });
});

describe('a PREEMPT_RT recording', () => {
  it('keeps a softirq open in the thread that runs it, over a switch', () => {
    const trace = importText(
      ' irq/26-eth0-rx--114     [000] ...s.12     1.000000: softirq_entry: vec=3 [action=NET_RX]',
      ' irq/26-eth0-rx--114     [000] D...214     1.000010: sched_switch: prev_comm=irq/26-eth0-rx- prev_pid=114 prev_prio=49 prev_state=R+ ==> next_comm=rt next_pid=7 next_prio=9',
      '              rt-7       [000] d...2..     1.000020: sched_switch: prev_comm=rt prev_pid=7 prev_prio=9 prev_state=S ==> next_comm=irq/26-eth0-rx- next_pid=114 next_prio=49',
      ' irq/26-eth0-rx--114     [000] ...s.12     1.000030: softirq_exit: vec=3 [action=NET_RX]',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 irqthread irq/26-eth0-rx- 0..10',
      'cpu0 1 softirq NET_RX 0..10',
      'cpu0 0 user rt 10..20',
      'cpu0 0 irqthread irq/26-eth0-rx- 20..30',
      'cpu0 1 softirq NET_RX 20..30',
    ]);
  });
});
