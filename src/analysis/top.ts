import type { Kind } from '../trace/kinds.ts';
import type { CpuTime } from '../trace/summary.ts';

/** CPU time as top shows it, in %. */
export interface TopRow {
  readonly us: number;
  readonly sy: number;
  readonly id: number;
  readonly hi: number;
  readonly si: number;
  readonly st: number;
}

/**
 * Where each kind goes. Switches and refills are charged to `sy` and traps to `hi`, though a kernel that samples at the tick
 * charges them to whatever it interrupted; a lock is spun for in the kernel.
 */
const COLUMN: Readonly<Record<Kind, keyof TopRow>> = {
  idle: 'id',
  user: 'us',
  sys: 'sy',
  kthread: 'sy',
  irqthread: 'sy',
  softirq: 'si',
  hardirq: 'hi',
  trap: 'hi',
  switch: 'sy',
  refill: 'sy',
  spin: 'sy',
  steal: 'st',
};

/** The mapping in words, for the reader. */
export const TOP_MAPPING =
  'us = user; sy = sys, kthread, irqthread, switch, refill and spin; si = softirq; hi = hardirq and trap; st = steal';

/** The CPU time of some CPUs together in top's layout; all 0 if they have none. */
export function topOf(cpus: readonly CpuTime[]): TopRow {
  const row = { us: 0, sy: 0, id: 0, hi: 0, si: 0, st: 0 };
  let all = 0;
  for (const cpu of cpus) {
    for (const kind of Object.keys(COLUMN) as Kind[]) {
      row[COLUMN[kind]] += cpu[kind];
      all += cpu[kind];
    }
  }
  if (all === 0) return row;
  for (const column of Object.keys(row) as (keyof TopRow)[]) row[column] *= 100 / all;
  return row;
}
