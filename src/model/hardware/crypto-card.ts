import type { EventHandler } from '../engine/event-queue.ts';
import { Activity } from '../engine/activity.ts';
import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { Packet } from '../engine/packet.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { recordDevice } from './devices.ts';

/** Slots of the hardware's work queue: bcm5823/586x (kernels.md 10b.6, the mail). */
const HARDWARE_SLOTS = 4;
/** The driver's own queue, UBS_MAX_NQUEUE of NetBSD's ubsec(4) (kernels.md 10b.6). */
const SOFTWARE_LIMIT = 60;

interface Operation {
  readonly packet: Packet;
  /** The slice that submitted it. */
  readonly submittedBy: number;
}

/**
 * The ubsec crypto card: operations go into the driver's queue, from there into four hardware slots, and are served one
 * after the other. One interrupt per operation: the driver does not aggregate (kernels.md 10b.9).
 */
export class CryptoCard implements EventHandler {
  readonly name: string;
  readonly line: Line;
  private readonly machine: Machine;
  private readonly opTime: number;
  private readonly software: BoundedQueue<Operation>;
  private readonly hardware: BoundedQueue<Operation>;
  private readonly finished: Operation[] = [];
  /** What packets in the driver's queue see: nobody works on them. */
  private readonly waiting: Activity;
  private busySince = -1;
  private inService = false;
  private readonly completes: number;

  /** `opTime`: service time of one operation, ns. */
  constructor(machine: Machine, name: string, line: Line, opTime: number) {
    this.machine = machine;
    this.name = name;
    this.line = line;
    this.opTime = opTime;
    this.software = new BoundedQueue(`${name} queue`, SOFTWARE_LIMIT, machine.recorder);
    this.hardware = new BoundedQueue(`${name} slots`, HARDWARE_SLOTS, machine.recorder);
    this.waiting = new Activity(`${name} queue`);
    this.completes = machine.recorder.name(`${name} completes`);
  }

  /** Takes an operation from the driver; false if the driver's queue is full (it then answers ERESTART). */
  submit(packet: Packet, submittedBy: number): boolean {
    const { now } = this.machine;
    if (!this.software.put({ packet, submittedBy }, now)) return false;
    packet.handTo(now, this.waiting);
    this.feed();
    return true;
  }

  /** Moves operations into free hardware slots: what ubsec_feed does. */
  feed(): void {
    const { now } = this.machine;
    while (this.hardware.length < HARDWARE_SLOTS) {
      const operation = this.software.take(now);
      if (operation === undefined) return;
      this.hardware.put(operation, now);
      operation.packet.handTo(now, undefined);
      if (this.busySince < 0) this.serve();
    }
  }

  /** The packet whose completion the handler would take next. */
  peek(): Packet | undefined {
    return this.finished[0]?.packet;
  }

  /** The handler takes a finished operation. */
  take(): Packet | undefined {
    return this.finished.shift()?.packet;
  }

  /** The handler has found no more finished operations and returns. */
  done(): void {
    this.inService = false;
    this.line.clear();
    if (this.finished.length > 0) this.interrupt();
  }

  get idle(): boolean {
    return this.busySince < 0 && this.finished.length === 0 && !this.inService;
  }

  /** The operation in service is finished. */
  onEvent(): void {
    const { now } = this.machine;
    const operation = this.hardware.take(now)!;
    recordDevice(this.machine, this.name, 'decrypt', this.busySince, now, operation.packet.id);
    this.busySince = -1;
    this.finished.push(operation);
    operation.packet.handTo(now, this.line.activity);
    if (this.hardware.length > 0) this.serve();
    if (!this.inService) this.interrupt();
  }

  private serve(): void {
    this.busySince = this.machine.now;
    this.machine.schedule(this.machine.now + this.opTime, this, 0);
  }

  private interrupt(): void {
    this.inService = true;
    this.line.causeSlice = this.finished[0].submittedBy;
    this.line.causeWhy = this.completes;
    this.line.assert();
  }
}
