/** Interrupt levels of the BSD kernels, low to high (kernels.md 1.1, 2c.14). Names differ by era; the order does not. */
export const IPL = { none: 0, softnet: 1, device: 2, clock: 3 } as const;
