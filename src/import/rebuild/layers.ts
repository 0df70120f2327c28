/** What can lie on a thread, from the bottom: its own nested work, a softirq, a hard interrupt. */

export type Layer = 'work' | 'call' | 'softirq' | 'hardirq';

/** A slice that is open above depth 0. */
export interface Nested {
  readonly layer: Layer;
  /** What its end is matched by: interrupt line, vector; 0 where the layer is enough. */
  readonly key: number;
  /** Index into `trace.names`. */
  readonly name: number;
  readonly kind: number;
  /** Row of `trace.slices`. */
  readonly row: number;
  /** The line that opened it had the flag of a hard interrupt, so that a line without it shows that it is over. */
  readonly flagged: boolean;
}

/**
 * Which open layers a new one of `layer` proves to be over, though their end is not in the text: a handler with interrupts
 * off is not followed by a softirq or a system call, softirqs and work items do not nest in their like.
 */
export const ENDS: Readonly<Record<Layer, readonly Layer[]>> = {
  work: ['hardirq', 'work'],
  call: ['hardirq', 'softirq', 'call'],
  softirq: ['hardirq', 'softirq'],
  hardirq: [],
};

/** Old kernels let handlers interrupt each other, so hard interrupts may nest; no kernel goes deeper than this. */
export const MOST_NESTED = 12;
