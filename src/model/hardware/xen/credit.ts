import type { EventHandler } from '../../engine/event-queue.ts';
import type { Machine } from '../../engine/machine.ts';
import { recordDevice } from '../devices.ts';
import type { CoreSource } from '../virtual-cpu.ts';

/** Rules of Xen's credit scheduler, ns (xen/common/sched_credit.c of 4.2). */
const TICK = 10_000_000;
const TIMESLICE = 30_000_000;
/** A virtual CPU that was put on a core stays there for so long: sched_ratelimit_us. */
const RATE_LIMIT = 1_000_000;
/** Credits that a core gives out in one time slice, and the most that a virtual CPU saves up. */
const CREDITS_PER_SLICE = 300;

/** Classes of the run queue, smaller goes first. */
const PRIORITY = { boost: 0, under: 1, over: 2 } as const;
type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** What runs on a virtual CPU: it is told when it gets a core, and asked to leave it. */
export interface VcpuUser {
  placed(): void;
  /** Must lead to `Hypervisor.left` or `Hypervisor.block` soon. */
  leave(): void;
}

/** A virtual CPU as Xen sees it. */
export interface Vcpu {
  readonly name: string;
  readonly user: VcpuUser;
  state: 'running' | 'runnable' | 'blocked';
  /** The core that it runs on or ran on last. */
  core: Core;
  priority: Priority;
  credit: number;
  /** Up to when its running time has been paid for, ns. */
  paidUntil: number;
}

interface Core {
  readonly id: number;
  readonly lane: string;
  current: Vcpu | undefined;
  since: number;
  /** Given the core, but Xen is still switching to it. */
  incoming: Vcpu | undefined;
  /** True once `current` was asked to leave. */
  leaving: boolean;
  readonly queue: Vcpu[];
}

/** What an event of the hypervisor is for: its own clock, or a look at one core. */
const CLOCK = -1;

/**
 * Xen's credit scheduler: virtual CPUs of equal weight share the physical cores. A wake-up of one that has credit left
 * boosts it; it goes to an idle core if there is one, else before those of lower priority on its own core, which are left
 * alone for their first millisecond. What is ready and has no core is stolen from.
 */
export class Hypervisor implements EventHandler {
  private readonly machine: Machine;
  private readonly cores: readonly Core[];
  private readonly vcpus: Vcpu[] = [];
  private readonly switchTime: number;
  private ticks = 0;

  /** `switchTime`: what it takes to change the virtual CPU of a core, ns. */
  constructor(machine: Machine, cores: number, switchTime: number) {
    this.machine = machine;
    this.switchTime = switchTime;
    this.cores = Array.from({ length: cores }, (_, id) => ({
      id,
      lane: `core ${id}`,
      current: undefined,
      since: 0,
      incoming: undefined,
      leaving: false,
      queue: [],
    }));
    machine.schedule(TICK, this, CLOCK);
  }

  /** Adds a virtual CPU that is blocked; its home is the next core in turn. */
  add(name: string, user: VcpuUser): Vcpu {
    const vcpu: Vcpu = {
      name,
      user,
      state: 'blocked',
      core: this.cores[this.vcpus.length % this.cores.length],
      priority: PRIORITY.under,
      credit: 0,
      paidUntil: 0,
    };
    this.vcpus.push(vcpu);
    return vcpu;
  }

  /** `vcpu` as the virtual CPU itself sees it. */
  sourceOf(vcpu: Vcpu): CoreSource {
    return {
      get state() {
        return vcpu.state;
      },
      wake: () => this.wake(vcpu),
      block: () => this.block(vcpu),
      left: () => this.left(vcpu),
    };
  }

  /** vcpu_wake(): an event came for it. Does nothing unless it is blocked. */
  wake(vcpu: Vcpu): void {
    if (vcpu.state !== 'blocked') return;
    vcpu.state = 'runnable';
    if (vcpu.priority === PRIORITY.under) vcpu.priority = PRIORITY.boost;
    const idle = isIdle(vcpu.core) ? vcpu.core : this.cores.find(isIdle);
    if (idle !== undefined) vcpu.core = idle;
    enqueue(vcpu);
    this.machine.schedule(this.machine.now, this, vcpu.core.id);
  }

  /** SCHEDOP_block: it has nothing to do until an event comes. */
  block(vcpu: Vcpu): void {
    this.release(vcpu, 'blocked');
  }

  /** It has stopped because it was asked to leave. */
  left(vcpu: Vcpu): void {
    this.release(vcpu, 'runnable');
    enqueue(vcpu);
  }

