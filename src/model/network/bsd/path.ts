import type { Activity } from '../../engine/activity.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { SpinLock } from '../../engine/lock.ts';
import type { Packet, PacketLedger } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { CryptoCard } from '../../hardware/crypto-card.ts';
import type { Charges } from '../../costs/charges.ts';
import type { CallRecorder } from '../functions.ts';
import type { Dialect } from './dialect.ts';
import type { Socket } from './socket.ts';

/** What the protocol code asks of the kernel around it: the points where kernels differ. */
export interface BsdServices {
  /** Asks for a run of the protocol softint on this CPU: schednetisr's second half. */
  requestSoftint(k: Frame): KernelCode;
  /** Who will handle what is queued for the protocols from this CPU. */
  softintActivity(k: Frame): Activity;
  /** What ether_input does with an IP packet: queue it, or carry it on at once. */
  input(k: Frame, packet: Packet): KernelCode;
  /** What FAST_IPSEC does with a packet that is clear now. */
  reinject(k: Frame, packet: Packet): KernelCode;
  /** The cipher is done, on the card or on the CPU: crypto_done's second half. */
  cryptoDone(k: Frame, packet: Packet): KernelCode;
  /** The driver has room again for operations that it refused: crypto_unblock. */
  unblockCrypto(k: Frame): KernelCode;
}

/** The receive path of one BSD kernel: what every stage needs. */
export interface BsdPath {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly fn: Dialect['fn'];
  readonly cost: Charges;
  readonly services: BsdServices;
  readonly ipintrq: BoundedQueue<Packet>;
  /** Operations that the driver refused, waiting in OCF (crp_q, unbounded: kernels.md 1.4.20). */
  readonly cryptoBacklog: BoundedQueue<Packet>;
  /** What packets in that queue see: nobody works on them. */
  readonly backlogWaiting: Activity;
  readonly card: CryptoCard | undefined;
  /** Sockets by the index of the NIC that their packets come from; none where nobody reads. */
  readonly sockets: readonly Socket[];
  /** The lock that a system call takes; undefined on one CPU and where locks are finer. */
  readonly kernelLock: SpinLock | undefined;
  /** True if ESP is decrypted by the CPU. */
  readonly softwareCrypto: boolean;
}
