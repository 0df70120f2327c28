import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Activity } from '../../engine/activity.ts';
import { rxAction, txAction } from './netback.ts';
import type { Port, XenPath } from './path.ts';

/** struct xen_netbk: the vifs that share one thread, bound to one CPU (kernels.md 8a.1). */
export interface Group {
  readonly cpu: Cpu;
  readonly activity: Activity;
  thread: Thread | undefined;
  readonly vifs: Port[];
  /** Vifs whose rings are to be looked at, in turn. */
  readonly scheduled: Port[];
  /** Acknowledgements on their way to the guests. */
  readonly rx: Map<Port, number>;
}

/** xen_netbk_add_xenvif(): the group with the fewest vifs takes it, for good (kernels.md 8a.2). */
export function joinGroup(groups: readonly Group[], port: Port): Group {
  const fewest = groups.reduce((best, group) => (group.vifs.length < best.vifs.length ? group : best));
  fewest.vifs.push(port);
  return fewest;
}

/** xen_netbk_schedule_xenvif(): the event's vif goes to the end of the list, and the thread is woken (kernels.md 8a.3). */
export function* scheduleVif(k: Frame, path: XenPath, group: Group, port: Port): KernelCode {
  if (!group.scheduled.includes(port)) group.scheduled.push(port);
  yield* kick(k, path, group);
}

/** Queues an acknowledgement for the group's thread. */
export function* queueRx(k: Frame, path: XenPath, group: Group, port: Port): KernelCode {
  group.rx.set(port, (group.rx.get(port) ?? 0) + 1);
  yield* kick(k, path, group);
}

function* kick(k: Frame, path: XenPath, group: Group): KernelCode {
  const thread = group.thread!;
  if (thread.state === 'blocked') thread.frames[0].packet = k.packet;
  yield k.wake(thread, path.cost.wakeupCost);
}

/** xen_netbk_kthread(): to the guests first, then from them; between rounds the scheduler's chance (kernels.md 8a.4). */
export function* groupThread(k: Frame, path: () => XenPath, group: Group): KernelCode {
  const { machine, calls, fn } = path();
  const waits = machine.recorder.name('netback');
  calls.enter(k, fn.thread);
  for (;;) {
    while (group.scheduled.length === 0 && group.rx.size === 0) yield k.block(waits);
    yield k.yieldCpu();
    if (group.rx.size > 0) {
      const counts = new Map(group.rx);
      group.rx.clear();
      yield* rxAction(k, path(), counts);
    }
    if (group.scheduled.length > 0) yield* txAction(k, path(), Infinity, () => nextScheduled(group));
    k.packet = -1;
  }
}

/** The next vif that has a request; it goes to the end of the list. One that has none is dropped after a last look. */
function nextScheduled(group: Group): Port | undefined {
  for (;;) {
    const port = group.scheduled.shift();
    if (port === undefined) return undefined;
    if (!port.vif.finalCheck()) continue;
    group.scheduled.push(port);
    return port;
  }
}
