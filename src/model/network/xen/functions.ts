import type { KernelFunction } from '../functions.ts';
import { FUNCTIONS, type LinuxFunctions } from '../linux/functions.ts';

const INTERFACE = 'drivers/net/xen-netback/interface.c';
const NETBACK = 'drivers/net/xen-netback/netback.c';
const HYPERCALL = 'arch/x86/include/asm/xen/hypercall.h';

/** What both netbacks call in dom0, as Linux 3.11 and 3.12 name it. */
interface NetbackFunctions {
  readonly interrupt: KernelFunction;
  readonly txAction: KernelFunction;
  readonly buildGops: KernelFunction;
  readonly submit: KernelFunction;
  readonly poll: KernelFunction;
  readonly thread: KernelFunction;
  readonly rxAction: KernelFunction;
}

/** One group of vifs for each CPU: 2.6.39 to 3.11. */
export const GROUP: NetbackFunctions = {
  interrupt: { name: 'xenvif_interrupt', source: INTERFACE },
  txAction: { name: 'xen_netbk_tx_action', source: NETBACK },
  buildGops: { name: 'xen_netbk_tx_build_gops', source: NETBACK },
  submit: { name: 'xen_netbk_tx_submit', source: NETBACK },
  poll: { name: 'netif_rx_ni', source: 'net/core/dev.c' },
  thread: { name: 'xen_netbk_kthread', source: NETBACK },
  rxAction: { name: 'xen_netbk_rx_action', source: NETBACK },
};

/** NAPI and one thread for each vif: 3.12 on. */
export const NAPI: NetbackFunctions = {
  interrupt: { name: 'xenvif_interrupt', source: INTERFACE },
  txAction: { name: 'xenvif_tx_action', source: NETBACK },
  buildGops: { name: 'xenvif_tx_build_gops', source: NETBACK },
  submit: { name: 'xenvif_tx_submit', source: NETBACK },
  poll: { name: 'xenvif_poll', source: INTERFACE },
  thread: { name: 'xenvif_kthread', source: NETBACK },
  rxAction: { name: 'xenvif_rx_action', source: NETBACK },
};

export type { NetbackFunctions };

/** The rest of the way, the same in both. */
export const F = {
  grantCopy: { name: 'HYPERVISOR_grant_table_op', source: HYPERCALL },
  eventSend: { name: 'notify_remote_via_irq', source: 'drivers/xen/events.c' },
  receiveSkb: { name: 'netif_receive_skb', source: 'net/core/dev.c' },
  processBacklog: { name: 'process_backlog', source: 'net/core/dev.c' },
  ipRcv: { name: 'ip_rcv', source: 'net/ipv4/ip_input.c' },
  tcpRcv: { name: 'tcp_v4_rcv', source: 'net/ipv4/tcp_ipv4.c' },
  tcpEstablished: { name: 'tcp_rcv_established', source: 'net/ipv4/tcp_input.c' },
  sockReady: { name: 'sock_def_readable', source: 'net/core/sock.c' },
  recv: { name: 'sys_recvfrom', source: 'net/socket.c' },
  tcpRecvmsg: { name: 'tcp_recvmsg', source: 'net/ipv4/tcp.c' },
  cleanup: { name: 'tcp_cleanup_rbuf', source: 'net/ipv4/tcp.c' },
  startXmit: { name: 'xenvif_start_xmit', source: INTERFACE },
} as const satisfies Readonly<Record<string, KernelFunction>>;

const UPCALL: KernelFunction = { name: 'xen_evtchn_do_upcall', source: 'drivers/xen/events.c' };

/** The core of Linux 3.11 in a Xen domain: its interrupts come as one upcall. */
export const CORE: LinuxFunctions = {
  ...FUNCTIONS['4'],
  interruptEntry: UPCALL,
  interruptHandler: undefined,
  timerEntry: UPCALL,
  timerInterrupt: { name: 'xen_timer_interrupt', source: 'arch/x86/xen/time.c' },
  threadEntry: { name: 'ret_from_fork', source: 'arch/x86/kernel/entry_64.S' },
  bhEnable: { name: 'local_bh_enable', source: 'kernel/softirq.c' },
  napiPoll: undefined,
  bhDoSoftirq: { name: 'do_softirq', source: 'arch/x86/kernel/irq_64.c' },
  bhOwnStack: { name: 'call_softirq', source: 'arch/x86/kernel/entry_64.S' },
};
