import type { TcpCharges } from '../../costs/charges.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { PacketLedger } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Posted, QueuePair } from '../../hardware/queue-pair.ts';
import type { Segment } from '../../hardware/segment.ts';
import type { CallRecorder } from '../functions.ts';
import type { LinuxFunctions } from './functions.ts';
import type { Qdisc, SendPath } from './qdisc.ts';
import type { TcpFunctions } from './tcp-functions.ts';

/** What the stack takes from GRO as one packet: segments of one connection, in order, or one acknowledgement. */
export type Skb = readonly Segment[];

/** A connection in the server's kernel, established since before the run. */
export interface TcpSocket {
  readonly flow: number;
  readonly server: EpollServer;
  /** True while a system call of the user holds lock_sock(). */
  owned: boolean;
  /** What came meanwhile. */
  backlog: Skb[];
  /** What the program may read. */
  received: Segment[];
  /** Segments that came before one that is missing, and the one that is (its index in the request). */
  outOfOrder: Segment[];
  expected: number;
  /** Bytes of data since the last acknowledgement that left. */
  unacknowledged: number;
  /** True while its last answer is not acknowledged. */
  unconfirmed: boolean;
  /** Bytes of the present request that the program has read. */
  read: number;
  /** True while it is on its program's list of ready files. */
  ready: boolean;
  /** The CPU whose cache has its lines; undefined = none yet. */
  lines: Cpu | undefined;
}

/** The running context touches the socket: its lines come from the CPU that had them last. */
export function touch(k: Frame, path: TcpPath, socket: TcpSocket): void {
  if (socket.lines === k.cpu) return;
  if (socket.lines !== undefined) k.spend(path.cost.socketTransfer);
  socket.lines = k.cpu;
}

/** A thread of the server, with the files that its epoll instance has found ready. */
export interface EpollServer {
  readonly ready: BoundedQueue<TcpSocket>;
  readonly thread: Thread;
  /** True while it sleeps in epoll_wait(). */
  asleep: boolean;
}

/** What TCP asks of the kernel around it. */
export interface TcpServices {
  disableBh(k: Frame): KernelCode;
  enableBh(k: Frame): KernelCode;
  raiseNetTx(k: Frame): KernelCode;
}

/** The path of a request to its program and of the answer back to the card. */
export interface TcpPath extends SendPath<Posted> {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly cost: TcpCharges;
  readonly fn: LinuxFunctions & TcpFunctions;
  readonly services: TcpServices;
  /** By number of the flow. */
  readonly sockets: readonly TcpSocket[];
  /** Size of a request and of an answer, bytes. */
  readonly payload: number;
  /** The queueing discipline by which `cpu` sends (XPS), and the one of a queue pair. */
  qdiscOf(cpu: Cpu): Qdisc<Posted>;
  qdiscBehind(pair: QueuePair<Segment>): Qdisc<Posted>;
  /** The answer to a flow's request is on the wire from `at` on, ns. */
  answered(flow: number, at: number): void;
}
