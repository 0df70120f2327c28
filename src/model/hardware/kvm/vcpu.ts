import type { Cpu } from '../../engine/cpu.ts';
import type { EventHandler } from '../../engine/event-queue.ts';
import type { FrameWatcher } from '../../engine/frame.ts';
import type { Line } from '../../engine/line.ts';
import type { Thread } from '../../engine/thread.ts';
import { VirtualCpu, type CoreSource } from '../virtual-cpu.ts';

/**
 * A virtual CPU of KVM: it executes guest code while its thread on the host is in guest mode and nothing interrupts that; all
 * other time in which it has something to do is stolen. What the guest asks of the host happens in an event of its own, so
 * that the two never run inside each other.
 */
export class Vcpu implements CoreSource, FrameWatcher, EventHandler {
  readonly virtual: VirtualCpu;
  readonly index: number;
  /** Its thread on the host: `CPU 0/KVM`. */
  thread!: Thread;
  /** True while guest code is executed. */
  private inGuest = false;
  /** The guest executed HLT and nothing came for it since. */
  private halted = true;
  /** The guest wrote to a virtqueue's doorbell. */
  private kicked = false;
  /** Virtual CPUs that it wants to interrupt, with the lines. */
  private ipis: (readonly [Vcpu, Line])[] = [];
  private polling = false;
  private pollOver = false;
  /** Interrupts that were posted and are on their way. */
  private readonly posted: Line[] = [];
  /** Interrupts that the next entry brings. */
  private pending: Line[] = [];

  constructor(cpu: Cpu, index: number) {
    this.index = index;
    this.virtual = new VirtualCpu(cpu, `vcpu ${index}`);
    this.virtual.source = this;
  }

  get state(): CoreSource['state'] {
    if (this.halted) return 'blocked';
    return this.inGuest ? 'running' : 'runnable';
  }

  get isHalted(): boolean {
    return this.halted;
  }

  /** True while guest code is executed: an interrupt can be posted, or the CPU must be kicked out. */
  get isInGuest(): boolean {
    return this.inGuest;
  }

  /** True while its thread polls for an interrupt before it sleeps. */
  get isPolling(): boolean {
    return this.polling;
  }

  polls(polling: boolean): void {
    this.polling = polling;
    this.pollOver = false;
  }

  /** What the thread polls for has come. */
  endPoll(): void {
    this.polling = false;
    this.pollOver = true;
    this.leaveSoon();
  }

  /** The host's thread enters guest mode, or goes on in it after an interrupt of the host. */
  begins(): void {
    this.inGuest = true;
    if (this.wantsOut) this.leaveSoon();
    // Interrupts come with the entry: an idle guest that found none would halt again.
    for (const line of this.pending.splice(0)) line.assert();
    this.virtual.placed();
  }

  /** An interrupt of the host, or its scheduler, ends guest mode for a while. */
  halts(): void {
    this.stop();
  }

  /** HLT. */
  block(): void {
    this.halted = true;
    this.leaveSoon();
  }

  /** An interrupt came; whoever brought it also wakes the thread. */
  wake(): void {
    this.halted = false;
  }

  left(): void {
    // The host does not wait for the guest to stop.
  }

  /** The guest writes to the doorbell of a virtqueue. */
  kick(): void {
    this.kicked = true;
    this.leaveSoon();
  }

  /** The guest sends an interrupt to another virtual CPU: the write to its local APIC is an exit. */
  sendIpi(target: Vcpu, line: Line): void {
    this.ipis.push([target, line]);
    this.leaveSoon();
  }

  /** Posts `line` to the running guest: it is there `latency` ns later, without an exit. */
  post(line: Line, latency: number): void {
    const { machine } = this.virtual.cpu;
    this.posted.push(line);
    machine.schedule(machine.now + latency, { onEvent: () => this.arrive(line) }, 0);
  }

  /** KVM looks before it lets a halted guest sleep: what was posted in the meantime wakes it. */
  checkPosted(): void {
    if (!this.halted || this.posted.length === 0) return;
    this.virtual.wake();
    for (const line of this.posted.splice(0)) this.hold(line);
  }

  /** A halted guest takes no interrupt: `checkPosted` finds it. */
  private arrive(line: Line): void {
    const at = this.posted.indexOf(line);
    if (at < 0 || this.halted) return;
    this.posted.splice(at, 1);
    line.assert();
  }

  /** Has the next entry bring `line`. */
  hold(line: Line): void {
    this.pending.push(line);
  }

  /** True if guest mode ended because of a doorbell; asked once for each exit. */
  takeKick(): boolean {
    const { kicked } = this;
    this.kicked = false;
    return kicked;
  }

  /** Interrupts for other virtual CPUs because of which guest mode ended. */
  takeIpis(): readonly (readonly [Vcpu, Line])[] {
    return this.ipis.splice(0);
  }

  private get wantsOut(): boolean {
    return this.halted || this.kicked || this.ipis.length > 0;
  }

  /** The guest's own exit, or the end of polling. */
  onEvent(): void {
    if (this.inGuest) {
      if (!this.wantsOut) return;
      this.stop();
    } else if (!this.pollOver) return;
    this.pollOver = false;
    const [frame] = this.thread.frames;
    frame.cpu.endWork(frame);
  }

  private stop(): void {
    this.inGuest = false;
    this.virtual.cpu.machine.tally.vmexits++;
    if (!this.halted) this.virtual.leave();
  }

  private leaveSoon(): void {
    const { machine } = this.virtual.cpu;
    machine.schedule(machine.now, this, 0);
  }
}
