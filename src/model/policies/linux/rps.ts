import type { Cpu } from '../../engine/cpu.ts';
import type { Frame, KernelCode } from '../../engine/frame.ts';
import { PerCpu } from '../../engine/per-cpu.ts';
import type { LinuxContext } from './context.ts';
import type { Ipis } from './ipi.ts';
import type { Napi, NapiCore, NapiSource } from './napi.ts';
import { VECTOR, type Softirqs } from './softirq.ts';

/**
 * Receive packet steering: the backlogs of all CPUs, each a NAPI instance that NET_RX polls whatever mode those of cards
 * have, and the CPUs that each CPU still has to tell of what it queued for them (kernels.md 4.4).
 */
export class Steering {
  private readonly context: LinuxContext;
  private readonly softirqs: Softirqs;
  private readonly napis: NapiCore;
  private readonly ipis: Ipis;
  private readonly backlogs: PerCpu<Napi>;
  /** rps_ipi_list: CPUs that wait for an interrupt from this one. */
  private readonly waiting: PerCpu<Cpu[]>;

  /** `source` gives the backlog of a CPU as something to be polled. */
  constructor(
    context: LinuxContext,
    softirqs: Softirqs,
    napis: NapiCore,
    ipis: Ipis,
    source: (cpu: Cpu) => NapiSource,
  ) {
    this.context = context;
    this.softirqs = softirqs;
    this.napis = napis;
    this.ipis = ipis;
    this.backlogs = new PerCpu(context.cpus, (cpu) => napis.add(source(cpu), cpu, 'softirq'));
    this.waiting = new PerCpu(context.cpus, () => []);
    napis.atEndOfNetRx((k) => this.tell(k.cpu));
  }

  /** Has the backlog of `target` polled there; another CPU is told at the end of this one's NET_RX: napi_schedule_rps(). */
  *schedule(k: Frame, target: Cpu): KernelCode {
    const backlog = this.backlogs.of(target);
    if (target === k.cpu) {
      yield* this.napis.schedule(k, backlog);
      return;
    }
    if (!this.napis.claim(backlog)) return;
    this.waiting.of(k.cpu).push(target);
    if (this.napis.isInside(k.cpu) && this.context.kernel.netRxRestarts) return;
    yield* this.softirqs.raise(k, VECTOR.netRx);
  }

  /** net_rps_action_and_irq_enable(): one interrupt for each CPU, however many packets it was given. */
  private tell(cpu: Cpu): void {
    for (const target of this.waiting.of(cpu).splice(0)) {
      this.ipis.call(target, (k) => this.trigger(k, this.backlogs.of(target)));
    }
  }

  /** rps_trigger_softirq(), on the CPU that was told. */
  private *trigger(k: Frame, backlog: Napi): KernelCode {
    const { calls } = this.context;
    calls.enter(k, 'rpsTrigger');
    yield* this.napis.enlist(k, backlog);
    calls.leave(k);
  }
}
