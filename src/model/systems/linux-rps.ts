import { PerCpu } from '../engine/per-cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { Packet } from '../engine/packet.ts';
import { rssTable } from '../hardware/rss.ts';
import type { LinuxPath, Rps } from '../network/linux/path.ts';
import { rpsPoll } from '../network/linux/rps.ts';
import { cpuNumber, type LinuxContext } from '../policies/linux/context.ts';
import type { Ipis } from '../policies/linux/ipi.ts';
import type { NapiCore } from '../policies/linux/napi.ts';
import { Steering } from '../policies/linux/rps.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';
import type { Settings } from './settings.ts';

/** Packets that wait for one CPU: netdev_max_backlog (kernels.md 4.4.21). */
const BACKLOG_LIMIT = 1000;

export interface RpsParts {
  readonly settings: Settings;
  readonly softirqs: Softirqs;
  readonly napis: NapiCore;
  readonly ipis: Ipis;
}

/** Receive packet steering over all CPUs of a kernel. */
export function linuxRps(context: LinuxContext, parts: RpsParts, path: () => LinuxPath): Rps {
  const { settings, softirqs, napis, ipis } = parts;
  const { cpus, machine } = context;
  const table = rssTable(settings.seed, 'rps', settings.flows, cpus.length);
  const queues = new PerCpu(
    cpus,
    (cpu) => new BoundedQueue<Packet>(`backlog/${cpuNumber(context, cpu)}`, BACKLOG_LIMIT, machine.recorder),
  );
  const rps: Rps = {
    queues,
    targetOf: ({ flow }) => cpus[table[flow]],
    activityOf: (cpu) => softirqs.activity(VECTOR.netRx, cpu),
    schedule: (k, target) => steering.schedule(k, target),
  };
  const steering = new Steering(context, softirqs, napis, ipis, (cpu) => ({
    name: 'backlog',
    activity: undefined,
    poll: (k, weight) => rpsPoll(k, path(), rps, weight),
    complete: () => undefined,
    nextPacket: () => queues.of(cpu).peek()?.id ?? -1,
  }));
  return rps;
}
