import type { CallRecorder } from '../network/functions.ts';
import type { LinuxFunctions } from '../network/linux/functions.ts';
import type { CallStack } from '../policies/linux/context.ts';

/** The kernel stack as the policies write it, in the names of one era. */
export function callStack(calls: CallRecorder, fn: LinuxFunctions): CallStack {
  return {
    on(parent, ...path) {
      let stack = parent;
      for (const call of path) {
        const called = fn[call];
        if (called !== undefined) stack = calls.stack(stack, called);
      }
      return stack;
    },
    enter(k, call) {
      const called = fn[call];
      if (called !== undefined) calls.enter(k, called);
    },
    leave: (k) => calls.leave(k),
  };
}
