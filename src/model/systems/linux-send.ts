import type { Charges } from '../costs/charges.ts';
import type { PacketLedger, Packet } from '../engine/packet.ts';
import { PerCpu } from '../engine/per-cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import type { Transmitter } from '../hardware/transmitter.ts';
import type { CallRecorder } from '../network/functions.ts';
import type { LinuxFunctions } from '../network/linux/functions.ts';
import { makeQdisc, netTxAction, type Qdisc } from '../network/linux/qdisc.ts';
import type { SendSide } from '../network/linux/transmit.ts';
import type { LinuxContext } from '../policies/linux/context.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';

/** Packets that pfifo_fast holds: txqueuelen. */
const QUEUE_LIMIT = 1000;
/** What a driver's cost per packet has in it already: a share of the doorbell, and the way through an empty discipline. */
const INCLUDED = { ns: 0, nameId: -1 } as const;

/** What the send side of a card is made with. */
export interface SendParts {
  readonly context: LinuxContext;
  readonly softirqs: Softirqs;
  readonly ledger: PacketLedger;
  readonly calls: CallRecorder;
  readonly cost: Charges;
  readonly fn: LinuxFunctions;
}

/** Puts a queueing discipline before the send ring of `card`, and lets NET_TX serve it. */
export function linuxSendSide(parts: SendParts, card: Transmitter): SendSide {
  const { context, softirqs, ledger, calls, cost, fn } = parts;
  const output = new PerCpu<Qdisc<Packet>[]>(context.cpus, () => []);
  const queue = new BoundedQueue<Packet>(`qdisc ${card.name}`, QUEUE_LIMIT, context.machine.recorder);
  const side: SendSide = {
    calls,
    fn,
    cost: { driverTx: cost.driverTx, qdisc: INCLUDED, doorbell: INCLUDED },
    services: { raiseNetTx: (k) => softirqs.raise(k, VECTOR.netTx) },
    outputQueue: (cpu) => output.of(cpu),
    lost: (k, _q, packet) => ledger.drop(packet, k.now, queue.name, 'queue full'),
    card,
    qdisc: makeQdisc(card, queue),
  };
  softirqs.register(VECTOR.netTx, { run: (k) => netTxAction(k, side), nextPacket: () => -1 });
  return side;
}
