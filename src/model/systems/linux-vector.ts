import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import type { Line } from '../engine/line.ts';
import type { Policy } from '../engine/sched/entity.ts';
import { byPriority } from '../policies/linux/context.ts';
import type { IrqAction, Irqs } from '../policies/linux/irq.ts';
import type { Napi, NapiCore, NapiThreads, NapiSource } from '../policies/linux/napi.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';
import type { LinuxKernel, NapiPolicy } from '../types.ts';

/** What a driver binds to. */
export interface DriverParts {
  readonly kernel: LinuxKernel;
  readonly softirqs: Softirqs;
  readonly irqs: Irqs;
  readonly napis: NapiCore;
}

export interface VectorOptions extends Pick<NapiSource, 'poll' | 'complete' | 'nextPacket' | 'hasMore'> {
  readonly line: Line;
  readonly cpu: Cpu;
  /** Who polls. */
  readonly mode: NapiPolicy;
  /** As its NAPI instance is called: `eth0-513`. */
  readonly napi: string;
  /** Name of its slice in hard interrupt context, and of its thread. */
  readonly irq: string;
  readonly thread: string;
  /** The handler, which has the queue polled by `schedule`. */
  readonly handler: (k: Frame, schedule: () => KernelCode) => KernelCode;
  /** How the interrupt's thread competes, by chrt; undefined = as the kernel makes it. */
  readonly policy?: Policy | undefined;
  /** CPUs that the interrupt's thread may run on; undefined = the one that is interrupted. */
  readonly allowed?: readonly Cpu[] | undefined;
  /** How the napi thread competes, and where. */
  readonly napiThreads: NapiThreads;
}

/** Loads the driver of one queue with a vector of its own: its NAPI instance and its interrupt. */
export function bindVector({ kernel, softirqs, irqs, napis }: DriverParts, options: VectorOptions): Napi {
  const { line, cpu, mode, nextPacket, handler, allowed, policy } = options;
  const inNetRx = worksInNetRx(kernel, mode);
  if (inNetRx) line.activity = softirqs.activity(VECTOR.netRx, cpu);
  const napi = napis.add(
    {
      name: options.napi,
      activity: inNetRx ? undefined : line.activity,
      poll: options.poll,
      complete: options.complete,
      nextPacket,
      ...(options.hasMore === undefined ? {} : { hasMore: options.hasMore }),
    },
    cpu,
    mode,
    options.napiThreads,
  );
  irqs.request(line, {
    mode: irqMode(kernel, mode),
    name: options.irq,
    threadName: options.thread,
    policy: policy ?? byPriority(kernel.nicThreadPriority),
    ...(allowed === undefined ? {} : { allowed }),
    work: { run: (k) => handler(k, () => napis.schedule(k, napi)), nextPacket },
  });
  return napi;
}

/** True if packets of a queue that `mode` polls wait for the softirq of its CPU, false if for somebody of their own. */
export function worksInNetRx(kernel: LinuxKernel, mode: NapiPolicy): boolean {
  return kernel.irq !== 'forced-thread' && mode === 'softirq';
}

/** A NIC whose interrupt thread polls has a thread where the kernel's other devices have none. */
export function irqMode(kernel: LinuxKernel, napi: NapiPolicy): IrqAction['mode'] {
  return napi === 'irq-thread' && kernel.irq === 'hardirq' ? 'thread' : kernel.irq;
}

/** Who polls. What `threaded` means is the kernel's own way, or a kthread where it polls in softirqs by default. */
export function pollMode(kernel: LinuxKernel, threaded: boolean): NapiPolicy {
  if (!threaded) return 'softirq';
  return kernel.napi === 'softirq' ? 'kthread' : kernel.napi;
}
