import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { BoundedQueue } from '../../engine/queue.ts';
import type { Posted, QueuePair } from '../../hardware/queue-pair.ts';
import type { Segment } from '../../hardware/segment.ts';
import type { TcpPath } from './tcp-path.ts';

/** Packets that one run of a queueing discipline may send: dev_tx_weight. */
const QUOTA = 64;

/**
 * The queueing discipline of one send queue. Whoever finds it idle sends; whoever comes meanwhile leaves his packet to that
 * CPU. fq_codel here: connections send one packet at a time, so that its fairness is first come first served, and its
 * queue is too short for its drops.
 */
export interface Qdisc {
  readonly pair: QueuePair<Segment>;
  readonly queue: BoundedQueue<Posted>;
  /** A CPU is sending from it. */
  running: boolean;
  /** The card's ring was full: nothing is sent until descriptors are back (__QUEUE_STATE_DRV_XOFF). */
  stopped: boolean;
  /** It is on a CPU's list for NET_TX (__QDISC_STATE_SCHED). */
  scheduled: boolean;
}

/** From the routing decision to the card, in the context of whoever sends, bottom halves disabled (kernels.md 4.8.23). */
export function* devQueueXmit(k: Frame, path: TcpPath, frame: Posted): KernelCode {
  const { calls, fn, cost } = path;
  const q = path.qdiscOf(k.cpu);
  calls.enter(k, fn.devQueueXmit);
  if (q.running || q.stopped || q.queue.length > 0) {
    yield k.work(cost.qdisc);
    q.queue.put(frame, k.now);
    if (!q.running) yield* qdiscRun(k, path, q);
  } else {
    // TCQ_F_CAN_BYPASS: an empty discipline is passed by.
    q.running = true;
    yield* directXmit(k, path, q, [frame]);
    yield* qdiscRun(k, path, q);
  }
  calls.leave(k);
}

/** __qdisc_run(): sends up to its quota, as much at a time as waits and the ring has room for; what is left is NET_TX's. */
function* qdiscRun(k: Frame, path: TcpPath, q: Qdisc): KernelCode {
  const { calls, fn } = path;
  q.running = true;
  calls.enter(k, fn.qdiscRun);
  let quota = QUOTA;
  while (quota > 0 && q.queue.length > 0 && !q.stopped) {
    const count = Math.min(quota, q.queue.length, q.pair.room);
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
function* directXmit(k: Frame, path: TcpPath, q: Qdisc, frames: readonly Posted[]): KernelCode {
  const { calls, fn, cost } = path;
  calls.enter(k, fn.driverXmit);
  for (let i = 0; i < frames.length; i++) k.spend(cost.driverTx);
  yield k.work(cost.doorbell);
  q.pair.send(frames);
  if (q.pair.room === 0) q.stopped = true;
  calls.leave(k);
}

/** __netif_schedule(): NET_TX of this CPU is to go on with it. */
function* netifSchedule(k: Frame, path: TcpPath, q: Qdisc): KernelCode {
  if (q.scheduled) return;
  q.scheduled = true;
  path.outputQueue(k.cpu).push(q);
  yield* path.services.raiseNetTx(k);
}

/** netif_tx_wake_queue(): the driver has taken descriptors back. */
export function* wakeQueue(k: Frame, path: TcpPath, q: Qdisc): KernelCode {
  if (!q.stopped || q.pair.room === 0) return;
  q.stopped = false;
  if (q.queue.length > 0) yield* netifSchedule(k, path, q);
}

/** net_tx_action(): the NET_TX softirq sends on what was left (kernels.md 4.8.24). */
export function* netTxAction(k: Frame, path: TcpPath): KernelCode {
  const { calls, fn } = path;
  calls.enter(k, fn.netTxAction);
  for (const q of path.outputQueue(k.cpu).splice(0)) {
    q.scheduled = false;
    if (!q.running && !q.stopped) yield* qdiscRun(k, path, q);
  }
  calls.leave(k);
}
