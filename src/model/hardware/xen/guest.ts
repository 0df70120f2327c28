import type { EventHandler } from '../../engine/event-queue.ts';
import type { Machine } from '../../engine/machine.ts';
import { Packet, type PacketLedger } from '../../engine/packet.ts';
import { recordDevice } from '../devices.ts';
import type { Hypervisor, Vcpu, VcpuUser } from './credit.ts';
import { slotsOf, type Frontend, type Vif } from './vif.ts';

/** What the guest's own work takes, ns. */
export interface GuestCosts {
  /** One packet's way from the program through TCP to netfront, without copies and requests. */
  readonly send: number;
  readonly copyPerByte: number;
  /** Filling in one request and granting its page. */
  readonly request: number;
  readonly hypercall: number;
  /** Entry of an event, and the work for one acknowledgement. */
  readonly upcall: number;
  readonly acknowledge: number;
}

export interface GuestOptions {
  readonly name: string;
  readonly payload: number;
  /** Bytes that may be on their way to the program at the other end. */
  readonly window: number;
  /** Packets that it sends in all. */
  readonly count: number;
  /** When its program starts, ns. */
  readonly start: number;
  readonly costs: GuestCosts;
}

type Job = 'upcall' | 'send';

/**
 * A guest with one virtual CPU that sends as fast as it is let: a TCP-like closed loop, in which an acknowledgement
 * makes room in the window. It is not a lane of its own; what it does shows on its wire and on the physical cores.
 */
export class Guest implements VcpuUser, Frontend, EventHandler {
  private readonly machine: Machine;
  private readonly hypervisor: Hypervisor;
  private readonly ledger: PacketLedger;
  private readonly vif: Vif;
  private readonly options: GuestOptions;
  private readonly idOf: (nth: number) => number;
  private readonly lane: string;
  private readonly vcpu: Vcpu;
  private started = false;
  private job: Job | undefined;
  private remaining = 0;
  private since = 0;
  /** Events of an older generation were cancelled. */
  private generation = 0;
  private eventPending = false;
  private acknowledgements = 0;
  private inFlight = 0;
  private sent = 0;

  /** `idOf`: the id of the guest's `nth` packet, counted from 0. */
  constructor(
    machine: Machine,
    hypervisor: Hypervisor,
    ledger: PacketLedger,
    vif: Vif,
    options: GuestOptions,
    idOf: (nth: number) => number,
  ) {
    this.machine = machine;
    this.hypervisor = hypervisor;
    this.ledger = ledger;
    this.vif = vif;
    this.options = options;
    this.idOf = idOf;
    this.lane = `wire ${vif.name}`;
    this.vcpu = hypervisor.add(options.name, this);
    vif.frontend = this;
    machine.schedule(options.start, this, -1);
  }

  placed(): void {
    this.proceed();
  }

  leave(): void {
    this.pause();
    this.hypervisor.left(this.vcpu);
  }

  responded(): void {
    this.event();
  }

  acknowledged(count: number): void {
    this.acknowledgements += count;
    this.event();
  }

  onEvent(arg: number): void {
    if (arg === -1) {
      this.started = true;
      this.hypervisor.wake(this.vcpu);
      return;
    }
    if (arg !== this.generation) return;
    this.pause();
    const { job } = this;
    this.job = undefined;
    if (job === 'send') this.sendNow();
    this.proceed();
  }

  private event(): void {
    this.eventPending = true;
    this.hypervisor.wake(this.vcpu);
  }

  /** Goes on with its job, finds another, or gives the core up. */
  private proceed(): void {
    if (this.job === undefined && !this.findJob()) {
      this.hypervisor.block(this.vcpu);
      return;
    }
    this.since = this.machine.now;
    this.machine.schedule(this.machine.now + this.remaining, this, ++this.generation);
  }

  private findJob(): boolean {
    const { costs, payload, window, count } = this.options;
    if (this.eventPending) {
      this.begin('upcall', costs.upcall + this.acknowledgements * costs.acknowledge);
      this.eventPending = false;
      this.inFlight -= this.acknowledgements * payload;
      this.acknowledgements = 0;
      return true;
    }
    const may = this.started && this.sent < count && this.inFlight + payload <= Math.max(window, payload);
    if (!may || !this.vif.hasRoom(payload)) return false;
    const bytes = Math.round(costs.copyPerByte * payload);
    // Even at no cost a packet takes a moment, so that a closed loop cannot stand still in time.
    this.begin('send', Math.max(1, costs.send + bytes + slotsOf(payload) * costs.request));
    return true;
  }

  private begin(job: Job, ns: number): void {
    this.job = job;
    this.remaining = ns;
  }

  private pause(): void {
    if (this.job === undefined) return;
    const { now } = this.machine;
    this.generation++;
    this.remaining -= now - this.since;
    if (this.job === 'send' && now > this.since)
      recordDevice(this.machine, this.lane, this.options.name, this.since, now, -1);
    this.since = now;
  }

  /** The packet's requests are in the ring; the event is a hypercall of its own. */
  private sendNow(): void {
    const { payload, costs } = this.options;
    const packet = new Packet(this.idOf(this.sent), this.machine.now, payload, this.vif.index, true);
    this.sent++;
    this.inFlight += payload;
    this.ledger.offer(packet);
    if (!this.vif.put(packet)) return;
    this.vif.signal();
    this.begin('upcall', costs.hypercall);
  }
}
