/** `sched_waking` (in the waker's context), `sched_wakeup` and `sched_wakeup_new` (the thread is on a run queue). */
import { numberAt } from './fields.ts';
import type { EventFamily } from './types.ts';

export const wakeups: EventFamily = {
  sched_waking(detail, to) {
    return readWakeup(detail, (pid, name) => to.waking(pid, name));
  },
  sched_wakeup: wakeup,
  sched_wakeup_new: wakeup,
};

function wakeup(detail: string, to: Parameters<EventFamily[string]>[1]): boolean {
  return readWakeup(detail, (pid, name) => to.wakeup(pid, name));
}

/** `comm=A pid=1 prio=120 target_cpu=000`, or libtraceevent's `A:1 [120] CPU:000`. */
function readWakeup(detail: string, tell: (pid: number, name: string) => void): boolean {
  if (!detail.startsWith('comm=')) return readPlugin(detail, tell);
  const at = detail.lastIndexOf(' pid=');
  const pid = numberAt(detail, at + ' pid='.length);
  if (at < 0 || pid < 0 || !detail.includes(' prio=', at)) return false;
  tell(pid, detail.slice('comm='.length, at));
  return true;
}

function readPlugin(detail: string, tell: (pid: number, name: string) => void): boolean {
  const match = /^(.{0,32}):(\d{1,10}) \[-?\d{1,4}\](?: |$)/.exec(detail);
  if (match === null) return false;
  tell(Number(match[2]), match[1]);
  return true;
}
