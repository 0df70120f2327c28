import { KIND } from '../../trace/kinds.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import { Packet } from '../engine/packet.ts';
import { SpinLock } from '../engine/lock.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { forever } from '../engine/roster.ts';
import type { Policy } from '../engine/sched/entity.ts';
import type { Thread } from '../engine/thread.ts';
import type { CallRecorder } from '../network/functions.ts';
import { reader } from '../network/linux/application.ts';
import type { FrameLog } from '../network/linux/frame-log.ts';
import type { LinuxFunctions } from '../network/linux/functions.ts';
import { caller, interactive } from '../network/linux/interactive.ts';
import type { LinuxPath, Socket } from '../network/linux/path.ts';
import { sendAnswer, type SendSide } from '../network/linux/transmit.ts';
import { admit, byPriority, cpuNumber, NORMAL, type LinuxContext } from '../policies/linux/context.ts';
import type { Settings } from './settings.ts';

/** Id of packets that the machine itself sends: the run counts those that it receives. */
const NOT_COUNTED = -1;

/** What the programs of a Linux kernel are started with. */
export interface ProgramParts {
  readonly context: LinuxContext;
  readonly settings: Settings;
  readonly calls: CallRecorder;
  readonly fn: LinuxFunctions;
  readonly path: () => LinuxPath;
}

/** The idle loop of a CPU. */
export function addIdle({ context }: Pick<ProgramParts, 'context'>, cpu: Cpu): Thread {
  return context.roster.addRunner(
    {
      name: `swapper/${cpuNumber(context, cpu)}`,
      kind: 'idle',
      priority: 0,
      cpu,
      note: 'Runs when nobody else wants to.',
    },
    forever,
  );
}

/** A program that computes for ever on `cpu`. */
export function addBackground({ context }: Pick<ProgramParts, 'context'>, cpu: Cpu): Thread {
  return addUser(context, cpu, 'A program that computes and never waits.', forever);
}

/** A program on `cpu` that never waits either, but spends half of its time in system calls of `syscallTime`. */
export function addCaller({ context, settings, path }: ProgramParts, cpu: Cpu): Thread {
  const { recorder } = context.machine;
  const each = { ns: Math.round(settings.syscallTime), nameId: recorder.name('syscallTime') };
  const names = { program: recorder.name(userName(context, cpu)), call: recorder.name('write') };
  const mayYield = !context.kernel.preemptRt && settings.preemption === 'voluntary';
  const note = 'A program that computes, makes long system calls and never waits.';
  return addUser(context, cpu, note, (k) => caller(k, path, names, each, mayYield));
}

function addUser(context: LinuxContext, cpu: Cpu, note: string, code: (k: Frame) => KernelCode): Thread {
  const { cpus, roster } = context;
  const user = roster.addRunner(
    {
      name: userName(context, cpu),
      kind: 'user',
      priority: 0,
      cpu,
      allowed: cpus,
      note,
      addressSpace: cpuNumber(context, cpu),
    },
    code,
  );
  return admit(context, user, NORMAL);
}

function userName(context: LinuxContext, cpu: Cpu): string {
  return context.cpus.length === 1 ? 'user' : `user/${cpuNumber(context, cpu)}`;
}

/** The programs that read, each with a socket of its own, on the CPUs in turn; they answer by `out` if there is one. */
export function addReceivers(parts: ProgramParts, out: SendSide | undefined): readonly Socket[] {
  const { threads } = parts.settings;
  return Array.from({ length: threads }, (_, index) => addReceiver(parts, index, threads, out));
}

