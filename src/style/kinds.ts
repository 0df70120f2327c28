import type { Kind } from '../trace/kinds.ts';
import type { PatternName } from './patterns.ts';

/** How a context is told apart without hue, and what it is called. */
export interface KindStyle {
  /** Plain name for the legend. */
  readonly label: string;
  /** Name on a slice that has none of its own. */
  readonly short: string;
  /** One sentence for a reader who points at the legend. */
  readonly meaning: string;
  /** Letter in text figures; ftrace's where ftrace has one. */
  readonly letter: string;
  readonly pattern: PatternName;
  /**
   * Height in a CPU lane: the privilege of the context. `payer`: as high as the thread that pays for it, `line`: no
   * height at all.
   */
  readonly height: number | 'payer' | 'line';
}

const USER = 0.4;
const THREAD = 0.7;
const INTERRUPT = 1;

export const KIND_STYLES: Readonly<Record<Kind, KindStyle>> = {
  idle: style('Idle', 'idle', 'The CPU has nothing to run.', '_', 'none', 'line'),
  user: style('User program', 'user', 'A program in user mode.', '.', 'dots', USER),
  sys: style('Process in the kernel', 'sys', 'A process inside a system call.', 'y', 'plusses', THREAD),
  kthread: style(
    'Kernel thread',
    'kthread',
    'Deferred work in a thread of its own, which the scheduler must switch to.',
    'k',
    'lines',
    THREAD,
  ),
  irqthread: style(
    'Interrupt thread',
    'ithread',
    'A device interrupt handled by a thread of its own.',
    't',
    'light-lines',
    THREAD,
  ),
  softirq: style(
    'Soft interrupt',
    'softirq',
    'Protocol work on the stack of whatever was interrupted: no context switch.',
    's',
    'diagonals',
    INTERRUPT,
  ),
  hardirq: style(
    'Hard interrupt',
    'hardirq',
    'A device handler on the stack of whatever was interrupted: no context switch.',
    'h',
    'none',
    INTERRUPT,
  ),
  trap: style(
    'Trap in or out',
    'trap',
    'The hardware enters or leaves the kernel.',
    '!',
    'verticals',
    INTERRUPT,
  ),
  switch: style(
    'Context switch',
    'switch',
    'The scheduler changes the thread: the direct cost.',
    'x',
    'none',
    THREAD,
  ),
  refill: style(
    'Cache refill',
    'refill',
    'Misses in cache and TLB after a switch, paid by whoever runs next.',
    'r',
    'checker',
    'payer',
  ),
  spin: style(
    'Spinning on a lock',
    'spin',
    'Waiting for a lock that another CPU holds.',
    '*',
    'crosshatch',
    INTERRUPT,
  ),
  steal: style('Stolen by the host', 'steal', 'The hypervisor ran someone else.', '%', 'stripes', INTERRUPT),
};

/** Letters of text figures for what is no slice, and for a hard interrupt inside a soft one. */
export const OTHER_LETTERS = {
  nestedHardirq: 'H',
  wakeup: 'w',
  runnable: ',',
  device: ':',
} as const;

function style(
  label: string,
  short: string,
  meaning: string,
  letter: string,
  pattern: PatternName,
  height: KindStyle['height'],
): KindStyle {
  return { label, short, meaning, letter, pattern, height };
}
