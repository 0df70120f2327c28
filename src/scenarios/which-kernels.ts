import { kernels } from '../model/kernels/index.ts';
import type { Kernel, LinuxKernel } from '../model/types.ts';

/**
 * Ids of the kernels that `fits` holds for, in the order of pickers and lists. Scenarios say what a kernel must be like, not
 * which ones there are: a new kernel joins them by its record alone.
 */
export function kernelsThat(fits: (kernel: Kernel) => boolean): readonly string[] {
  return kernels.filter(fits).map(({ id }) => id);
}

/** Ids of the kernels of these families. */
export function ofFamily(...families: readonly Kernel['family'][]): readonly string[] {
  return kernelsThat(({ family }) => families.includes(family));
}

/** Ids of the Linux kernels that `fits` holds for. */
export function linuxThat(fits: (kernel: LinuxKernel) => boolean): readonly string[] {
  return kernelsThat((kernel) => kernel.family === 'linux' && fits(kernel));
}
