import { describe, expect, it } from 'vitest';
import { importText, instantsOf, linksOf, slicesOf } from '../import-text.ts';

describe('work items', () => {
  it('draws the function in its worker and links it to who queued it', () => {
    const trace = importText(
      '     ping_client-305     [000] D..1.    18.033381: workqueue_queue_work: work struct=000000005d1b451b function=cryptd_queue_worker [cryptd] workqueue=cryptd req_cpu=0 cpu=0',
      '     ping_client-305     [000] d..2.    18.033390: sched_switch: prev_comm=ping_client prev_pid=305 prev_prio=120 prev_state=S ==> next_comm=kworker/0:2 next_pid=164 next_prio=120',
      '     kworker/0:2-164     [000] .....    18.033391: workqueue_execute_start: work struct 000000005d1b451b: function cryptd_queue_worker [cryptd]',
      '     kworker/0:2-164     [000] .....    18.033453: workqueue_execute_end: work struct 000000005d1b451b: function cryptd_queue_worker [cryptd]',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 user ping_client 0..9',
      'cpu0 0 kthread kworker/0:2 9..72',
      'cpu0 1 kthread cryptd_queue_worker 10..72',
    ]);
    expect(linksOf(trace)).toEqual(['ping_client -> cryptd_queue_worker: queues cryptd_queue_worker']);
    expect(instantsOf(trace)).toEqual(['raise cryptd_queue_worker (workqueue cryptd) in ping_client']);
  });

  it('closes the function at a switch and opens it again when its worker is back', () => {
    const trace = importText(
      '     kworker/0:2-164     [000] .....    1.000000: workqueue_execute_start: work struct 1: function work',
      '     kworker/0:2-164     [000] d..2.    1.000010: sched_switch: prev_comm=kworker/0:2 prev_pid=164 prev_prio=120 prev_state=R+ ==> next_comm=user next_pid=100 next_prio=120',
      '            user-100     [000] d..2.    1.000020: sched_switch: prev_comm=user prev_pid=100 prev_prio=120 prev_state=S ==> next_comm=kworker/0:2 next_pid=164 next_prio=120',
      '     kworker/0:2-164     [000] .....    1.000030: workqueue_execute_end: work struct 1: function work',
    );
    expect(slicesOf(trace)).toEqual([
      'cpu0 0 kthread kworker/0:2 0..10',
      'cpu0 1 kthread work 0..10',
      'cpu0 0 user user 10..20',
      'cpu0 0 kthread kworker/0:2 20..30',
      'cpu0 1 kthread work 20..30',
    ]);
  });
});
