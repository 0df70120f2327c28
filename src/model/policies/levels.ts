/** Interrupt levels of the BSD kernels, low to high (kernels.md 1.1, 2c.14). Names differ by era; the order does not. */
export const IPL = { none: 0, softnet: 1, device: 2, clock: 3 } as const;

/** NetBSD up to 4: splnet blocks network devices (kernels.md 1.1.2). */
export const OLD_LEVELS = ['spl0', 'splsoftnet', 'splnet', 'splclock'] as const;
/** NetBSD 5: device levels were reduced to vm, sched, high (kernels.md 2b.12). */
export const NEW_LEVELS = ['spl0', 'splsoftnet', 'splvm', 'splsched'] as const;
