import type { Cpu } from '../../engine/cpu.ts';
import type { Charge, Frame, KernelCode } from '../../engine/frame.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { CallRecorder } from '../functions.ts';
import type { LinuxFunctions } from './functions.ts';

/** Packets that one run of a queueing discipline may send: dev_tx_weight. */
const QUOTA = 64;

/** The send ring of a card. */
export interface SendRing<F> {
  /** Free descriptors. */
  readonly room: number;
  /** The driver has filled descriptors for `frames` and rings the doorbell; there must be room for all. */
  send(frames: readonly F[]): void;
}

/**
 * The queueing discipline of one send queue. Whoever finds it idle sends; whoever comes meanwhile leaves his packet to that
 * CPU. First come, first served: pfifo_fast with one class of traffic, or fq_codel where each flow has one packet at a time.
 */
export interface Qdisc<F> {
  readonly ring: SendRing<F>;
  readonly queue: BoundedQueue<F>;
  /** A CPU is sending from it. */
  running: boolean;
  /** The card's ring was full: nothing is sent until descriptors are back (__QUEUE_STATE_DRV_XOFF). */
  stopped: boolean;
  /** It is on a CPU's list for NET_TX (__QDISC_STATE_SCHED). */
  scheduled: boolean;
}

/** An idle discipline before `ring`. */
export function makeQdisc<F>(ring: SendRing<F>, queue: BoundedQueue<F>): Qdisc<F> {
  return { ring, queue, running: false, stopped: false, scheduled: false };
}

/** What sending asks of the path that it ends. */
export interface SendPath<F> {
  readonly calls: CallRecorder;
  readonly fn: Pick<LinuxFunctions, 'devQueueXmit' | 'driverXmit' | 'qdiscRun' | 'netTxAction'>;
  readonly cost: Readonly<Record<'driverTx' | 'qdisc' | 'doorbell', Charge>>;
  readonly services: { raiseNetTx(k: Frame): KernelCode };
  /** Queueing disciplines that NET_TX of `cpu` has to serve. */
  outputQueue(cpu: Cpu): Qdisc<F>[];
  /** The queue had no room for `frame`. */
  lost(k: Frame, q: Qdisc<F>, frame: F): void;
}

/** From the routing decision to the card, in the context of whoever sends, bottom halves disabled (kernels.md 4.8.23). */
export function* devQueueXmit<F>(k: Frame, path: SendPath<F>, q: Qdisc<F>, frame: F): KernelCode {
  const { calls, fn, cost } = path;
  calls.enter(k, fn.devQueueXmit);
  if (q.running || q.stopped || q.queue.length > 0) {
    yield k.work(cost.qdisc);
    if (!q.queue.put(frame, k.now)) path.lost(k, q, frame);
    if (!q.running) yield* qdiscRun(k, path, q);
  } else {
    // TCQ_F_CAN_BYPASS: an empty discipline is passed by.
    q.running = true;
    yield* directXmit(k, path, q, [frame]);
    if (q.queue.length > 0) yield* qdiscRun(k, path, q);
    else q.running = false;
  }
  calls.leave(k);
}

/** __qdisc_run(): sends up to its quota, as much at a time as waits and the ring has room for; what is left is NET_TX's. */
function* qdiscRun<F>(k: Frame, path: SendPath<F>, q: Qdisc<F>): KernelCode {
  const { calls, fn } = path;
  q.running = true;
  calls.enter(k, fn.qdiscRun);
  let quota = QUOTA;
  while (quota > 0 && q.queue.length > 0 && !q.stopped) {
    const count = Math.min(quota, q.queue.length, q.ring.room);
    quota -= count;
    yield* directXmit(
      k,
      path,
      q,
      Array.from({ length: count }, () => q.queue.take(k.now)!),
    );
  }
  q.running = false;
  if (!q.stopped && q.queue.length > 0) yield* netifSchedule(k, path, q);
  calls.leave(k);
}

/**
 * sch_direct_xmit(): the driver's half for frames that there is room for, under one doorbell (xmit_more). It stops the queue
 * when it has filled the last descriptor.
 */
function* directXmit<F>(k: Frame, path: SendPath<F>, q: Qdisc<F>, frames: readonly F[]): KernelCode {
  const { calls, fn, cost } = path;
  calls.enter(k, fn.driverXmit);
  for (let i = 0; i < frames.length; i++) k.spend(cost.driverTx);
  yield k.work(cost.doorbell);
  q.ring.send(frames);
  if (q.ring.room === 0) q.stopped = true;
  calls.leave(k);
}

/** __netif_schedule(): NET_TX of this CPU is to go on with it. */
function* netifSchedule<F>(k: Frame, path: SendPath<F>, q: Qdisc<F>): KernelCode {
  if (q.scheduled) return;
  q.scheduled = true;
  path.outputQueue(k.cpu).push(q);
  yield* path.services.raiseNetTx(k);
}

/** netif_tx_wake_queue(): the driver has taken descriptors back. */
export function* wakeQueue<F>(k: Frame, path: SendPath<F>, q: Qdisc<F>): KernelCode {
  if (!q.stopped || q.ring.room === 0) return;
  q.stopped = false;
  if (q.queue.length > 0) yield* netifSchedule(k, path, q);
}

/** net_tx_action(): the NET_TX softirq sends on what was left (kernels.md 4.8.24). */
export function* netTxAction<F>(k: Frame, path: SendPath<F>): KernelCode {
  const { calls, fn } = path;
  calls.enter(k, fn.netTxAction);
  for (const q of path.outputQueue(k.cpu).splice(0)) {
    q.scheduled = false;
    if (!q.running && !q.stopped) yield* qdiscRun(k, path, q);
  }
  calls.leave(k);
}