  /** Puts on the record who has the cores as the run ends. */
  finish(): void {
    for (const core of this.cores) this.record(core);
  }

  onEvent(arg: number): void {
    if (arg === CLOCK) this.tick();
    else this.look(this.cores[arg]);
  }

  private release(vcpu: Vcpu, state: 'blocked' | 'runnable'): void {
    const { core } = vcpu;
    this.pay(vcpu);
    this.record(core);
    vcpu.state = state;
    core.current = undefined;
    core.leaving = false;
    this.machine.schedule(this.machine.now, this, core.id);
  }

  /** csched_schedule() and what leads to it: who should have this core now? */
  private look(core: Core): void {
    if (core.incoming !== undefined) {
      if (this.machine.now >= core.since + this.switchTime) this.place(core);
      return;
    }
    if (core.current === undefined) this.pick(core);
    else this.reconsider(core, core.current);
  }

  private reconsider(core: Core, current: Vcpu): void {
    const best = core.queue[0];
    if (best === undefined || core.leaving) return;
    const ran = this.machine.now - core.since;
    const outranked = best.priority < current.priority;
    if (!outranked && (best.priority > current.priority || ran < TIMESLICE)) return;
    if (ran < RATE_LIMIT) {
      this.machine.schedule(core.since + RATE_LIMIT, this, core.id);
      return;
    }
    core.leaving = true;
    current.user.leave();
  }

  private pick(core: Core): void {
    const next = this.best(core);
    if (next === undefined) return;
    next.core.queue.splice(next.core.queue.indexOf(next), 1);
    next.core = core;
    core.incoming = next;
    core.since = this.machine.now;
    this.machine.schedule(this.machine.now + this.switchTime, this, core.id);
  }

  /** The head of the core's own queue, unless another core's has somebody of higher priority who waits (csched_load_balance). */
  private best(core: Core): Vcpu | undefined {
    let [best] = core.queue as (Vcpu | undefined)[];
    if (best !== undefined && best.priority < PRIORITY.over) return best;
    for (let i = 1; i < this.cores.length; i++) {
      const [other] = this.cores[(core.id + i) % this.cores.length].queue as (Vcpu | undefined)[];
      if (other !== undefined && (best === undefined || other.priority < best.priority)) best = other;
    }
    return best;
  }

  private place(core: Core): void {
    const vcpu = core.incoming!;
    core.incoming = undefined;
    core.current = vcpu;
    core.since = this.machine.now;
    vcpu.state = 'running';
    vcpu.paidUntil = this.machine.now;
    vcpu.user.placed();
    this.look(core);
  }

  /** Every 10 ms those that run pay and lose their boost; every third time credit is given out. */
  private tick(): void {
    this.machine.schedule(this.machine.now + TICK, this, CLOCK);
    for (const { current } of this.cores) {
      if (current === undefined) continue;
      if (current.priority === PRIORITY.boost) current.priority = PRIORITY.under;
      this.pay(current);
    }
    if (++this.ticks % 3 === 0) this.giveCredit();
    for (const core of this.cores) this.look(core);
  }

  private pay(vcpu: Vcpu): void {
    const { now } = this.machine;
    vcpu.credit -= ((now - vcpu.paidUntil) * CREDITS_PER_SLICE) / TIMESLICE;
    vcpu.paidUntil = now;
  }

  /** csched_acct(): every virtual CPU has the same weight. Queues are sorted anew. */
  private giveCredit(): void {
    const share = (CREDITS_PER_SLICE * this.cores.length) / this.vcpus.length;
    for (const vcpu of this.vcpus) {
      vcpu.credit = Math.min(CREDITS_PER_SLICE, vcpu.credit + share);
      if (vcpu.credit < 0) vcpu.priority = PRIORITY.over;
      else if (vcpu.priority === PRIORITY.over) vcpu.priority = PRIORITY.under;
    }
    for (const core of this.cores) core.queue.sort((a, b) => a.priority - b.priority);
  }

  private record(core: Core): void {
    const { current, since } = core;
    if (current === undefined || since === this.machine.now) return;
    recordDevice(this.machine, core.lane, current.name, since, this.machine.now, -1);
  }
}

function isIdle(core: Core): boolean {
  return core.current === undefined && core.incoming === undefined && core.queue.length === 0;
}

/** Behind those of its own priority. */
function enqueue(vcpu: Vcpu): void {
  const { queue } = vcpu.core;
  const at = queue.findIndex((other) => other.priority > vcpu.priority);
  if (at < 0) queue.push(vcpu);
  else queue.splice(at, 0, vcpu);
}
