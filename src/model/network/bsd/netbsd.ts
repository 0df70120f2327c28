import type { Dialect } from './dialect.ts';

const spllower = { name: 'Xspllower', source: 'sys/arch/i386/i386/spl.S' };
const doreti = { name: 'Xdoreti', source: 'sys/arch/i386/i386/spl.S' };
const locore = 'sys/arch/i386/i386/locore.S';
const kernSoftint = 'sys/kern/kern_softint.c';
const softnet = { name: 'Xsoftnet', source: 'sys/arch/i386/i386/vector.S' };
const softintr = [
  { name: 'Xsoftintr', source: 'sys/arch/i386/i386/spl.S' },
  { name: 'softint_dispatch', source: kernSoftint },
  { name: 'softint_execute', source: kernSoftint },
];

/**
 * Functions of the BSD receive path and the files of NetBSD 3 that have them (kernels.md 1.7, 1.4). Its Xsoftnet calls ipintr
 * itself (net/netisr_dispatch.h) before it has softintr_dispatch run what else is pending.
 */
export const netbsd3: Dialect = {
  fn: {
    nicIntr: { name: 'wm_intr', source: 'sys/dev/pci/if_wm.c' },
    nicRx: { name: 'wm_rxintr', source: 'sys/dev/pci/if_wm.c' },
    etherInput: { name: 'ether_input', source: 'sys/net/if_ethersubr.c' },
    schednetisr: { name: 'schednetisr', source: 'sys/net/netisr.h' },
    ipintr: { name: 'ipintr', source: 'sys/netinet/ip_input.c' },
    ipInput: { name: 'ip_input', source: 'sys/netinet/ip_input.c' },
    commonInput: { name: 'ipsec4_common_input', source: 'sys/netipsec/ipsec_input.c' },
    ipsecCommonInput: { name: 'ipsec_common_input', source: 'sys/netipsec/ipsec_input.c' },
    espInput: { name: 'esp_input', source: 'sys/netipsec/xform_esp.c' },
    cryptoDispatch: { name: 'crypto_dispatch', source: 'sys/opencrypto/crypto.c' },
    cryptoInvoke: { name: 'crypto_invoke', source: 'sys/opencrypto/crypto.c' },
    swcrProcess: { name: 'swcr_process', source: 'sys/opencrypto/cryptosoft.c' },
    ubsecProcess: { name: 'ubsec_process', source: 'sys/dev/pci/ubsec.c' },
    cryptointr: { name: 'cryptointr', source: 'sys/opencrypto/crypto.c' },
    ubsecIntr: { name: 'ubsec_intr', source: 'sys/dev/pci/ubsec.c' },
    ubsecCallback: { name: 'ubsec_callback', source: 'sys/dev/pci/ubsec.c' },
    cryptoDone: { name: 'crypto_done', source: 'sys/opencrypto/crypto.c' },
    cryptoret: { name: 'cryptoret', source: 'sys/opencrypto/crypto.c' },
    espInputCb: { name: 'esp_input_cb', source: 'sys/netipsec/xform_esp.c' },
    commonInputCb: { name: 'ipsec4_common_input_cb', source: 'sys/netipsec/ipsec_input.c' },
    udpInput: { name: 'udp_input', source: 'sys/netinet/udp_usrreq.c' },
    sbappend: { name: 'sbappendaddr', source: 'sys/kern/uipc_socket2.c' },
    sorwakeup: { name: 'sowakeup', source: 'sys/kern/uipc_socket2.c' },
    soreceive: { name: 'soreceive', source: 'sys/kern/uipc_socket.c' },
    hardclock: { name: 'hardclock', source: 'sys/kern/kern_clock.c' },
  },
  base: {
    interrupt: [{ name: 'Xintr_ioapic_level3', source: 'sys/arch/i386/i386/vector.S' }],
    clock: [
      { name: 'Xintr_lapic_ltimer', source: 'sys/arch/i386/i386/vector.S' },
      { name: 'lapic_clockintr', source: 'sys/arch/x86/x86/lapic.c' },
    ],
    softint: [doreti, softnet],
    softintAtSplx: [spllower, softnet],
    kthread: [{ name: 'proc_trampoline', source: locore }],
    ithread: [{ name: 'proc_trampoline', source: locore }],
    softintThread: [{ name: 'proc_trampoline', source: locore }],
    syscall: [
      { name: 'syscall', source: 'sys/arch/i386/i386/syscall.c' },
      { name: 'sys_recvfrom', source: 'sys/kern/uipc_syscalls.c' },
    ],
  },
  mutex: 'softnet_lock',
  threads: {
    ithread: (device) => device,
    softint: (cpu) => `softnet/${cpu}`,
    cryptoReturn: 'cryptoret',
    cryptoReturnWait: 'crypto_w',
  },
};

const trampoline = [{ name: 'lwp_trampoline', source: locore }];

/** NetBSD 5, and what was proposed on the way there (kernels.md 2e). */
export const netbsd5: Dialect = {
  ...netbsd3,
  fn: { ...netbsd3.fn, schednetisr: { name: 'schednetisr', source: kernSoftint } },
  base: {
    ...netbsd3.base,
    softint: [doreti, ...softintr],
    softintAtSplx: [spllower, ...softintr],
    kthread: trampoline,
    ithread: trampoline,
    softintThread: trampoline,
  },
};
