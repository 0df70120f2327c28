import type { Charges } from '../../costs/charges.ts';
import type { Activity } from '../../engine/activity.ts';
import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { SpinLock } from '../../engine/lock.ts';
import type { Machine } from '../../engine/machine.ts';
import type { Packet, PacketLedger } from '../../engine/packet.ts';
import type { PerCpu } from '../../engine/per-cpu.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Thread } from '../../engine/thread.ts';
import type { CryptoCard } from '../../hardware/crypto-card.ts';
import type { LinuxKernel } from '../../types.ts';
import type { CallRecorder } from '../functions.ts';
import type { LinuxFunctions } from './functions.ts';
import type { SendSide } from './transmit.ts';

/** Who computes the cipher: the caller, the card (completing in a tasklet or in its interrupt thread), a kworker. */
export type CryptoMode = 'sync' | 'hw-tasklet' | 'hw-threaded' | 'cryptd';

/** Work that the path puts off: packets back to the stack, completions of the card, transport-mode packets, the cipher. */
export type Deferred = 'backlog' | 'completion' | 'transport' | 'cryptd';

/** What the packet's path asks of the kernel around it: the points where kernels differ. */
export interface LinuxServices {
  /** Has `what` run later on this CPU, by whatever this kernel uses for it. */
  defer(k: Frame, what: Deferred): KernelCode;
  /** Whom packets that wait for `what` wait for. */
  activityOf(k: Frame, what: Deferred): Activity;
  disableBh(k: Frame): KernelCode;
  enableBh(k: Frame): KernelCode;
}

/** Receive packet steering: each packet goes to the backlog of one CPU, whichever CPU received it. */
export interface Rps {
  readonly queues: PerCpu<BoundedQueue<Packet>>;
  targetOf(packet: Packet): Cpu;
  /** Whom packets in the backlog of `cpu` wait for. */
  activityOf(cpu: Cpu): Activity;
  /** Has the backlog of `target` polled. */
  schedule(k: Frame, target: Cpu): KernelCode;
}

/** A UDP socket with the program that reads it. The receive buffer is counted in packets of the run's one size. */
export interface Socket {
  readonly queue: BoundedQueue<Packet>;
  readonly reader: Thread;
  /** The lock of its queue, where several CPUs bring packets; absent = nobody ever waits for it. */
  readonly lock?: SpinLock | undefined;
  /** Whom packets wait for that are behind others there; absent = the reader, whatever it does. */
  readonly behind?: Activity;
}

/** The receive path of one Linux kernel: what every stage needs. Queues are per CPU, as the kernel has them. */
export interface LinuxPath {
  readonly kernel: LinuxKernel;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly cost: Charges;
  readonly fn: LinuxFunctions;
  readonly services: LinuxServices;
  readonly crypto: CryptoMode;
  readonly ipMode: 'tunnel' | 'transport';
  readonly card: CryptoCard | undefined;
  /** Decrypted packets on their way back to the stack: the backlog, or the gro_cell of xfrm. */
  readonly backlog: PerCpu<BoundedQueue<Packet>>;
  /** The card by which packets leave again; undefined = they are for this machine. */
  readonly forwardTo: SendSide | undefined;
  /** Told of each packet that the program has read, where the sender waits for that. */
  readonly acknowledge: (() => void) | undefined;
  /** Absent where packets stay on the CPU that received them. */
  readonly rps?: Rps;
  /** Where packets end; undefined = they are delivered when they reach the socket layer, and nobody is woken. */
  readonly socket: Socket | undefined;
  /** Where several programs share the flows, the sockets of all; a packet is for the one that its flow gives. */
  readonly sockets?: readonly Socket[];
  readonly transport: PerCpu<BoundedQueue<Packet>>;
  readonly cryptd: PerCpu<BoundedQueue<Packet>>;
}

/** The socket that `packet` is for; undefined = nobody reads. */
export function socketOf({ socket, sockets }: LinuxPath, { flow }: Packet): Socket | undefined {
  return sockets === undefined ? socket : sockets[flow % sockets.length];
}

/** Queues `packet` and has the queue served; a full queue drops it. */
export function* putOff(
  k: Frame,
  path: LinuxPath,
  packet: Packet,
  what: Exclude<Deferred, 'completion'>,
): KernelCode {
  const queue = path[what].of(k.cpu);
  if (!queue.put(packet, k.now)) {
    path.ledger.drop(packet, k.now, queue.name, 'queue full');
    return;
  }
  packet.handTo(k.now, path.services.activityOf(k, what));
  yield* path.services.defer(k, what);
}
