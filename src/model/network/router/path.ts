import type { Activity } from '../../engine/activity.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Machine } from '../../engine/machine.ts';
import type { Packet, PacketLedger } from '../../engine/packet.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Nic } from '../../hardware/nic.ts';
import type { Transmitter } from '../../hardware/transmitter.ts';
import type { Charges } from '../../costs/charges.ts';
import type { CallRecorder } from '../functions.ts';

/** What the forwarding code asks of the kernel around it. */
export interface RouterServices {
  /** What ether_input does with a packet: queue it for the softint, or carry it on at once. */
  input(k: Frame, packet: Packet): KernelCode;
  /** Asks for a run of the protocol softint. */
  requestSoftint(k: Frame): KernelCode;
  /** Who handles what is queued for the protocols. */
  softintActivity(k: Frame): Activity;
  /** The filter's queue has one packet more; its reader may have to be woken. */
  screenFilled(k: Frame): KernelCode;
}

/** The forwarding path of one router: what every stage needs. */
export interface RouterPath {
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly cost: Charges;
  readonly services: RouterServices;
  /** The link that packets come in by, and the one that they leave by. */
  readonly from: Nic;
  readonly to: Transmitter;
  readonly ipintrq: BoundedQueue<Packet>;
  readonly ifSnd: BoundedQueue<Packet>;
  /** What packets in the output queue see: nobody works on them. */
  readonly ifSndWaiting: Activity;
  /** The filter's queue; undefined where packets are not filtered. */
  readonly screenQueue: BoundedQueue<Packet> | undefined;
  /** What packets in the filter's queue see. */
  readonly screenActivity: Activity;
}
