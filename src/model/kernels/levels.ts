/** Names of the interrupt levels, low to high: nothing blocked, protocol softints, devices, the clock. */

/** NetBSD up to 4: splnet blocks network devices (kernels.md 1.1.2). */
export const OLD_LEVELS = ['spl0', 'splsoftnet', 'splnet', 'splclock'] as const;
/** NetBSD 5: device levels were reduced to vm, sched, high (kernels.md 2b.12). */
export const NEW_LEVELS = ['spl0', 'splsoftnet', 'splvm', 'splsched'] as const;
/** FreeBSD 5 and later: spl is gone; the stub runs with the CPU's interrupts off, threads with them on (kernels.md 3.1). */
export const FREEBSD_LEVELS = ['interrupts on', 'interrupts on', 'interrupts off', 'interrupts off'] as const;
/** 4.3BSD: splimp blocks network devices and splnet the protocols, unlike later names (kernels.md 1.1.2). */
export const VAX_LEVELS = ['spl0', 'splnet', 'splimp', 'splclock'] as const;
