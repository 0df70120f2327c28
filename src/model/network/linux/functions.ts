import type { LinuxCoreDetail, LinuxCoreFunction, LinuxEra } from '../../types.ts';
import type { KernelFunction } from '../functions.ts';

/** What a function on the path is for; each era has its own name for it (kernels.md 4.7, 5c, 7b). */
type Role =
  | LinuxCoreFunction
  | 'nanosleep'
  | 'longCall'
  | 'rpsEnqueue'
  | 'rpsPoll'
  | 'otherCause'
  | 'driverIrq'
  | 'driverPoll'
  | 'cleanRx'
  | 'receiveSkb'
  | 'backlogPoll'
  | 'backlogSkb'
  | 'ipRcv'
  | 'localDeliver'
  | 'espRcv'
  | 'xfrmInput'
  | 'espInput'
  | 'espInputDone'
  | 'espDoneAsync'
  | 'xfrmResume'
  | 'aeadDecrypt'
  | 'cryptoSubmit'
  | 'cryptoIrq'
  | 'cryptoTasklet'
  | 'cryptoThread'
  | 'cryptdEnqueue'
  | 'cryptdWork'
  | 'tunnelReentry'
  | 'transportReentry'
  | 'transportWork'
  | 'udpRcv'
  | 'udpEnqueue'
  | 'sockReady'
  | 'syscall'
  | 'recv'
  | 'udpRecvmsg'
  | 'skbFree'
  | 'send'
  | 'udpSendmsg'
  | 'devQueueXmit'
  | 'qdiscRun'
  | 'netTxAction'
  | 'driverXmit'
  | 'cleanTx'
  | 'driverTxIrq'
  | 'ipForward';

export type LinuxFunctions = Readonly<Record<Role, KernelFunction>> &
  Readonly<Record<LinuxCoreDetail, KernelFunction | undefined>>;