/** Program `index` of `count`, asleep in its first recvfrom(), and its socket. */
function addReceiver(parts: ProgramParts, index: number, count: number, out: SendSide | undefined): Socket {
  const { context, settings, calls, fn, path } = parts;
  const { kernel, machine, roster, cpus } = context;
  const { recorder } = machine;
  const cpu = cpus[index % cpus.length];
  const suffix = count === 1 ? '' : `/${index}`;
  const name = `${settings.workload.receiver === 'echo' ? 'udp_echo' : 'udp_sink'}${suffix}`;
  const packets = Math.floor(kernel.socketBuffer / truesize(settings.payload)) + 1;
  const receive = recorder.name('recvfrom');
  const program = recorder.name(name);
  const thread = roster.addSleeper(
    {
      name,
      kind: 'user',
      priority: 0,
      cpu,
      allowed: settings.readers.bound ? [cpu] : cpus,
      note: 'A program that the packets are for.',
      addressSpace: cpus.length + index,
    },
    new Activity(name),
    calls.stack(-1, fn.syscall),
    (k) =>
      reader(
        k,
        () => ({ ...path(), socket }),
        { program, receive },
        answer(path, out, recorder.name('sendto')),
      ),
  );
  const queue = new BoundedQueue<Packet>(`rcvbuf${suffix}`, packets, recorder);
  const lock = isShared(context, settings) ? new SpinLock(`sk_receive_queue${suffix}`, recorder) : undefined;
  const socket: Socket = { queue, reader: thread, lock };
  admit(context, thread, { class: 'fair', nice: settings.readers.nice });
  thread.frames[0].kind = KIND.sys;
  thread.frames[0].name = receive;
  return socket;
}

/**
 * True if several CPUs may bring packets to one socket. The locks of PREEMPT_RT sleep, and are taken to be free; the reader
 * takes all that waits at once, so that it hardly holds the lock.
 */
function isShared({ kernel, cpus }: LinuxContext, { queues, rps }: Settings): boolean {
  return cpus.length > 1 && (queues > 1 || rps) && !kernel.preemptRt;
}

/** How an interactive program may compete; SCHED_FIFO below and above the interrupt threads' 50. */
const APP_POLICIES: Readonly<Record<string, Policy>> = {
  normal: NORMAL,
  'nice-10': { class: 'fair', nice: -10 },
  'fifo-40': byPriority(40),
  'fifo-60': byPriority(60),
};

/** The program with a fixed period on `cpu`, asleep until its first frame is due. */
export function addInteractive(
  parts: ProgramParts,
  cpu: Cpu,
  frames: FrameLog,
  sleepUntil: (k: Frame, due: number) => KernelCode,
): Thread {
  const { context, settings, calls, fn, path } = parts;
  const { recorder } = context.machine;
  const names = { program: recorder.name('player'), call: recorder.name('clock_nanosleep') };
  const work = { ns: Math.round(settings.frameWork), nameId: recorder.name('frameWork') };
  const thread = context.roster.addSleeper(
    {
      name: 'player',
      kind: 'user',
      priority: 0,
      cpu,
      note: 'A program that has to be done with a frame before the next one is due.',
      addressSpace: context.cpus.length + settings.threads,
    },
    new Activity('player'),
    calls.stack(-1, fn.syscall),
    (k) => interactive(k, path, names, frames, work, sleepUntil),
  );
  admit(context, thread, APP_POLICIES[settings.appPolicy] ?? NORMAL);
  thread.frames[0].kind = KIND.sys;
  thread.frames[0].name = names.call;
  return thread;
}

/** What the program does with a packet that it has read: it sends one of the same size back, if it has a card for that. */
function answer(
  path: () => LinuxPath,
  out: SendSide | undefined,
  name: number,
): ((k: Frame, packet: Packet) => KernelCode) | undefined {
  if (out === undefined) return undefined;
  return (k, { bytes, nic }) =>
    sendAnswer(k, path(), new Packet(NOT_COUNTED, k.now, bytes, nic, true), out, name);
}

/** What a packet takes of a receive buffer, bytes: a small one is copied into a buffer of its own (kernels.md 4.3.19). */
function truesize(payload: number): number {
  return payload <= 256 ? 768 : 2304 * Math.ceil((payload + 28) / 1500);
}
