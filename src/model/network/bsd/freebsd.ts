import type { Dialect } from './dialect.ts';

const kernIntr = 'sys/kern/kern_intr.c';
const netisr = 'sys/net/netisr.c';
const crypto = 'sys/opencrypto/crypto.c';
const kthread = [
  { name: 'fork_trampoline', source: 'sys/i386/i386/exception.s' },
  { name: 'fork_exit', source: 'sys/kern/kern_fork.c' },
];
const ithread = [
  ...kthread,
  { name: 'ithread_loop', source: kernIntr },
  { name: 'ithread_execute_handlers', source: kernIntr },
];

/** Functions and threads of FreeBSD 6 (kernels.md 3, "Lanes" and "Stack"). */
export const freebsd: Dialect = {
  fn: {
    nicIntr: { name: 'em_intr', source: 'sys/dev/em/if_em.c' },
    nicRx: { name: 'em_rxeof', source: 'sys/dev/em/if_em.c' },
    etherInput: { name: 'ether_input', source: 'sys/net/if_ethersubr.c' },
    schednetisr: { name: 'swi_sched', source: kernIntr },
    ipintr: { name: 'netisr_processqueue', source: netisr },
    ipInput: { name: 'ip_input', source: 'sys/netinet/ip_input.c' },
    commonInput: { name: 'ipsec4_common_input', source: 'sys/netipsec/ipsec_input.c' },
    ipsecCommonInput: { name: 'ipsec_common_input', source: 'sys/netipsec/ipsec_input.c' },
    espInput: { name: 'esp_input', source: 'sys/netipsec/xform_esp.c' },
    cryptoDispatch: { name: 'crypto_dispatch', source: crypto },
    cryptoInvoke: { name: 'crypto_invoke', source: crypto },
    swcrProcess: { name: 'swcr_process', source: 'sys/opencrypto/cryptosoft.c' },
    ubsecProcess: { name: 'ubsec_process', source: 'sys/dev/ubsec/ubsec.c' },
    cryptointr: { name: 'crypto_proc', source: crypto },
    ubsecIntr: { name: 'ubsec_intr', source: 'sys/dev/ubsec/ubsec.c' },
    ubsecCallback: { name: 'ubsec_callback', source: 'sys/dev/ubsec/ubsec.c' },
    cryptoDone: { name: 'crypto_done', source: crypto },
    cryptoret: { name: 'crypto_ret_proc', source: crypto },
    espInputCb: { name: 'esp_input_cb', source: 'sys/netipsec/xform_esp.c' },
    commonInputCb: { name: 'ipsec4_common_input_cb', source: 'sys/netipsec/ipsec_input.c' },
    udpInput: { name: 'udp_input', source: 'sys/netinet/udp_usrreq.c' },
    sbappend: { name: 'sbappendaddr_locked', source: 'sys/kern/uipc_socket2.c' },
    sorwakeup: { name: 'sowakeup', source: 'sys/kern/uipc_socket2.c' },
    soreceive: { name: 'soreceive', source: 'sys/kern/uipc_socket.c' },
    hardclock: { name: 'hardclock', source: 'sys/kern/kern_clock.c' },
  },
  base: {
    interrupt: [
      { name: 'Xapic_isr1', source: 'sys/i386/i386/apic_vector.s' },
      { name: 'lapic_handle_intr', source: 'sys/i386/i386/local_apic.c' },
      { name: 'intr_execute_handlers', source: 'sys/i386/i386/intr_machdep.c' },
    ],
    clock: [
      { name: 'Xtimerint', source: 'sys/i386/i386/apic_vector.s' },
      { name: 'lapic_handle_timer', source: 'sys/i386/i386/local_apic.c' },
    ],
    // Protocols have a thread in this kernel: no softint runs in another's context.
    softint: [],
    softintAtSplx: [],
    kthread,
    ithread,
    softintThread: [...ithread, { name: 'swi_net', source: netisr }],
    syscall: [
      { name: 'syscall', source: 'sys/i386/i386/trap.c' },
      { name: 'recvfrom', source: 'sys/kern/uipc_syscalls.c' },
    ],
  },
  mutex: 'Giant',
  threads: {
    ithread: ithreadName,
    softint: () => 'swi1: net',
    cryptoReturn: 'crypto returns',
    cryptoReturnWait: 'crypto_ret_wait',
  },
};

/** Threads of ithreads carry vector and driver: `irq19: em0`. The vectors are those of a common board (assumed). */
function ithreadName(device: string): string {
  const nic = /^nic(\d+)$/.exec(device);
  if (nic === null) return `irq21: ${device}`;
  const index = Number(nic[1]);
  return `irq${16 + ((index + 3) % 4)}: em${index}`;
}
