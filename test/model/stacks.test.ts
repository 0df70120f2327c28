import { describe, expect, test } from 'vitest';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';
import { slicesOf } from '../fixtures/slices.ts';
import { sourceOf, stackAt, stacksOf } from '../fixtures/stacks.ts';

const backtrace = (trace: Trace, name: string): readonly string[] =>
  stacksOf(trace, name).map((functions) => functions.join('; '));

/** Stacks of the softints of a run, by what they stand on. */
const softints = (trace: Trace): readonly string[] =>
  slicesOf(trace, 'softirq').map(({ row }) => stackAt(trace, trace.slices.stack[row]).join('; '));

describe('kernels.md 1.7, 2e: stacks of NetBSD', () => {
  test('1.7: NetBSD 3 dispatches the softint by Xsoftnet, NetBSD 5 by softint_dispatch', () => {
    const way = 'udp_input; ip_input; ipintr';
    expect(backtrace(roundTrip('netbsd3'), 'udp_input')).toEqual([`${way}; Xsoftnet; Xdoreti`]);
    expect(backtrace(roundTrip('netbsd5'), 'udp_input')).toEqual([
      `${way}; softint_execute; softint_dispatch; Xsoftintr; Xdoreti`,
    ]);
  });

  test('1.7: a packet goes down to the crypto card in one stack', () => {
    expect(backtrace(roundTrip('netbsd3'), 'ubsec_process')).toEqual([
      'ubsec_process; crypto_invoke; crypto_dispatch; esp_input; ipsec_common_input; ipsec4_common_input; ip_input; ipintr; Xsoftnet; Xdoreti',
    ]);
  });

  test('1.7: the callback stands on the crypto interrupt, or on the trampoline of cryptoret', () => {
    const done = 'ipsec4_common_input_cb; esp_input_cb';
    expect(backtrace(roundTrip('netbsd3'), 'ipsec4_common_input_cb')).toEqual([
      `${done}; crypto_done; ubsec_callback; ubsec_intr; Xintr_ioapic_level3`,
    ]);
    expect(backtrace(roundTrip('netbsd3-cryptoret'), 'ipsec4_common_input_cb')).toEqual([
      `${done}; cryptoret; proc_trampoline`,
    ]);
    expect(backtrace(roundTrip('netbsd5-cryptoret'), 'ipsec4_common_input_cb')).toEqual([
      `${done}; cryptoret; lwp_trampoline`,
    ]);
  });

  test('1.1.4: a softint stands on the way out of an interrupt, or on the level that a thread lowers', () => {
    expect(softints(roundTrip('netbsd3')).map((stack) => stack.split('; ').at(-1))).toEqual([
      'Xdoreti',
      'Xdoreti',
    ]);
    for (const kernel of ['netbsd3-cryptoret', 'netbsd5-cryptoret'])
      expect(softints(roundTrip(kernel)).map((stack) => stack.split('; ').at(-1))).toEqual([
        'Xdoreti',
        'Xspllower',
      ]);
  });

  test('1.7: the clock comes by the timer of the local APIC', () => {
    const clock = (kernel: string): readonly string[] =>
      backtrace(modelRun({ scenario: 'ipsec-load', kernel, set: { rate: 100 }, until: '11ms' }), 'hardclock');
    expect(clock('netbsd3')).toEqual(['hardclock; lapic_clockintr; Xintr_lapic_ltimer']);
    expect(clock('freebsd6')).toEqual(['hardclock; lapic_handle_timer; Xtimerint']);
  });

  test('2e: schednetisr moved to kern_softint.c', () => {
    expect(sourceOf(roundTrip('netbsd3'), 'schednetisr')).toBe('sys/net/netisr.h');
    expect(sourceOf(roundTrip('netbsd5'), 'schednetisr')).toBe('sys/kern/kern_softint.c');
  });
});

