/** `softirq_raise`, `softirq_entry`, `softirq_exit`: `vec=3 [action=NET_RX]`. */
import { numberAfter } from './fields.ts';
import type { EventFamily } from './types.ts';

/** `softirq_to_name` of kernel/softirq.c, for texts that give only the number. */
const ACTIONS = [
  'HI',
  'TIMER',
  'NET_TX',
  'NET_RX',
  'BLOCK',
  'IRQ_POLL',
  'TASKLET',
  'SCHED',
  'HRTIMER',
  'RCU',
] as const;

export const softirq: EventFamily = {
  softirq_raise(detail, to) {
    return withVector(detail, (vector, action) => to.raise(vector, action));
  },
  softirq_entry(detail, to) {
    return withVector(detail, (vector, action) => to.softirq(vector, action));
  },
  softirq_exit(detail, to) {
    return withVector(detail, (vector) => to.softirqEnd(vector, detail));
  },
};

function withVector(detail: string, tell: (vector: number, action: string) => void): boolean {
  const vector = numberAfter(detail, 'vec=');
  if (vector < 0) return false;
  const from = detail.indexOf('[action=');
  const to = detail.indexOf(']', from);
  if (from >= 0 && to < 0) return false;
  const action = from < 0 ? (ACTIONS[vector] ?? `vec ${vector}`) : detail.slice(from + '[action='.length, to);
  tell(vector, action);
  return true;
}
