import type { KernelFunction } from '../functions.ts';

/**
 * Functions on a BSD router's path, in the files of NetBSD on Alpha of those years: Digital UNIX, of the same descent, never
 * published its own. The filter's are those of the screend distribution (Mogul 1989), which has ipintr call
 * ip_forwardscreen instead of ip_forward; the poll loop's those of the paper's description.
 */
export const F = {
  stub: { name: 'interrupt', source: 'sys/arch/alpha/alpha/interrupt.c' },
  doreti: { name: 'do_sir', source: 'sys/arch/alpha/alpha/machdep.c' },
  netintr: { name: 'netintr', source: 'sys/arch/alpha/alpha/machdep.c' },
  leintr: { name: 'leintr', source: 'sys/dev/ic/am7990.c' },
  lerint: { name: 'lerint', source: 'sys/dev/ic/am7990.c' },
  letint: { name: 'letint', source: 'sys/dev/ic/am7990.c' },
  lestart: { name: 'lestart', source: 'sys/dev/ic/am7990.c' },
  etherInput: { name: 'ether_input', source: 'sys/net/if_ethersubr.c' },
  schednetisr: { name: 'schednetisr', source: 'sys/net/netisr.h' },
  ipintr: { name: 'ipintr', source: 'sys/netinet/ip_input.c' },
  ipInput: { name: 'ip_input', source: 'sys/netinet/ip_input.c' },
  ipForward: { name: 'ip_forward', source: 'sys/netinet/ip_input.c' },
  etherOutput: { name: 'ether_output', source: 'sys/net/if_ethersubr.c' },
  ipForwardScreen: { name: 'ip_forwardscreen', source: 'sys/netinet/ip_screen.c' },
  screenQueue: { name: 'gw_forwardscreen', source: 'sys/net/gw_screen.c' },
  screenControl: { name: 'screen_control', source: 'sys/net/gw_screen.c' },
  syscall: { name: 'syscall', source: 'sys/arch/alpha/alpha/trap.c' },
  pollThread: { name: 'netpoll', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  receiveCallback: { name: 'rx_callback', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  transmitCallback: { name: 'tx_callback', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  hardclock: { name: 'hardclock', source: 'sys/kern/kern_clock.c' },
} as const satisfies Readonly<Record<string, KernelFunction>>;