describe('kernels.md 4.7: stacks of Linux', () => {
  test.each([
    ['linux-6.12', 'net_rx_action; handle_softirqs; __irq_exit_rcu; common_interrupt; asm_common_interrupt'],
    ['linux-6.1', 'net_rx_action; __do_softirq; __irq_exit_rcu; common_interrupt; asm_common_interrupt'],
    [
      'linux-5.10',
      'net_rx_action; __do_softirq; do_softirq_own_stack; irq_exit_rcu; common_interrupt; asm_common_interrupt',
    ],
    ['linux-4.6', 'net_rx_action; __do_softirq; irq_exit; do_IRQ; common_interrupt'],
    [
      'linux-2.6.31',
      'net_rx_action; __do_softirq; call_softirq; do_softirq; irq_exit; do_IRQ; ret_from_intr',
    ],
  ])('4.7: %s runs softirqs on %s', (kernel, expected) => {
    expect(backtrace(roundTrip(kernel), 'net_rx_action')).toEqual([expected]);
  });

  test.each([
    ['linux-6.12', '__napi_poll', 'net/core/gro.c'],
    ['linux-6.1', '__napi_poll', 'net/core/gro.c'],
    ['linux-5.10', 'napi_poll', 'net/core/dev.c'],
    ['linux-4.6', 'napi_poll', 'net/core/dev.c'],
  ])('4.7: %s polls by %s and merges in %s', (kernel, poll, source) => {
    const trace = roundTrip(kernel);
    expect(backtrace(trace, 'ixgbe_poll')[0]).toMatch(new RegExp(`^ixgbe_poll; ${poll}; net_rx_action; `));
    expect(sourceOf(trace, 'napi_gro_receive')).toBe(source);
  });

  test('4.7: in 2.6.31 and in 3.11 net_rx_action calls the driver itself', () => {
    expect(backtrace(roundTrip('linux-2.6.31'), 'ixgbe_clean_rxonly')[0]).toMatch(
      /^ixgbe_clean_rxonly; net_rx_action; _/,
    );
    const xen = modelRun({ scenario: 'netback-four-domus', kernel: 'xen-netback-napi', until: '1ms' });
    expect(backtrace(xen, 'xenvif_poll')).toEqual([
      'xenvif_poll; net_rx_action; __do_softirq; irq_exit; xen_evtchn_do_upcall',
    ]);
  });

  test('4.7: an interrupt thread is a kthread, and what it raised runs where it enables bottom halves', () => {
    const below = '__local_bh_enable_ip; irq_forced_thread_fn; irq_thread; kthread; ret_from_fork';
    expect(backtrace(roundTrip('linux-rt-6.12', { crypto: 'sync' }), 'net_rx_action')).toEqual([
      `net_rx_action; handle_softirqs; ${below}`,
    ]);
    expect(backtrace(roundTrip('linux-threadirqs', { crypto: 'sync' }), 'net_rx_action')).toEqual([
      `net_rx_action; __do_softirq; do_softirq; ${below}`,
    ]);
  });

  test('4.7: ksoftirqd and the clock have the names of their time', () => {
    const stackOf = (kernel: string, thread: string): string => {
      const scenario = thread === 'timer/0' ? 'udp-echo' : 'rcvbuf-flood';
      const trace = modelRun({ scenario, kernel, until: '12ms' });
      const slices = ['kthread', 'sys', 'user', 'hardirq'] as const;
      const slice = slices.flatMap((kind) => slicesOf(trace, kind)).find(({ name }) => name === thread)!;
      return stackAt(trace, trace.slices.stack[slice.row]).join('; ');
    };
    expect(stackOf('linux-6.12', 'timer/0')).toBe(
      'tick_nohz_handler; sysvec_apic_timer_interrupt; asm_sysvec_apic_timer_interrupt',
    );
    expect(stackOf('linux-6.1', 'timer/0')).toMatch(/^tick_sched_timer; sysvec_apic_timer_interrupt; /);
    expect(stackOf('linux-4.6', 'timer/0')).toBe(
      'tick_sched_timer; smp_apic_timer_interrupt; apic_timer_interrupt',
    );
    expect(stackOf('linux-6.1', 'ksoftirqd/0')).toMatch(
      /run_ksoftirqd; smpboot_thread_fn; kthread; ret_from_fork$/,
    );
    expect(stackOf('linux-2.6.31', 'ksoftirqd/0')).toMatch(/ksoftirqd; kthread; child_rip$/);
  });

  test('6.3: a threaded interrupt polls in its handler, without NET_RX', () => {
    expect(backtrace(roundTrip('linux-genirq-threaded', { crypto: 'sync' }), 'ixgbe_poll')).toEqual([
      'ixgbe_poll; napi_poll; ixgbe_msix_clean_rings; irq_thread; kthread; ret_from_fork',
    ]);
  });

  test('7c.10: the thread of a NAPI instance polls in napi_threaded_poll_loop from 6.10 on', () => {
    expect(backtrace(roundTrip('linux-napi-busypoll', { crypto: 'sync' }), 'ixgbe_poll')).toEqual([
      'ixgbe_poll; __napi_poll; napi_threaded_poll_loop; napi_threaded_poll; kthread; ret_from_fork',
    ]);
    expect(backtrace(roundTrip('linux-napi-threaded', { crypto: 'sync' }), 'ixgbe_poll')).toEqual([
      'ixgbe_poll; __napi_poll; napi_threaded_poll; kthread; ret_from_fork',
    ]);
  });

  test('10c.12: cryptd works in a kworker, and before 2.6.36 in the thread of its own workqueue', () => {
    const threads = (kernel: string): readonly string[] =>
      slicesOf(roundTrip(kernel, { crypto: 'cryptd' }), 'kthread').map(({ name }) => name);
    expect(threads('linux-4.6')).toEqual(['kworker/0:1']);
    expect(threads('linux-2.6.31')).toEqual(['crypto/0']);
  });

  test('10c.10: a decrypted packet leaves esp_input_done2 before it goes back to the stack', () => {
    const trace = roundTrip('linux-6.12', { crypto: 'hw-tasklet' });
    expect(backtrace(trace, 'gro_cells_receive')[0]).toMatch(
      /^gro_cells_receive; xfrm_input; xfrm_input_resume; esp_input_done; adf_response_handler; tasklet_action_common; /,
    );
    expect(backtrace(roundTrip('linux-6.12', { crypto: 'sync' }), 'gro_cells_receive')[0]).toMatch(
      /^gro_cells_receive; xfrm_input; xfrm4_esp_rcv; ip_local_deliver; ip_rcv; napi_gro_receive; /,
    );
  });
});
