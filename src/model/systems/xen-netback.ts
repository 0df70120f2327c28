import { Activity } from '../engine/activity.ts';
import type { Frame, KernelCode, Op } from '../engine/frame.ts';
import type { Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { Thread } from '../engine/thread.ts';
import type { Cpu } from '../engine/cpu.ts';
import { F } from '../network/xen/functions.ts';
import { groupThread, joinGroup, queueRx, scheduleVif, type Group } from '../network/xen/group.ts';
import type { Port, XenPath } from '../network/xen/path.ts';
import { receiveSkb } from '../network/xen/tcp.ts';
import { pollVif, queueVifRx, vifThread, type VifContext } from '../network/xen/vif-thread.ts';
import { admit, NORMAL, threadStack, type LinuxContext } from '../policies/linux/context.ts';
import type { NapiCore } from '../policies/linux/napi.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';

/** Packets that wait for the protocols on one CPU: netdev_max_backlog. */
const BACKLOG_LIMIT = 1000;

/** How one of the two netbacks does what both must. */
export interface Netback {
  /** A vif comes up; returns what its event channel's handler does. */
  add(port: Port): (k: Frame) => KernelCode;
  input(k: Frame, port: Port, packet: Packet): KernelCode;
  transmit(k: Frame, port: Port): KernelCode;
}

export interface NetbackParts {
  readonly context: LinuxContext;
  readonly softirqs: Softirqs;
  readonly napis: NapiCore;
  readonly path: () => XenPath;
  readonly eoi: 'early' | 'late';
}

/** 2.6.39 to 3.11: a group and a bound thread for each CPU; packets go through the backlog (kernels.md 8a). */
export function groupNetback(parts: NetbackParts): Netback {
  const { context, softirqs, path } = parts;
  const groups = context.machine.cpus.map((cpu) => makeGroup(parts, cpu));
  const members = new Map<Port, Group>();
  const toProtocols = backlogs(parts);
  return {
    add(port) {
      const group = joinGroup(groups, port);
      members.set(port, group);
      port.vif.line.activity = group.activity;
      return (k) => scheduleVif(k, path(), group, port);
    },
    *input(k, port, packet) {
      yield* softirqs.disableBh(k);
      yield* toProtocols(k, port, packet);
      yield* softirqs.enableBh(k);
    },
    transmit: (k, port) => queueRx(k, path(), members.get(port)!, port),
  };
}

function makeGroup({ context, path }: NetbackParts, cpu: Cpu): Group {
  const activity = new Activity(`netback/${cpu.id}`);
  const group: Group = { cpu, activity, thread: undefined, vifs: [], scheduled: [], rx: new Map() };
  group.thread = addThread(context, activity, cpu, [cpu], 'Serves the vifs of its group.', (k) =>
    groupThread(k, path, group),
  );
  return group;
}

/** netif_rx(): one queue for each CPU, polled by NET_RX; a full one drops. */
function backlogs({ context, softirqs, napis, path }: NetbackParts): Netback['input'] {
  const { machine } = context;
  const queues = machine.cpus.map(
    () => new BoundedQueue<readonly [Port, Packet]>('backlog', BACKLOG_LIMIT, machine.recorder),
  );
  const sources = machine.cpus.map((cpu) =>
    napis.add(
      {
        name: 'backlog',
        activity: undefined,
        poll: (k, weight) => processBacklog(k, path(), queues[cpu.id], weight),
        complete: () => undefined,
        nextPacket: () => queues[cpu.id].peek()?.[1].id ?? -1,
      },
      cpu,
      'softirq',
    ),
  );
  return function* (k, port, packet) {
    const { calls, fn, ledger } = path();
    calls.enter(k, fn.poll);
    if (queues[k.cpu.id].put([port, packet], k.now)) {
      packet.handTo(k.now, softirqs.activity(VECTOR.netRx, k.cpu));
      yield* napis.schedule(k, sources[k.cpu.id]);
    } else {
      ledger.drop(packet, k.now, 'backlog', 'queue full');
    }
    calls.leave(k);
  };
}

function* processBacklog(
  k: Frame,
  path: XenPath,
  queue: BoundedQueue<readonly [Port, Packet]>,
  weight: number,
): Generator<Op, number, void> {
  const { calls } = path;
  calls.enter(k, F.processBacklog);
  let done = 0;
  while (done < weight) {
    const next = queue.take(k.now);
    if (next === undefined) break;
    const [port, packet] = next;
    done++;
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', queue.name);
    yield* receiveSkb(k, path, port, packet);
    k.packet = -1;
  }
  calls.leave(k);
  return done;
}

/** 3.12 on: NAPI towards the protocols, a thread of its own towards the guest (kernels.md 8b). */
export function napiNetback(parts: NetbackParts): Netback {
  const { softirqs, napis, path, eoi } = parts;
  const vifs = new Map<Port, VifContext>();
  return {
    add(port) {
      const { line } = port.vif;
      line.activity = softirqs.activity(VECTOR.netRx, line.cpu);
      const napi = napis.add(
        {
          name: port.vif.name,
          activity: undefined,
          poll: (k, weight) => pollVif(k, path(), port, weight),
          complete: () => {
            port.vif.done();
            if (eoi === 'late') line.unmask();
          },
          nextPacket: () => port.vif.peek()?.id ?? -1,
        },
        line.cpu,
        'softirq',
      );
      vifs.set(port, addVif(parts, port));
      return (k) => {
        if (eoi === 'late') line.mask();
        return napis.schedule(k, napi);
      };
    },
    input: (k, port, packet) => receiveSkb(k, path(), port, packet),
    transmit: (k, port) => queueVifRx(k, path(), vifs.get(port)!),
  };
}

/** The thread may run anywhere; it begins where its vif's turn falls. */
function addVif({ context, path }: NetbackParts, port: Port): VifContext {
  const vif: VifContext = { port, thread: undefined, rx: 0 };
  const cpu = context.machine.cpus[port.vif.index % context.machine.cpus.length];
  const activity = new Activity(port.vif.name);
  vif.thread = addThread(context, activity, cpu, context.cpus, 'Carries packets to its guest.', (k) =>
    vifThread(k, path, vif),
  );
  return vif;
}

function addThread(
  context: LinuxContext,
  activity: Activity,
  cpu: Cpu,
  allowed: readonly Cpu[],
  note: string,
  code: (k: Frame) => KernelCode,
): Thread {
  const { roster } = context;
  const stack = threadStack(context);
  const options = { name: activity.name, kind: 'kthread', priority: 0, cpu, allowed, note } as const;
  const thread = roster.addSleeper(options, activity, stack, code);
  activity.server = thread;
  return admit(context, thread, NORMAL);
}
