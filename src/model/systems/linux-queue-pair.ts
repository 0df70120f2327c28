import type { Cpu } from '../engine/cpu.ts';
import type { QueuePair } from '../hardware/queue-pair.ts';
import type { Segment } from '../hardware/segment.ts';
import { Gro } from '../network/linux/gro.ts';
import type { TcpPath } from '../network/linux/tcp-path.ts';
import { pairIrq, pairPoll } from '../network/linux/tcp-receive.ts';
import { byPriority } from '../policies/linux/context.ts';
import type { Irqs } from '../policies/linux/irq.ts';
import type { NapiCore, NapiThreads } from '../policies/linux/napi.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';
import type { LinuxKernel } from '../types.ts';
import { irqMode } from './linux-nic.ts';

/** What a queue pair's driver binds to. */
export interface PairParts {
  readonly kernel: LinuxKernel;
  readonly softirqs: Softirqs;
  readonly irqs: Irqs;
  readonly napis: NapiCore;
  readonly path: () => TcpPath;
}

export interface PairOptions {
  readonly pair: QueuePair<Segment>;
  readonly cpu: Cpu;
  /** As the kernel calls it: `eth0-3`. */
  readonly name: string;
  readonly irq: number;
  /** How its napi thread competes, and where. */
  readonly napiThreads: NapiThreads;
}

/** Loads the driver of a queue pair: its NAPI instance with its GRO lists, and its vector. */
export function bindPair(parts: PairParts, { pair, cpu, name, irq, napiThreads }: PairOptions): void {
  const { kernel, softirqs, irqs, napis, path } = parts;
  const { line } = pair;
  const inSoftirq = kernel.irq !== 'forced-thread' && kernel.napi === 'softirq';
  if (inSoftirq) line.activity = softirqs.activity(VECTOR.netRx, cpu);
  const gro = new Gro(kernel.functions);
  const nextPacket = (): number => pair.peek()?.id ?? -1;
  const napi = napis.add(
    {
      name,
      activity: inSoftirq ? undefined : line.activity,
      poll: (k, weight) => pairPoll(k, path(), pair, gro, weight),
      complete: () => pair.done(),
      nextPacket,
      hasMore: () => pair.hasWork,
    },
    cpu,
    kernel.napi,
    napiThreads,
  );
  irqs.request(line, {
    mode: irqMode(kernel, kernel.napi),
    name: `irq${irq}-${name}`,
    threadName: `irq/${irq}-${name}`,
    policy: byPriority(kernel.nicThreadPriority),
    work: { run: (k) => pairIrq(k, path(), pair, () => napis.schedule(k, napi)), nextPacket },
  });
  if (kernel.napi !== 'kthread-busy') return;
  pair.silence();
  napis.startBusyPoll(napi);
}
