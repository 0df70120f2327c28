/**
 * What a CPU is running *as*. The order is the code stored in the columns; never reorder, only append.
 * Codes below `trap` are contexts; `trap`, `switch`, `refill` are costs; `spin` and `steal` are time lost.
 */
export const KINDS = [
  'idle',
  'user',
  'sys',
  'kthread',
  'irqthread',
  'softirq',
  'hardirq',
  'trap',
  'switch',
  'refill',
  'spin',
  'steal',
] as const;

export type Kind = (typeof KINDS)[number];

/** Code of each kind as stored in `slices.kind`. */
export const KIND: Readonly<Record<Kind, number>> = codes(KINDS);

/** What a nanosecond of a packet's life was spent on; the keys of `attribution_ns`, in its order. */
export const CLASSES = [
  'work',
  'trap',
  'wakeup',
  'switch',
  'refill',
  'spin',
  'runnable',
  'preempted',
  'device',
  'queue',
  'steal',
] as const;

export type SegmentClass = (typeof CLASSES)[number];

/** Code of each class as stored in `segments.class`. */
export const CLASS: Readonly<Record<SegmentClass, number>> = codes(CLASSES);

/** `real`: the scheduler changed the thread; `borrow`/`return`: only the stack and the current thread's name changed. */
export const SWITCH_KINDS = ['real', 'borrow', 'return'] as const;
export type SwitchKind = (typeof SWITCH_KINDS)[number];
export const SWITCH: Readonly<Record<SwitchKind, number>> = codes(SWITCH_KINDS);

/** State of a thread that is not running. `device`: blocked until a device completes. */
export const STATES = ['runnable', 'blocked', 'device'] as const;
export type ThreadState = (typeof STATES)[number];
export const STATE: Readonly<Record<ThreadState, number>> = codes(STATES);

/**
 * What an instant is.
 * `call`: a function began on behalf of a packet (name = function); `wake`: a thread was made runnable (name = thread);
 * `raise`: deferred work was requested (name = vector); `device`: a device began or ended (name = device event);
 * `packet`: arrival, delivery or drop (name says which); `step`: a context began work for a packet (name = role, see
 * `analysis/steps`); `event`: anything else a recording holds (name = event, detail in the thread's line).
 */
export const INSTANT_KINDS = ['call', 'wake', 'raise', 'device', 'packet', 'step', 'event'] as const;
export type InstantKind = (typeof INSTANT_KINDS)[number];
export const INSTANT: Readonly<Record<InstantKind, number>> = codes(INSTANT_KINDS);

function codes<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name, code) => [name, code])) as Record<T, number>;
}
