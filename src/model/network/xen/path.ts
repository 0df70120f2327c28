import type { XenCharges } from '../../costs/charges.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { Packet, PacketLedger } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Vif } from '../../hardware/xen/vif.ts';
import type { CallRecorder } from '../functions.ts';
import type { NetbackFunctions } from './functions.ts';

/** What one vif has at this end besides its ring. */
export interface Port {
  readonly vif: Vif;
  /** Received by TCP, not yet read by netserver. */
  readonly socket: BoundedQueue<Packet>;
  netserver: Thread | undefined;
}

/** The points where the two netbacks differ. */
export interface XenServices {
  disableBh(k: Frame): KernelCode;
  enableBh(k: Frame): KernelCode;
  /** Hands a packet that was copied out of the guest to the protocols. */
  input(k: Frame, port: Port, packet: Packet): KernelCode;
  /** Queues an acknowledgement to the guest and has netback's thread carry it there. */
  transmit(k: Frame, port: Port): KernelCode;
}

/** dom0's way from the shared rings to netserver and back: what every stage needs. */
export interface XenPath {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly cost: XenCharges;
  readonly fn: NetbackFunctions;
  readonly services: XenServices;
  readonly ports: readonly Port[];
  readonly count: { hypercalls: number };
  /** The program has read a packet. */
  delivered(k: Frame, port: Port, packet: Packet): void;
}
