import type { Frame } from '../engine/frame.ts';
import { PerCpu } from '../engine/per-cpu.ts';
import type { LinuxPath, LinuxServices } from '../network/linux/path.ts';
import { backlogPoll } from '../network/linux/receive.ts';
import { completions, cryptdWork, transportWork } from '../network/linux/xfrm.ts';
import type { LinuxContext } from '../policies/linux/context.ts';
import type { NapiCore } from '../policies/linux/napi.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';
import { Tasklets, type Tasklet } from '../policies/linux/tasklet.ts';
import { Workqueue, type WorkItem } from '../policies/linux/workqueue.ts';

/** Binds what the packet's path puts off to the softirqs, tasklets and workers of one kernel. */
export function linuxServices(
  context: LinuxContext,
  softirqs: Softirqs,
  napis: NapiCore,
  path: () => LinuxPath,
): LinuxServices {
  const { cpus, kernel } = context;
  const tasklets = new Tasklets(context, softirqs);
  const workers = new Workqueue(context);
  const backlog = new PerCpu(cpus, (cpu) =>
    napis.add(
      {
        name: 'backlog',
        activity: undefined,
        poll: (k, weight) => backlogPoll(k, path(), weight),
        complete: () => undefined,
        nextPacket: () => path().backlog.of(cpu).peek()?.id ?? -1,
      },
      cpu,
      'softirq',
    ),
  );
  const completion: Tasklet = {
    run: (k) => completions(k, path()),
    nextPacket: () => path().card!.peek()?.id ?? -1,
    scheduled: false,
  };
  const transportTasklets = new PerCpu<Tasklet>(cpus, (cpu) => ({
    run: (k) => transportWork(k, path()),
    nextPacket: () => path().transport.of(cpu).peek()?.id ?? -1,
    scheduled: false,
  }));
  const transportItems = new PerCpu<WorkItem>(cpus, (cpu) => ({
    *run(k: Frame) {
      yield* softirqs.disableBh(k);
      yield* transportWork(k, path());
      yield* softirqs.enableBh(k);
    },
    nextPacket: () => path().transport.of(cpu).peek()?.id ?? -1,
    cpuIntensive: false,
    pending: false,
  }));
  const cryptdItems = new PerCpu<WorkItem>(cpus, (cpu) => ({
    run: (k) => cryptdWork(k, path()),
    nextPacket: () => path().cryptd.of(cpu).peek()?.id ?? -1,
    cpuIntensive: true,
    pending: false,
  }));
  return {
    defer: (k, what) => {
      switch (what) {
        case 'backlog':
          return napis.schedule(k, backlog.of(k.cpu));
        case 'completion':
          return tasklets.schedule(k, completion);
        case 'transport':
          return kernel.transportReentry === 'work'
            ? workers.queue(k, transportItems.of(k.cpu))
            : tasklets.schedule(k, transportTasklets.of(k.cpu));
        case 'cryptd':
          return workers.queue(k, cryptdItems.of(k.cpu));
      }
    },
    activityOf: (k, what) => {
      switch (what) {
        case 'backlog':
          return softirqs.activity(VECTOR.netRx, k.cpu);
        case 'completion':
          return path().card!.line.activity;
        case 'transport':
          return kernel.transportReentry === 'work'
            ? workers.activity(k)
            : softirqs.activity(VECTOR.tasklet, k.cpu);
        case 'cryptd':
          return workers.activity(k);
      }
    },
    disableBh: (k) => softirqs.disableBh(k),
    enableBh: (k) => softirqs.enableBh(k),
  };
}
