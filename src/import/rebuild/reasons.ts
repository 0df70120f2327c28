/** What the state of the thread that leaves says about a switch. */

const MEANINGS: Readonly<Record<string, string>> = {
  R: 'still runnable',
  S: 'blocked',
  D: 'blocked, not interruptible',
  I: 'blocked, idle kernel thread',
  T: 'stopped',
  t: 'stopped by a tracer',
  P: 'parked',
  Z: 'exited',
  X: 'exited',
  x: 'exited',
};

export type Leaves = 'runnable' | 'blocked' | 'gone';

/** `S` gives `prev_state=S: blocked`, `R+` gives `prev_state=R+: preempted`. The first letter counts, also of `D|W`. */
export function reasonOf(state: string, isIdle: boolean): string {
  if (isIdle) return `prev_state=${state}: the CPU was idle`;
  const meaning = state === 'R+' ? 'preempted' : (MEANINGS[state.charAt(0)] ?? 'unknown state');
  return `prev_state=${state}: ${meaning}`;
}

/** How the thread is left. */
export function leavesAs(state: string): Leaves {
  const letter = state.charAt(0);
  if (letter === 'R') return 'runnable';
  return letter === 'Z' || letter === 'X' || letter === 'x' ? 'gone' : 'blocked';
}
