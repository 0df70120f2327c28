/** What a recording's steps have in common with those of a simulated packet. */
import type { Trace } from '../trace/trace.ts';
import { callsIn } from './calls.ts';
import { isReceipt } from './chain.ts';
import type { Step } from './steps.ts';

type Role = 'nic' | 'softint' | 'crypto' | 'user';

/**
 * The steps of a recording under the keys of a simulated packet's steps, where they are the same cause: the interrupt that the
 * reader chose, the soft interrupt that receives a packet, a thread that does crypto work, and what was interrupted running on
 * after either. `order`: the keys of the simulated steps. A step keeps its own key where nothing in the recording says so much,
 * or where the order would break.
 */
export function alignedToModel(
  trace: Trace,
  steps: readonly Step[],
  order: readonly string[],
): readonly Step[] {
  let next = 0;
  let worked = false;
  return steps.map((step, at) => {
    const role = roleOf(trace, step, at);
    if (role === undefined || (role === 'user' && !worked)) return step;
    const found = order.findIndex((key, place) => place >= next && key.startsWith(`${role}#`));
    if (found < 0) return step;
    next = found + 1;
    worked = role === 'softint' || role === 'crypto';
    return { ...step, key: order[found] };
  });
}

function roleOf(trace: Trace, step: Step, at: number): Role | undefined {
  const calls = (): readonly string[] => callsIn(trace, step, undefined).map(({ name }) => name);
  switch (step.role) {
    case 'hardirq':
      return at === 0 ? 'nic' : undefined;
    case 'softirq':
      return calls().some(isReceipt) ? 'softint' : undefined;
    case 'kthread':
      return calls().some((name) => /crypt/.test(name)) ? 'crypto' : undefined;
    case 'user':
    case 'sys':
    case 'idle':
      return 'user';
    default:
      return undefined;
  }
}
