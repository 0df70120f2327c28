import { KIND } from '../../trace/kinds.ts';
import { Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { CallRecorder } from '../network/functions.ts';
import { FUNCTIONS } from '../network/linux/functions.ts';
import type { EpollServer, TcpPath, TcpSocket } from '../network/linux/tcp-path.ts';
import { epollServer } from '../network/linux/tcp-server.ts';
import { admit, NORMAL, type LinuxContext } from '../policies/linux/context.ts';

/** What a server's thread is started with. */
export interface ServerParts {
  readonly context: LinuxContext;
  readonly calls: CallRecorder;
  readonly path: () => TcpPath;
}

/** Thread `index` of the server, asleep on `cpu` in its first epoll_wait(); the scheduler may move it anywhere. */
export function addServer(parts: ServerParts, index: number, cpu: Cpu): EpollServer {
  const { context, calls, path } = parts;
  const { recorder } = context.machine;
  const name = `tcp_rr/${index}`;
  const names = {
    program: recorder.name('tcp_rr'),
    wait: recorder.name('epoll_wait'),
    receive: recorder.name('recvfrom'),
    send: recorder.name('sendto'),
  };
  const activity = new Activity(name);
  const ready = new BoundedQueue<TcpSocket>(`epoll ${index}`, Infinity, recorder);
  const made: { server: EpollServer | undefined } = { server: undefined };
  const thread = context.roster.addSleeper(
    {
      name,
      kind: 'user',
      priority: 0,
      cpu,
      allowed: context.cpus,
      note: 'A thread of the server; it answers the requests of its connections.',
      addressSpace: context.cpus.length,
    },
    activity,
    calls.stack(-1, FUNCTIONS[context.kernel.functions].syscall),
    (k) => epollServer(k, path, () => made.server!, names),
  );
  activity.server = thread;
  admit(context, thread, NORMAL);
  thread.frames[0].kind = KIND.sys;
  thread.frames[0].name = names.wait;
  made.server = { ready, thread, asleep: true };
  return made.server;
}

/** An established connection that nobody has used yet. */
export function makeSocket(flow: number, server: EpollServer): TcpSocket {
  return {
    flow,
    server,
    owned: false,
    backlog: [],
    received: [],
    outOfOrder: [],
    expected: 0,
    unacknowledged: 0,
    unconfirmed: false,
    read: 0,
    ready: false,
    lines: undefined,
  };
}