/** 6.12 and later. */
const SIX: LinuxFunctions = table({
  interruptEntry: ['asm_common_interrupt', 'arch/x86/include/asm/idtentry.h'],
  interruptHandler: ['common_interrupt', 'arch/x86/kernel/irq.c'],
  timerEntry: ['asm_sysvec_apic_timer_interrupt', 'arch/x86/include/asm/idtentry.h'],
  timerInterrupt: ['sysvec_apic_timer_interrupt', 'arch/x86/kernel/apic/apic.c'],
  irqExit: ['__irq_exit_rcu', 'kernel/softirq.c'],
  bhDoSoftirq: ['do_softirq', 'kernel/softirq.c'],
  kthread: ['kthread', 'kernel/kthread.c'],
  smpboot: ['smpboot_thread_fn', 'kernel/smpboot.c'],
  workerThread: ['worker_thread', 'kernel/workqueue.c'],
  napiLoop: ['napi_threaded_poll_loop', 'net/core/dev.c'],
  exitDoSoftirq: undefined,
  exitOwnStack: undefined,
  bhOwnStack: undefined,
  bhEnable: ['__local_bh_enable_ip', 'kernel/softirq.c'],
  handleSoftirqs: ['handle_softirqs', 'kernel/softirq.c'],
  wakeKsoftirqd: ['wakeup_softirqd', 'kernel/softirq.c'],
  threadEntry: ['ret_from_fork', 'arch/x86/kernel/process.c'],
  ksoftirqd: ['run_ksoftirqd', 'kernel/softirq.c'],
  irqThread: ['irq_thread', 'kernel/irq/manage.c'],
  forcedThread: ['irq_forced_thread_fn', 'kernel/irq/manage.c'],
  netRxAction: ['net_rx_action', 'net/core/dev.c'],
  napiPoll: ['__napi_poll', 'net/core/dev.c'],
  napiThread: ['napi_threaded_poll', 'net/core/dev.c'],
  napiSchedule: ['____napi_schedule', 'net/core/dev.c'],
  taskletAction: ['tasklet_action_common', 'kernel/softirq.c'],
  processWork: ['process_one_work', 'kernel/workqueue.c'],
  timerTick: ['tick_nohz_handler', 'kernel/time/tick-sched.c'],
  hrtimerInterrupt: ['hrtimer_interrupt', 'kernel/time/hrtimer.c'],
  napiWatchdog: ['napi_watchdog', 'net/core/dev.c'],
  hrtimerSoftirq: ['hrtimer_run_softirq', 'kernel/time/hrtimer.c'],
  ktimers: ['run_timersd', 'kernel/softirq.c'],
  nanosleep: ['__x64_sys_clock_nanosleep', 'kernel/time/posix-timers.c'],
  longCall: ['__x64_sys_write', 'fs/read_write.c'],
  rescheduleIpi: ['sysvec_reschedule_ipi', 'arch/x86/kernel/smp.c'],
  callIpi: ['sysvec_call_function_single', 'arch/x86/kernel/smp.c'],
  rpsEnqueue: ['enqueue_to_backlog', 'net/core/dev.c'],
  rpsTrigger: ['rps_trigger_softirq', 'net/core/dev.c'],
  rpsPoll: ['process_backlog', 'net/core/dev.c'],
  otherCause: ['ixgbe_msg_task', 'drivers/net/ethernet/intel/ixgbe/ixgbe_sriov.c'],
  driverIrq: ['ixgbe_msix_clean_rings', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  driverPoll: ['ixgbe_poll', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  cleanRx: ['ixgbe_clean_rx_irq', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  receiveSkb: ['napi_gro_receive', 'net/core/gro.c'],
  backlogPoll: ['gro_cell_poll', 'net/core/gro_cells.c'],
  backlogSkb: ['__netif_receive_skb', 'net/core/dev.c'],
  ipRcv: ['ip_rcv', 'net/ipv4/ip_input.c'],
  localDeliver: ['ip_local_deliver', 'net/ipv4/ip_input.c'],
  espRcv: ['xfrm4_esp_rcv', 'net/ipv4/xfrm4_protocol.c'],
  xfrmInput: ['xfrm_input', 'net/xfrm/xfrm_input.c'],
  espInput: ['esp_input', 'net/ipv4/esp4.c'],
  espInputDone: ['esp_input_done2', 'net/ipv4/esp4.c'],
  espDoneAsync: ['esp_input_done', 'net/ipv4/esp4.c'],
  xfrmResume: ['xfrm_input_resume', 'net/xfrm/xfrm_input.c'],
  aeadDecrypt: ['crypto_aead_decrypt', 'crypto/aead.c'],
  cryptoSubmit: ['qat_alg_aead_dec', 'drivers/crypto/intel/qat/qat_common/qat_algs.c'],
  cryptoIrq: ['adf_msix_isr_bundle', 'drivers/crypto/intel/qat/qat_common/adf_isr.c'],
  cryptoTasklet: ['adf_response_handler', 'drivers/crypto/intel/qat/qat_common/adf_transport.c'],
  cryptoThread: ['crypto0_irq_thread', 'assumed: a driver that completes in its interrupt thread'],
  cryptdEnqueue: ['cryptd_enqueue_request', 'crypto/cryptd.c'],
  cryptdWork: ['cryptd_queue_worker', 'crypto/cryptd.c'],
  tunnelReentry: ['gro_cells_receive', 'net/core/gro_cells.c'],
  transportReentry: ['xfrm_trans_queue_net', 'net/xfrm/xfrm_input.c'],
  transportWork: ['xfrm_trans_reinject', 'net/xfrm/xfrm_input.c'],
  udpRcv: ['__udp4_lib_rcv', 'net/ipv4/udp.c'],
  udpEnqueue: ['__udp_enqueue_schedule_skb', 'net/ipv4/udp.c'],
  sockReady: ['sock_def_readable', 'net/core/sock.c'],
  syscall: ['do_syscall_64', 'arch/x86/entry/common.c'],
  recv: ['__sys_recvfrom', 'net/socket.c'],
  udpRecvmsg: ['udp_recvmsg', 'net/ipv4/udp.c'],
  skbFree: ['skb_consume_udp', 'net/ipv4/udp.c'],
  send: ['__sys_sendto', 'net/socket.c'],
  udpSendmsg: ['udp_sendmsg', 'net/ipv4/udp.c'],
  devQueueXmit: ['__dev_queue_xmit', 'net/core/dev.c'],
  qdiscRun: ['__qdisc_run', 'net/sched/sch_generic.c'],
  netTxAction: ['net_tx_action', 'net/core/dev.c'],
  driverXmit: ['ixgbe_xmit_frame', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  cleanTx: ['ixgbe_clean_tx_irq', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  driverTxIrq: ['ixgbe_msix_clean_rings', 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c'],
  ipForward: ['ip_forward', 'net/ipv4/ip_forward.c'],
});

/** 6.1: before handle_softirqs(), napi_threaded_poll_loop() and drivers/crypto/intel. */
const SIX_ONE: LinuxFunctions = {
  ...SIX,
  ...table({
    handleSoftirqs: ['__do_softirq', 'kernel/softirq.c'],
    threadEntry: ['ret_from_fork', 'arch/x86/entry/entry_64.S'],
    napiLoop: undefined,
    timerTick: ['tick_sched_timer', 'kernel/time/tick-sched.c'],
    cryptoSubmit: ['qat_alg_aead_dec', 'drivers/crypto/qat/qat_common/qat_algs.c'],
    cryptoIrq: ['adf_msix_isr_bundle', 'drivers/crypto/qat/qat_common/adf_isr.c'],
    cryptoTasklet: ['adf_response_handler', 'drivers/crypto/qat/qat_common/adf_transport.c'],
  }),
};

/** 5.10: before __napi_poll() and net/core/gro.c. */
const FIVE_TEN: LinuxFunctions = {
  ...SIX_ONE,
  ...table({
    irqExit: ['irq_exit_rcu', 'kernel/softirq.c'],
    exitOwnStack: ['do_softirq_own_stack', 'arch/x86/kernel/irq_64.c'],
    bhOwnStack: ['do_softirq_own_stack', 'arch/x86/kernel/irq_64.c'],
    napiPoll: ['napi_poll', 'net/core/dev.c'],
    receiveSkb: ['napi_gro_receive', 'net/core/dev.c'],
  }),
};

/** About 4.6 to 4.9. */
const FOUR: LinuxFunctions = {
  ...FIVE_TEN,
  ...table({
    interruptEntry: ['common_interrupt', 'arch/x86/entry/entry_64.S'],
    interruptHandler: ['do_IRQ', 'arch/x86/kernel/irq.c'],
    timerEntry: ['apic_timer_interrupt', 'arch/x86/entry/entry_64.S'],
    timerInterrupt: ['smp_apic_timer_interrupt', 'arch/x86/kernel/apic/apic.c'],
    irqExit: ['irq_exit', 'kernel/softirq.c'],
    exitOwnStack: undefined,
    bhOwnStack: ['do_softirq_own_stack', 'arch/x86/entry/entry_64.S'],
    taskletAction: ['tasklet_action', 'kernel/softirq.c'],
    nanosleep: ['sys_clock_nanosleep', 'kernel/time/posix-timers.c'],
    longCall: ['sys_write', 'fs/read_write.c'],
    rescheduleIpi: ['smp_reschedule_interrupt', 'arch/x86/kernel/smp.c'],
    callIpi: ['smp_call_function_single_interrupt', 'arch/x86/kernel/smp.c'],
    backlogPoll: ['process_backlog', 'net/core/dev.c'],
    aeadDecrypt: ['crypto_aead_decrypt', 'include/crypto/aead.h'],
    tunnelReentry: ['netif_rx', 'net/core/dev.c'],
    transportReentry: ['xfrm4_transport_finish', 'net/ipv4/xfrm4_input.c'],
    udpEnqueue: ['__udp_queue_rcv_skb', 'net/ipv4/udp.c'],
    syscall: ['entry_SYSCALL_64', 'arch/x86/entry/entry_64.S'],
    recv: ['SYSC_recvfrom', 'net/socket.c'],
    send: ['SYSC_sendto', 'net/socket.c'],
    skbFree: ['skb_free_datagram_locked', 'net/core/datagram.c'],
  }),
};

/** 2.6.31, with and without the real-time patch. */
const TWO_SIX: LinuxFunctions = {
  ...FOUR,
  ...table({
    interruptEntry: ['ret_from_intr', 'arch/x86/kernel/entry_64.S'],
    timerEntry: ['apic_timer_interrupt', 'arch/x86/kernel/entry_64.S'],
    exitDoSoftirq: ['do_softirq', 'arch/x86/kernel/irq_64.c'],
    exitOwnStack: ['call_softirq', 'arch/x86/kernel/entry_64.S'],
    bhEnable: ['local_bh_enable', 'kernel/softirq.c'],
    bhDoSoftirq: ['do_softirq', 'arch/x86/kernel/irq_64.c'],
    bhOwnStack: ['call_softirq', 'arch/x86/kernel/entry_64.S'],
    threadEntry: ['child_rip', 'arch/x86/kernel/entry_64.S'],
    smpboot: undefined,
    ksoftirqd: ['ksoftirqd', 'kernel/softirq.c'],
    napiSchedule: ['__napi_schedule', 'net/core/dev.c'],
    forcedThread: ['do_hardirq', 'kernel/irq/manage.c'],
    napiPoll: undefined,
    otherCause: ['ixgbe_check_lsc', 'drivers/net/ixgbe/ixgbe_main.c'],
    driverIrq: ['ixgbe_msix_clean_rx', 'drivers/net/ixgbe/ixgbe_main.c'],
    driverPoll: ['ixgbe_clean_rxonly', 'drivers/net/ixgbe/ixgbe_main.c'],
    cleanRx: ['ixgbe_clean_rx_irq', 'drivers/net/ixgbe/ixgbe_main.c'],
    receiveSkb: ['netif_receive_skb', 'net/core/dev.c'],
    backlogSkb: ['netif_receive_skb', 'net/core/dev.c'],
    processWork: ['run_workqueue', 'kernel/workqueue.c'],
    espRcv: ['xfrm4_rcv', 'net/ipv4/xfrm4_input.c'],
    hrtimerInterrupt: ['hrtimer_interrupt', 'kernel/hrtimer.c'],
    nanosleep: ['sys_clock_nanosleep', 'kernel/posix-timers.c'],
    syscall: ['system_call', 'arch/x86/kernel/entry_64.S'],
    recv: ['sys_recvfrom', 'net/socket.c'],
    send: ['sys_sendto', 'net/socket.c'],
    skbFree: ['skb_free_datagram', 'net/core/datagram.c'],
    devQueueXmit: ['dev_queue_xmit', 'net/core/dev.c'],
    driverXmit: ['ixgbe_xmit_frame', 'drivers/net/ixgbe/ixgbe_main.c'],
    cleanTx: ['ixgbe_clean_tx_irq', 'drivers/net/ixgbe/ixgbe_main.c'],
    driverTxIrq: ['ixgbe_msix_clean_tx', 'drivers/net/ixgbe/ixgbe_main.c'],
    cryptoSubmit: ['hifn_setup_crypto', 'drivers/crypto/hifn_795x.c'],
    cryptoIrq: ['hifn_interrupt', 'drivers/crypto/hifn_795x.c'],
    cryptoTasklet: ['hifn_tasklet_callback', 'drivers/crypto/hifn_795x.c'],
    aeadDecrypt: ['crypto_aead_decrypt', 'include/linux/crypto.h'],
    udpEnqueue: ['__udp_queue_rcv_skb', 'net/ipv4/udp.c'],
  }),
};

/** 2.4.20 and later, which has NAPI. */
const TWO_FOUR: LinuxFunctions = {
  ...TWO_SIX,
  ...table({
    interruptEntry: ['common_interrupt', 'arch/i386/kernel/entry.S'],
    interruptHandler: ['do_IRQ', 'arch/i386/kernel/irq.c'],
    timerEntry: ['do_IRQ', 'arch/i386/kernel/irq.c'],
    timerInterrupt: ['timer_interrupt', 'arch/i386/kernel/time.c'],
    irqExit: undefined,
    exitDoSoftirq: undefined,
    exitOwnStack: undefined,
    bhEnable: ['local_bh_enable', 'include/asm-i386/softirq.h'],
    bhDoSoftirq: undefined,
    bhOwnStack: undefined,
    handleSoftirqs: ['do_softirq', 'kernel/softirq.c'],
    threadEntry: ['kernel_thread', 'arch/i386/kernel/process.c'],
    kthread: undefined,
    driverIrq: ['e1000_intr', 'drivers/net/e1000/e1000_main.c'],
    driverPoll: ['e1000_clean', 'drivers/net/e1000/e1000_main.c'],
    cleanRx: ['e1000_clean_rx_irq', 'drivers/net/e1000/e1000_main.c'],
    napiSchedule: ['__netif_rx_schedule', 'include/linux/netdevice.h'],
    qdiscRun: ['qdisc_restart', 'net/sched/sch_generic.c'],
    driverXmit: ['e1000_xmit_frame', 'drivers/net/e1000/e1000_main.c'],
    cleanTx: ['e1000_clean_tx_irq', 'drivers/net/e1000/e1000_main.c'],
    driverTxIrq: ['e1000_intr', 'drivers/net/e1000/e1000_main.c'],
    timerTick: ['do_timer', 'kernel/timer.c'],
    syscall: ['system_call', 'arch/i386/kernel/entry.S'],
    udpRcv: ['udp_rcv', 'net/ipv4/udp.c'],
    udpEnqueue: ['udp_queue_rcv_skb', 'net/ipv4/udp.c'],
  }),
};

export const FUNCTIONS: Readonly<Record<LinuxEra, LinuxFunctions>> = {
  '2.4': TWO_FOUR,
  '2.6': TWO_SIX,
  '4': FOUR,
  '5.10': FIVE_TEN,
  '6.1': SIX_ONE,
  '6': SIX,
};

type Row = readonly [name: string, source: string] | undefined;

function table<R extends Readonly<Record<string, Row>>>(
  rows: R,
): { readonly [K in keyof R]: R[K] extends undefined ? undefined : KernelFunction } {
  const entries = Object.entries(rows).map(([role, row]) => [
    role,
    row === undefined ? undefined : { name: row[0], source: row[1] },
  ]);
  return Object.fromEntries(entries) as ReturnType<typeof table<R>>;
}
