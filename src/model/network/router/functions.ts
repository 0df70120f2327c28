import type { KernelFunction } from '../functions.ts';

/**
 * Functions on a BSD router's path with the files of 4.4BSD that have them. The filter's are those of the screend
 * distribution (Mogul 1989), the poll loop's those of the paper's description: Digital UNIX's own were never published.
 */
export const F = {
  stub: { name: 'interrupt', source: 'sys/arch/alpha/alpha/interrupt.c' },
  doreti: { name: 'softnet', source: 'sys/arch/alpha/alpha/interrupt.c' },
  netintr: { name: 'netintr', source: 'sys/net/netisr.h' },
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
  screenQueue: { name: 'gw_forwardscreen', source: 'sys/net/gw_screen.c' },
  screenControl: { name: 'screen_control', source: 'sys/net/gw_screen.c' },
  syscall: { name: 'syscall', source: 'sys/arch/alpha/alpha/trap.c' },
  pollThread: { name: 'netpoll', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  receiveCallback: { name: 'rx_callback', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  transmitCallback: { name: 'tx_callback', source: 'Mogul and Ramakrishnan 1996, section 6.4' },
  hardclock: { name: 'hardclock', source: 'sys/kern/kern_clock.c' },
} as const satisfies Readonly<Record<string, KernelFunction>>;
