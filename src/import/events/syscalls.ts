/**
 * System calls. Tracefs prints the events of `syscalls` without a name of their own, `sys_read(fd: 3, ...)` and `sys_read -> 0x100`;
 * `trace-cmd report` prints `sys_enter_read:` and `sys_exit_read:`; the two events of `raw_syscalls` are `sys_enter: NR 0 (...)` and
 * `sys_exit: NR 0 = 256`.
 */
import { numberAfter } from './fields.ts';
import type { EventFamily } from './types.ts';
import type { Rebuild } from '../rebuild/rebuild.ts';

const ENTER = 'sys_enter_';
const EXIT = 'sys_exit_';

export const syscalls: EventFamily = {
  sys_enter(detail, to) {
    const number = numberAfter(detail, 'NR ');
    if (number < 0) return false;
    to.rawSystemCall(`system call ${number}`);
    return true;
  },
  sys_exit(detail, to) {
    if (!detail.startsWith('NR ')) return false;
    to.rawSystemCallEnd();
    return true;
  },
};

/** Events that carry the call in their name, as `trace-cmd report` prints them. False if it is none. */
export function readNamedSyscall(name: string, to: Rebuild): boolean {
  if (name.startsWith(ENTER)) to.systemCall(`sys_${name.slice(ENTER.length)}`);
  else if (name.startsWith(EXIT)) to.systemCallEnd();
  else return false;
  return true;
}

/** `sys_read(...)` and `sys_read -> 0x100`. False if the text is neither. */
export function readSyscallText(text: string, to: Rebuild): boolean {
  const match = /^(sys_\w{1,64})(\(.*\)$| -> -?(?:0x)?[\da-f]{1,16}$)/.exec(text);
  if (match === null) return false;
  if (match[2].startsWith('(')) to.systemCall(match[1]);
  else to.systemCallEnd();
  return true;
}
